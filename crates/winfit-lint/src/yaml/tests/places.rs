//! Where nodes stand in the text.

use super::*;
use crate::Span;

/// Every value with the text at its place, outermost first.
fn places(text: &str) -> Vec<String> {
    fn collect(node: Node<'_, '_>, text: &str, places: &mut Vec<String>) {
        places.push(node.span().of(text).to_owned());
        for item in node.items() {
            collect(item, text, places);
        }
        for (key, value) in node.entries() {
            collect(key, text, places);
            collect(value, text, places);
        }
    }
    let tree = one(text);
    let mut all = Vec::new();
    collect(tree.root(), text, &mut all);
    all
}

#[test]
fn a_scalar_is_where_it_is_written_without_what_surrounds_it() {
    assert_eq!(places("a:   b c   # d\n"), ["a:   b c", "a", "b c"]);
    assert_eq!(places("a: 'b''c'   # d\n"), ["a: 'b''c'", "a", "'b''c'"]);
    assert_eq!(places("a: \"b\\\"c\" # d\n"), ["a: \"b\\\"c\"", "a", "\"b\\\"c\""]);
    assert_eq!(places("a: &x b\n"), ["a: &x b", "a", "b"]);
    assert_eq!(places("a: !!str &x 'b' # c\n"), ["a: !!str &x 'b'", "a", "'b'"]);
    assert_eq!(places("a: !<tag:x,2000:y> b\n"), ["a: !<tag:x,2000:y> b", "a", "b"]);
    assert_eq!(places("a: |\n  b\n  c\n\n# d\n"), ["a: |\n  b\n  c", "a", "b\n  c"]);
    assert_eq!(places("a: b\n  c\nd: e"), ["a: b\n  c\nd: e", "a", "b\n  c", "d", "e"]);
}

#[test]
fn places_behind_wide_characters_and_crlf_are_bytes() {
    assert_eq!(places("ä: 日本 # é\r\nb: 'ß'\r\n"), ["ä: 日本 # é\r\nb: 'ß'", "ä", "日本", "b", "'ß'"]);
    assert_eq!(places("# 日\r- \"é\" # é\r- x\r"), ["- \"é\" # é\r- x", "\"é\"", "x"]);
}

#[test]
fn a_collection_ends_with_its_last_value_or_its_bracket() {
    assert_eq!(places("[a, {b: c } ] # d\n"), ["[a, {b: c } ]", "a", "{b: c }", "b", "c"]);
    assert_eq!(places("a:\n- b\n- c\n\n# d\n\n"), ["a:\n- b\n- c", "a", "- b\n- c", "b", "c"]);
    assert_eq!(places("a:\n- # x\n  - b\n"), ["a:\n- # x\n  - b", "a", "- # x\n  - b", "- b", "b"]);
    assert_eq!(
        places("a:\n- [b] # &\n- &x c"),
        ["a:\n- [b] # &\n- &x c", "a", "- [b] # &\n- &x c", "[b]", "b", "c"]
    );
    assert_eq!(places("a: &x\n- [b]\n"), ["a: &x\n- [b]", "a", "- [b]", "[b]", "b"]);
    assert_eq!(places("a:\n  - - b\n"), ["a:\n  - - b", "a", "- - b", "- b", "b"]);
    assert_eq!(places("x: {a: b, }"), ["x: {a: b, }", "x", "{a: b, }", "a", "b"]);
    assert_eq!(places("{a: b, # }\n # }\n} # c"), ["{a: b, # }\n # }\n}", "a", "b"]);
    assert_eq!(places("[a: b, {c}]"), ["[a: b, {c}]", "a: b", "a", "b", "{c}", "c", ""]);
    assert_eq!(places("[a: b, c]"), ["[a: b, c]", "a: b", "a", "b", "c"]);
    assert_eq!(places("{a: [b: c]}"), ["{a: [b: c]}", "a", "[b: c]", "b: c", "b", "c"]);
}

#[test]
fn a_null_that_nobody_wrote_is_behind_the_colon_of_its_key() {
    let text = "a:   # x\nb : \nc:\n";
    let tree = one(text);
    let starts: Vec<_> = tree.root().entries().map(|(_, value)| value.span()).collect();
    assert_eq!(starts, [Span::empty(2), Span::empty(12), Span::empty(16)]);
    assert!(tree.root().entries().all(|(_, value)| value.is_null()));
}

#[test]
fn places_in_later_documents_count_from_the_start_of_the_stream() {
    let text = "é: 1\n---\né: x # y\n--- {\"é\": \"z\"}\n";
    let trees = parse(text).unwrap();
    let values: Vec<_> = trees.iter().map(|tree| tree.root().get("é").unwrap().span().of(text)).collect();
    assert_eq!(values, ["1", "x", "\"z\""]);
}

#[test]
fn an_error_is_where_it_shows() {
    assert_eq!(
        error("a: b\nc: d\n\te: f\n"),
        "8: this is not YAML: while scanning a plain scalar, found a tab"
    );
    assert!(error("日: \"b\nc: d").starts_with("5: this is not YAML: "));
    assert_eq!(
        error("a: 1\n---\nb: [1, 2\nc"),
        "19: this is not YAML: while parsing a flow sequence, expected ',' or ']'"
    );
}

#[test]
fn of_broken_braces_the_reader_that_got_further_tells() {
    assert_eq!(error("{\"a\": 1,, \"b\": 2}"), "8: this is not JSON: expected a key in double quotes");
    assert!(error("{a: 1, b: {}").starts_with("12: this is not YAML: "));
}

#[test]
fn only_values_that_start_with_two_braces_make_a_template() {
    let template = |text: &str| one(text).template().map(|span| span.start);
    assert_eq!(template("image: {{ .Values.image }}\n"), Some(7));
    assert_eq!(template("image: \"{{ .Values.image }}\"\n"), None);
    assert_eq!(template("image: a:{{ .Values.tag }}\n"), None);
    assert_eq!(template("image: |\n  {{ .Values.tag }}\n"), None);
    assert_eq!(template("image: { {a: b}: c }\n"), None);
}
