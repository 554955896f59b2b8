//! Anchors, aliases and merge keys.

use super::*;

#[test]
fn an_alias_has_its_own_place_and_the_value_of_its_anchor() {
    let text = "a: &x {b: c}\nd: *x\ne: *x # f\n";
    let tree = one(text);
    let alias = tree.root().get("e").unwrap();
    assert_eq!(alias.span().of(text), "*x");
    assert_eq!(alias.value_span().of(text), "{b: c}");
    assert!(alias.is_shared() && !tree.root().get("a").unwrap().is_shared());
    assert_eq!(shape(alias), "{<b>: <c>}");
    assert!(!alias.get("b").unwrap().is_shared(), "what is inside a shared value is written once");
}

#[test]
fn merged_keys_do_not_override_and_earlier_sources_win() {
    let tree = one("x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz:\n  <<: [*x, *y]\n  a: 0\n");
    let merged = tree.root().get("z").unwrap();
    assert_eq!(shape(merged), "{<a>: <0> <b>: <2> <c>: <4>}");
    assert_eq!(merged.get("c").and_then(Node::text), Some("4"));
    assert!(merged.get("c").unwrap().is_shared() && !merged.get("a").unwrap().is_shared());
    assert!(merged.get("<<").is_some(), "the key itself can be asked for");
}

#[test]
fn merges_in_merged_mappings_are_followed() {
    let tree = one("x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nz: {<<: *y, c: 3}\n");
    let z = tree.root().get("z").unwrap();
    assert_eq!(z.get("a").and_then(Node::text), Some("1"));
    assert_eq!(shape(z), "{<c>: <3> <b>: <2> <a>: <1>}");
}

#[test]
fn only_a_bare_double_arrow_with_mappings_merges() {
    assert_eq!(shape(one("'<<': {a: 1}\n").root()), "{<<<>: {<a>: <1>}}");
    assert_eq!(shape(one("<<: 1\na: 2\n").root()), "{<a>: <2>}");
    assert_eq!(shape(one("<<: [1, {b: 3}]\na: 2\n").root()), "{<a>: <2> <b>: <3>}");
}

#[test]
fn of_a_key_that_occurs_twice_the_last_counts_and_is_noted() {
    let text = "a: 1\nb: 2\na: 3\n";
    let tree = one(text);
    assert_eq!(shape(tree.root()), "{<a>: <3> <b>: <2>}");
    assert_eq!(tree.root().get("a").and_then(Node::text), Some("3"));
    let duplicates: Vec<_> = tree.duplicate_keys().map(|key| key.span().start).collect();
    assert_eq!(duplicates, [10]);
}

#[test]
fn many_keys_are_told_apart_as_few_are() {
    let mut text: String = (0..100).map(|number| format!("key{number}: {number}\n")).collect();
    assert_eq!(one(&text).duplicate_keys().count(), 0);
    text.push_str("key7: again\n");
    let tree = one(&text);
    assert_eq!(tree.duplicate_keys().filter_map(Node::text).collect::<Vec<_>>(), ["key7"]);
    assert_eq!(tree.root().get("key7").and_then(Node::text), Some("again"));
}

#[test]
fn an_anchor_that_is_set_again_means_the_later_value_from_there_on() {
    assert_eq!(shape(one("[&x a, *x, &x b, *x]").root()), "[<a> <a> <b> <b>]");
}

#[test]
fn anchors_do_not_reach_into_the_next_document() {
    assert_eq!(
        error("a: &x 1\n---\nb: *x\n"),
        "15: this is not YAML: while parsing node, found unknown anchor"
    );
}

#[test]
fn an_alias_inside_its_own_value_is_refused() {
    assert_eq!(error("a: &x [*x]\n"), "7: this alias stands for a value that contains it");
    assert_eq!(error("&x {a: *x}\n"), "7: this alias stands for a value that contains it");
}
