//! Documents that mean harm.

use super::*;
use proptest::prelude::*;

#[test]
fn an_alias_bomb_is_refused_at_the_alias_that_sets_it_off() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let error = parse(&text).unwrap_err();
    assert_eq!(error.to_string(), "the aliases of this document stand for more than 250000 values");
    assert_eq!(error.span.of(&text), "*a4");
}

#[test]
fn aliases_of_a_long_text_count_by_its_length() {
    let aliases = |count: usize| format!("a: &a {}\nb: [{}]\n", "x".repeat(64_000), "*a, ".repeat(count));
    assert!(parse(&aliases(200)).is_ok());
    let error = parse(&aliases(300)).unwrap_err();
    assert_eq!(error.kind, SyntaxErrorKind::Expansion { limit: 250_000 });
}

#[test]
fn a_chain_of_aliases_is_as_deep_as_what_it_stands_for() {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..1000 {
        text.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    let error = parse(&text).unwrap_err();
    assert_eq!(error.to_string(), "collections are nested more than 128 deep");
    assert_eq!(error.span.of(&text), "*a126");
}

#[test]
fn a_bomb_of_merge_keys_is_refused() {
    let mut text = "a0: &a0 {k: v}\n".to_owned();
    for level in 1..40 {
        text.push_str(&format!("a{level}: &a{level} {{<<: [*a{0}, *a{0}]}}\n", level - 1));
    }
    assert!(parse(&text).unwrap_err().kind.is_limit());
}

#[test]
fn deep_nesting_in_every_form_ends_at_the_limit() {
    let deep = "collections are nested more than 128 deep";
    for unit in ["[", "{a: ", "- ", "? "] {
        let error = parse(&unit.repeat(50_000)).unwrap_err();
        assert!(error.to_string() == deep || !error.kind.is_limit(), "{unit}: {error}");
    }
    let indented: String = (0..5_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(parse(&indented).unwrap_err().to_string(), deep);
    let allowed: String = (0..120).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(parse(&allowed).is_ok());
}

#[test]
fn a_flow_collection_without_end_costs_no_more_than_the_limit() {
    let limits = Limits { scalar: 10_000, ..Limits::DOCUMENT };
    for start in ["[", "a:\n  [", "{a: ["] {
        let text = format!("{start}{}", "b,".repeat(10_000));
        let error = pieces(&text).next().unwrap().parse(limits).unwrap_err();
        assert!(error.kind == SyntaxErrorKind::Scalar { limit: 10_000 } || start != "a:\n  [", "{error}");
    }
}

#[test]
fn a_scalar_over_the_limit_is_refused_and_one_below_is_not() {
    let limits = Limits { scalar: 1000, ..Limits::DOCUMENT };
    let read = |text: &str| pieces(text).next().unwrap().parse(limits).map(|tree| tree.len());
    let long = |len: usize| format!("a: x\nb: \"{}\"\n", "y ".repeat(len / 2));
    assert_eq!(read(&long(900)), Ok(5));
    let error = read(&long(1100)).unwrap_err();
    assert_eq!(error.to_string(), "one value has more than 1000 characters");
    assert!((4..8).contains(&error.span.start), "{}", error.span);
}

#[test]
fn a_document_over_the_limit_of_values_is_refused() {
    let limits = Limits { nodes: 10, ..Limits::DOCUMENT };
    for text in ["[1,2,3,4,5,6,7,8,9,10]", "[a,2,3,4,5,6,7,8,9,10]", "a: 1\nb: [1,2,3,4,5,6]\n"] {
        let error = pieces(text).next().unwrap().parse(limits).unwrap_err();
        assert_eq!(error.to_string(), "one document has more than 10 values");
    }
    assert!(pieces("[1,2,3,4,5,6,7,8,9]").next().unwrap().parse(limits).is_ok());
}

#[test]
fn a_hundred_thousand_documents_are_read_one_by_one() {
    let text = "--- {a: 1}\n---\n\n".repeat(100_000);
    assert_eq!(pieces(&text).filter(|piece| piece.parse(Limits::DOCUMENT).is_ok()).count(), 100_000);
}

#[test]
fn a_broken_document_leaves_its_neighbours_whole() {
    let text = "a: 1\n---\nb: \"x\n---\nc: [\n---\n@d\n--- e\n...\n%YAML 9.9\nf: 1\n---\ng: 1\n";
    let results: Vec<_> = pieces(text).map(|piece| piece.parse(Limits::DOCUMENT)).collect();
    let read: Vec<_> = results.iter().map(|it| it.as_ref().map(|tree| shape(tree.root())).ok()).collect();
    let read: Vec<_> = read.iter().map(|it| it.as_deref()).collect();
    assert_eq!(read, [Some("{<a>: <1>}"), None, None, None, Some("<e>"), None, Some("{<g>: <1>}")]);
}

/// What a reader must not do, whatever the text: panic, or tell a place that is none.
fn check(text: &str) {
    for piece in pieces(text) {
        match piece.parse(Limits::DOCUMENT) {
            Ok(tree) => check_places(&tree, text),
            Err(error) => assert!(text.get(error.span.range()).is_some(), "{error:?} in {text:?}"),
        }
    }
    if let Ok(trees) = json_values(text, Limits::DOCUMENT) {
        trees.iter().for_each(|tree| check_places(tree, text));
    }
    if let Some(span) = template_marker(text) {
        assert!(matches!(span.of(text), "{{" | "{%"));
    }
}

fn check_places(tree: &Tree<'_>, text: &str) {
    for id in 0..u32::try_from(tree.len()).unwrap() {
        let node = Node::written(tree, id);
        let written = text.get(node.span().range());
        let written = written.unwrap_or_else(|| panic!("{} is no place in {text:?}", node.span()));
        let Some(value) = node.text() else { continue };
        match node.style() {
            Some(Style::Plain) if !written.contains(['\n', '\r']) => {
                assert_eq!(written, value, "in {text:?}");
            }
            Some(Style::SingleQuoted) => assert!(quoted(written, '\''), "{written:?} in {text:?}"),
            Some(Style::DoubleQuoted) => assert!(quoted(written, '"'), "{written:?} in {text:?}"),
            _ => {}
        }
    }
}

fn quoted(written: &str, quote: char) -> bool {
    written.len() >= 2 && written.starts_with(quote) && written.ends_with(quote)
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics_and_places_are_true(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn text_of_yaml_signs_never_panics_and_places_are_true(
        text in "([-?:,\\[\\]{}#&*!|>'\"%@`~<] ?|[a-c0é日\u{feff}]|\\\\| |  |\t|\n|\r\n|\r|---|\\.\\.\\.|!!str|&a|\\*a|: |- ){0,60}"
    ) {
        check(&text);
    }

    #[test]
    fn text_of_yaml_lines_never_panics_and_places_are_true(
        lines in proptest::collection::vec(
            "( |  |    ){0,3}(- ){0,2}(é|a|b|\"c\"|'日')?(: ?)?(&x |!t |\\*x|é|d|\"e\\\\n\" |'f' |\\||>-|\\[g, h: i|\\]|\\{j: |\\}|# k|<<: )?",
            0..12,
        ),
        line_break in "\n|\r\n|\r",
    ) {
        check(&lines.join(&line_break));
    }
}
