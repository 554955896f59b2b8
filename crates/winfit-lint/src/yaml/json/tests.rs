//! JSON values, one or several.

use super::*;
use crate::yaml::Node;

fn message(text: &str) -> String {
    let error = values(text, Limits::DOCUMENT).unwrap_err();
    format!("{}: {error}", error.span.start)
}

#[test]
fn values_follow_each_other_without_markers() {
    let text = "{\"a\": [1, -2.5e3, true, null]}\n[]{} \"x\"";
    let values = values(text, Limits::DOCUMENT).unwrap();
    let spans: Vec<_> = values.iter().map(|tree| tree.root().span().of(text)).collect();
    assert_eq!(spans, ["{\"a\": [1, -2.5e3, true, null]}", "[]", "{}", "\"x\""]);
    let items: Vec<_> = values[0].root().get("a").unwrap().items().map(Node::text).collect();
    assert_eq!(items, [Some("1"), Some("-2.5e3"), Some("true"), None]);
}

#[test]
fn strings_are_unescaped_in_pairs_where_needed() {
    let text = r#"["\"\\\/\b\f\n\r\t", "\u00e4\u65e5", "\ud83d\ude00!", "\ud83d!", "é"]"#;
    let values = values(text, Limits::DOCUMENT).unwrap();
    let items: Vec<_> = values[0].root().items().filter_map(Node::text).collect();
    assert_eq!(items, ["\"\\/\u{8}\u{c}\n\r\t", "ä日", "😀!", "\u{fffd}!", "é"]);
}

#[test]
fn what_is_not_json_is_refused_at_its_place() {
    assert_eq!(message("{\"a\" 1}"), "5: this is not JSON: expected a colon");
    assert_eq!(message("{a: 1}"), "1: this is not JSON: expected a key in double quotes");
    assert_eq!(message("[1 2]"), "3: this is not JSON: expected a comma or ]");
    assert_eq!(message("{\"a\": 1"), "7: this is not JSON: expected a comma or }");
    assert_eq!(message("[1,]"), "3: this is not JSON: expected a value");
    assert_eq!(message("[\"a"), "1: this is not JSON: expected a closing quote");
    assert_eq!(message("[\"a\nb\"]"), "3: this is not JSON: expected no control character in a string");
    assert_eq!(message("[\"\\x\"]"), "1: this is not JSON: expected a known escape");
    assert_eq!(message("[nan]"), "1: this is not JSON: expected a value");
    assert_eq!(message("[// x\n1]"), "1: this is not JSON: expected a value");
}

#[test]
fn very_many_small_values_count_as_much_as_they_take() {
    let limits = Limits { nodes: 1000, ..Limits::DOCUMENT };
    assert!(values(&"{}".repeat(50), limits).is_ok());
    let error = values(&"{}".repeat(51), limits).unwrap_err();
    assert_eq!(error.to_string(), "one document has more than 1000 values");
}

#[test]
fn deep_nesting_ends_at_the_limit_with_its_place() {
    let text = "[".repeat(100_000);
    assert_eq!(message(&text), "128: collections are nested more than 128 deep");
}
