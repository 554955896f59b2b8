//! Flow collections, and JSON.

use super::*;

fn removed(text: &str, path: &[&str]) -> Option<String> {
    edited(text, |editor, root| {
        let (last, around) = path.split_last().unwrap();
        let around = at(root, around);
        match last.parse() {
            Ok(index) => editor.remove_item(around, index),
            Err(_) => editor.remove_entry(around, last),
        }
    })
}

#[test]
fn a_part_goes_with_one_comma() {
    for (before, path, after) in [
        ("x: {a: 1, b: 2, c: 3} # x\n", &["x", "a"][..], "x: {b: 2, c: 3} # x\n"),
        ("x: {a: 1, b: 2, c: 3}\n", &["x", "b"], "x: {a: 1, c: 3}\n"),
        ("x: { a: 1, b: 2 }\n", &["x", "b"], "x: { a: 1 }\n"),
        ("x: { a: 1, b: 2, }\n", &["x", "b"], "x: { a: 1, }\n"),
        ("x: { a: 1 }\n", &["x", "a"], "x: {}\n"),
        ("x: [a, 'b', {c: d}]\n", &["x", "1"], "x: [a, {c: d}]\n"),
        ("x: [a]\n", &["x", "0"], "x: []\n"),
        ("{\"a\":1,\"b\":[2,3]}", &["b"], "{\"a\":1}"),
        ("{\"a\":1,\"b\":[2,3]}", &["b", "0"], "{\"a\":1,\"b\":[3]}"),
        ("{\n\t\"a\": 1,\n\t\"b\": 2\n}\n", &["b"], "{\n\t\"a\": 1\n}\n"),
        ("{\n\t\"a\": 1,\n\t\"b\": 2\n}\n", &["a"], "{\n\t\"b\": 2\n}\n"),
        ("{\"a\": 1,\n \"b\": 2}\n", &["b"], "{\"a\": 1}\n"),
        (
            "x: {\n  a: 1, # a\n  # b\n  b: 2 # bb\n  # c\n}\n",
            &["x", "b"],
            "x: {\n  a: 1 # a\n  # b\n  # c\n}\n",
        ),
        ("x: [\n  a,\n  b,\n]\n", &["x", "1"], "x: [\n  a,\n]\n"),
    ] {
        assert_eq!(removed(before, path).as_deref(), Some(after), "{path:?} of {before:?}");
    }
    assert_eq!(removed("x: [\n  # a\n  a\n]\n", &["x", "0"]), None);
    assert_eq!(removed("x: [\n  [a]\n]\n", &["x", "0", "0"]), None);
    assert_eq!(removed("x: {? a : 1, b: 2}\n", &["x", "a"]), None);
    assert_eq!(removed("x: {a: &y 1, b: 2}\n", &["x", "a"]), None);
    assert_eq!(removed("x: {&y a: 1, b: 2}\n", &["x", "a"]), None);
    assert_eq!(removed("x: [a: 1, b]\n", &["x", "0", "a"]), None);
}

#[test]
fn an_entry_is_put_behind_the_last_one_and_looks_like_it() {
    let value = Value::mapping([("k/l", text("v")), ("m", Value::sequence([Value::plain(true)]))]);
    for (before, path, after) in [
        ("x: {a: 1} # x\n", &["x", "new"][..], "x: {a: 1, new: {k/l: v, m: [true]}} # x\n"),
        ("x: {a: 1, }\n", &["x", "new"], "x: {a: 1, new: {k/l: v, m: [true]}, }\n"),
        ("x: {\"a\": 1}\n", &["x", "new"], "x: {\"a\": 1, \"new\": {\"k/l\": \"v\", \"m\": [true]}}\n"),
        ("{\"a\":1}", &["new"], "{\"a\":1,\"new\":{\"k/l\":\"v\",\"m\":[true]}}"),
        ("{\"a\": {}}", &["a"], "{\"a\": {\"k/l\": \"v\", \"m\": [true]}}"),
        ("{}\n", &["a"], "{\"a\": {\"k/l\": \"v\", \"m\": [true]}}\n"),
        (
            "{\n  \"a\": {\n    \"b\": null\n  }\n}\n",
            &["a", "b"],
            "{\n  \"a\": {\n    \"b\": {\n      \"k/l\": \"v\",\n      \"m\": [\n        true\n      ]\n    }\n  }\n}\n",
        ),
        (
            "{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}\n",
            &["a", "new"],
            "{\n\t\"a\": {\n\t\t\"b\": 1,\n\t\t\"new\": {\n\t\t\t\"k/l\": \"v\",\n\t\t\t\"m\": [\n\t\t\t\ttrue\n\t\t\t]\n\t\t}\n\t}\n}\n",
        ),
        (
            "{\"a\": 1,\n \"b\": 2}\n",
            &["new", "k"],
            "{\"a\": 1,\n \"b\": 2,\n \"new\": {\n  \"k\": {\n   \"k/l\": \"v\",\n   \"m\": [\n    true\n   ]\n  }\n }}\n",
        ),
        (
            "x: {\n  a: 1, # a\n  b: 2 # b\n}\n",
            &["x", "new", "k"],
            "x: {\n  a: 1, # a\n  b: 2, # b\n  new: {\n    k: {\n      k/l: v,\n      m: [\n        true\n      ]\n    }\n  }\n}\n",
        ),
        (
            "x: {\n  a: 1, # a\n}\n",
            &["x", "new", "k"],
            "x: {\n  a: 1, # a\n  new: {\n    k: {\n      k/l: v,\n      m: [\n        true\n      ]\n    }\n  },\n}\n",
        ),
    ] {
        let after = Some(after);
        assert_eq!(
            edited(before, |editor, root| editor.ensure(root, path, &value)).as_deref(),
            after,
            "{path:?} in {before:?}"
        );
    }
}

#[test]
fn scalars_are_quoted_as_json_and_flow_want_it() {
    let set = |before: &str, to: &str| edited(before, |editor, root| editor.set(at(root, &["a"]), to));
    assert_eq!(set("{\"a\": \"b\"}", "it's \"x\"\n").as_deref(), Some("{\"a\": \"it's \\\"x\\\"\\n\"}"));
    assert_eq!(set("{\"a\": null}", "x").as_deref(), Some("{\"a\": \"x\"}"));
    assert_eq!(set("{\"a\": true}", "false").as_deref(), Some("{\"a\": false}"));
    assert_eq!(set("{\"a\": true}", "no").as_deref(), Some("{\"a\": \"no\"}"));
    assert_eq!(set("{a: b}\n", "c, d").as_deref(), Some("{a: \"c, d\"}\n"));
    assert_eq!(set("{a: b}\n", "c d").as_deref(), Some("{a: c d}\n"));
    let low = "x: {\n  'a': b\n}\n";
    let set_low = |to: &str| edited(low, |editor, root| editor.set(at(root, &["x", "a"]), to));
    assert_eq!(set_low("c").as_deref(), Some("x: {\n  'a': c\n}\n"));
    assert_eq!(set_low("true"), None, "the parser would not read it");
    let set_plain = |before: &str, word: &str| {
        edited(before, |editor, root| editor.ensure(root, &["a"], &Value::plain(word)))
    };
    assert_eq!(set_plain("{\"a\": \"1\"}", "1").as_deref(), Some("{\"a\": 1}"));
    assert_eq!(set_plain("{\"a\": 1}", "yes"), None);
}

#[test]
fn nothing_is_put_at_the_margin_of_a_block_where_only_a_quoted_part_may_stand() {
    let text = "a: {\n  b: 1, # one\n\"c\": [x]}\nd: 2\n";
    let edited =
        edited(text, |editor, root| editor.insert_after(at(root, &["a"]), "b", "v", &Value::text("w")));
    assert_eq!(edited, None);
}
