//! What each operation makes of texts in every form.

mod in_blocks;
mod in_braces;
mod model;
mod quoting;
mod random;
mod together;

use super::super::{Limits, Node, Tree, pieces};
use super::{Editor, Value};
use crate::{Edit, apply};

fn parse(text: &str) -> Vec<Tree<'_>> {
    let trees = pieces(text).map(|piece| piece.parse(Limits::DOCUMENT));
    trees.collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{error} at {} in {text:?}", error.span))
}

/// The text after an operation on its first document; the result parses, with other line ends as well.
fn edited(text: &str, operation: impl Fn(&Editor<'_>, Node<'_, '_>) -> Option<Vec<Edit>>) -> Option<String> {
    let edit = |text: &str| {
        let edits = operation(&Editor::new(text), parse(text)[0].root())?;
        let edited = apply(text, &edits).unwrap();
        parse(&edited);
        Some(edited)
    };
    let result = edit(text);
    for line_break in ["\r\n", "\r"] {
        let other = edit(&text.replace('\n', line_break));
        assert_eq!(other, result.as_ref().map(|it| it.replace('\n', line_break)), "with {line_break:?}");
    }
    let unfinished = text.trim_end_matches('\n');
    if let (Some(result), Some(edited)) = (&result, edit(unfinished)) {
        assert_eq!(edited.trim_end_matches('\n'), result.trim_end_matches('\n'), "without final line break");
    }
    result
}

fn text(text: &str) -> Value {
    Value::text(text)
}

/// Follows keys, and numbers of items.
fn at<'a, 't>(root: Node<'a, 't>, path: &[&str]) -> Node<'a, 't> {
    path.iter().fold(root, |node, key| match key.parse::<usize>() {
        Ok(index) => node.items().nth(index).unwrap(),
        Err(_) => node.get(key).unwrap_or_else(|| panic!("no {key}")),
    })
}
