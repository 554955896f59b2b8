//! The reader as a whole: places, sharing, limits, hostile input.

pub(super) mod any;
mod hostile;
mod places;
mod round_trip;
mod sharing;

use super::*;

fn parse(text: &str) -> Result<Vec<Tree<'_>>, SyntaxError> {
    pieces(text).map(|piece| piece.parse(Limits::DOCUMENT)).collect()
}

fn one(text: &str) -> Tree<'_> {
    let mut trees = parse(text).unwrap_or_else(|error| panic!("{error} at {} in {text:?}", error.span));
    assert_eq!(trees.len(), 1, "{text:?}");
    trees.remove(0)
}

fn error(text: &str) -> String {
    let error = parse(text).unwrap_err();
    format!("{}: {error}", error.span.start)
}

/// The tree on one line: scalars in angle brackets, null as a dash.
pub(super) fn shape(node: Node<'_, '_>) -> String {
    match node.kind() {
        NodeKind::Null => "-".to_owned(),
        NodeKind::Scalar => format!("<{}>", node.text().unwrap()),
        NodeKind::Sequence => {
            format!("[{}]", node.items().map(shape).collect::<Vec<_>>().join(" "))
        }
        NodeKind::Mapping => {
            let pairs = node.entries().map(|(key, value)| format!("{}: {}", shape(key), shape(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(" "))
        }
    }
}

#[test]
fn truth_values_are_bare_words() {
    for (text, truth) in [
        ("true", Some(true)),
        ("YES", Some(true)),
        ("On", Some(true)),
        ("OFF", Some(false)),
        ("n", Some(false)),
        ("'true'", None),
        ("\"no\"", None),
        ("tRUE", None),
        ("1", None),
    ] {
        assert_eq!(one(text).root().truth(), truth, "{text}");
    }
}

#[test]
fn an_unfinished_blank_line_below_a_block_is_none_of_its_text() {
    for (text, value) in [
        ("a: |\n  x\n  ", "x\n"),
        ("a: |\n  x\n\n  ", "x\n"),
        ("a: |1\r\n x\n\r\r\n ", "x\n"),
        ("a: >\n  x\n  ", "x\n"),
        ("a: |-\n  x\n  ", "x"),
        ("a: |+\n  x\n\n  ", "x\n\n"),
        ("a: |+\n    x\n\n  ", "x\n\n"),
        // What is deeper than the text is text.
        ("a: |\n  x\n   ", "x\n \n"),
        ("a: |1\n  x\n\n  ", " x\n\n \n"),
        ("a: |\n  x\n", "x\n"),
        ("a: |\n  x", "x\n"),
    ] {
        let tree = one(text);
        assert_eq!(tree.root().get("a").and_then(Node::text), Some(value), "{text:?}");
    }
}
