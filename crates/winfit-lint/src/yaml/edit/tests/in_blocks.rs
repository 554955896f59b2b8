//! Mappings and lists by indentation.

use super::*;

/// Removes what is at the path: an entry, or an item.
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

fn check_removed(table: &[(&str, &[&str], &str)]) {
    for (before, path, after) in table {
        assert_eq!(removed(before, path).as_deref(), Some(*after), "{path:?} of {before:?}");
    }
}

#[test]
fn an_entry_goes_with_its_lines_and_its_own_comment() {
    check_removed(&[
        ("a: 1\nb: 2 # two\nc: 3\n", &["b"], "a: 1\nc: 3\n"),
        ("a: 1\n\n# b\nb: 2\n\n# c\nc: 3\n", &["b"], "a: 1\n\n# b\n\n# c\nc: 3\n"),
        ("a: 1\nb:\n  c: 2\n  # d: 3\n# e\ne: 4\n", &["b"], "a: 1\n# e\ne: 4\n"),
        ("a: 1\nb: {c: 2,\n  d: 3} # x\ne: 4\n", &["b"], "a: 1\ne: 4\n"),
        ("a: 1\nb: |\n  x\n\n  y\nc: 3\n", &["b"], "a: 1\nc: 3\n"),
        ("a: 1\nb: \"x\n  y\" # z\nc: 3\n", &["b"], "a: 1\nc: 3\n"),
        ("a: 1\nb:\n- x\n- y\nc: 3\n", &["b"], "a: 1\nc: 3\n"),
        ("---\na: 1\nb: 2\n...\n", &["a"], "---\nb: 2\n...\n"),
        ("é: 1\n'b': 2\n\"c\": 3\n", &["b"], "é: 1\n\"c\": 3\n"),
        ("a: 1\nb:\nc: 3\n", &["b"], "a: 1\nc: 3\n"),
        ("a:\n  b: 1\n\n  c: 2\n---\nd: 3\n", &["a", "c"], "a:\n  b: 1\n\n---\nd: 3\n"),
    ]);
}

#[test]
fn what_follows_the_first_entry_of_an_item_takes_its_place_behind_the_dash() {
    check_removed(&[
        ("- a: 1\n  b: 2\n- c: 3\n", &["0", "a"], "- b: 2\n- c: 3\n"),
        ("-   a: 1 # x\n\n    b: 2\n", &["0", "a"], "-   b: 2\n"),
        ("- a: 1\n  # b\n  b: 2\n", &["0", "a"], "- # b\n  b: 2\n"),
        ("- a:\n    x: 1\n    # y\n  b: 2\n", &["0", "a"], "- b: 2\n"),
        ("- - a: 1\n    b: 2\n  - c\n", &["0", "0", "a"], "- - b: 2\n  - c\n"),
        ("- - a\n  - b\n", &["0", "0"], "- - b\n"),
        ("- a: 1\n  b: 2\n", &["0", "b"], "- a: 1\n"),
    ]);
}

#[test]
fn what_is_left_empty_is_written_in_braces() {
    check_removed(&[
        ("a: # x\n  # y\n  b: 1 # z\nc: 2\n", &["a", "b"], "a: {} # x\n  # y\nc: 2\n"),
        ("a:\n- b\nc: 2\n", &["a", "0"], "a: []\nc: 2\n"),
        ("- a: 1 # x\n- b\n", &["0", "a"], "- {}\n- b\n"),
        ("- - a\n- b\n", &["0", "0"], "- []\n- b\n"),
        ("# x\na: 1\n# y\n", &["a"], "# x\n{}\n# y\n"),
        ("-\n  a: 1\n", &["0", "a"], "-\n  {}\n"),
    ]);
}

#[test]
fn an_item_goes_with_its_lines() {
    check_removed(&[
        ("a:\n- b\n# d\n- c # x\n  # y\n- d\n", &["a", "1"], "a:\n- b\n# d\n- d\n"),
        ("a:\n  - b: 1\n    c: 2\n  - d: 3\n", &["a", "0"], "a:\n  - d: 3\n"),
        ("- - a\n  - b\n- c\n", &["0", "1"], "- - a\n- c\n"),
        ("-\n- # x\n- a\n", &["1"], "-\n- a\n"),
    ]);
}

#[test]
fn nothing_is_removed_where_another_place_would_change() {
    for (text, path) in [
        ("a: &x 1\nb: *x\n", &["a"][..]),
        ("a: &x {b: 1, c: 2}\nd: *x\n", &["a", "b"]),
        ("a: &x\n  b: 1\n  c: 2\nd: *x\n", &["a", "b"]),
        ("a: &x 1\nb: 2\n", &["a"]),
        ("a: !!str 1\nb: 2\n", &["a"]),
        ("? a\n: 1\nb: 2\n", &["a"]),
        ("a: 1\nb: 2\na: 3\n", &["a"]),
        ("x: &x {a: 1}\nb:\n  <<: *x\n  c: 2\n", &["b", "a"]),
        ("x: &x {a: 1}\nb:\n  <<: *x\n  a: 2\n", &["b", "a"]),
        ("a: |+\n  x\nb: 2\n\nc: 3\n", &["b"]),
        ("a: |\n  x\nb: 2\n   # y\n   # z\n\n   # n\nc: 3\n", &["b"]),
    ] {
        assert_eq!(removed(text, path), None, "{path:?} of {text:?}");
    }
}

#[test]
fn a_path_is_removed_as_far_as_it_holds_nothing_else() {
    let remove = |text: &str| edited(text, |editor, root| editor.remove_path(root, &["a", "b", "c"]));
    assert_eq!(remove("a:\n  b:\n    c: 1\nd: 2\n").as_deref(), Some("d: 2\n"));
    assert_eq!(remove("a:\n  b:\n    c: 1\n  d: 2\n").as_deref(), Some("a:\n  d: 2\n"));
    assert_eq!(remove("a:\n  b:\n    c: 1\n    d: 2\n").as_deref(), Some("a:\n  b:\n    d: 2\n"));
    assert_eq!(remove("a: {b: {c: 1}, d: 2}\n").as_deref(), Some("a: {d: 2}\n"));
    assert_eq!(remove("a:\n  b:\n    d: 1\n"), None);
}

#[test]
fn comments_about_a_mapping_that_is_left_empty_stay() {
    let remove = |text: &str| {
        edited(text, |editor, root| {
            let start = if root.items().len() > 0 { root.items().next()? } else { root };
            editor.remove_path(start, &["a", "b", "c"])
        })
    };
    for (before, after) in [
        ("a: # about a\n  b:\n    c: 1\nd: 2\n", "# about a\nd: 2\n"),
        (
            "d: 2\n# on a\na: # about a\n  # on b\n  b: # about b\n    # on c\n    c: 1 # about c\n    # too\n  # below\n\n# e\ne: 3\n",
            "d: 2\n# on a\n# about a\n# on b\n# about b\n# on c\n# too\n# below\n\n# e\ne: 3\n",
        ),
        ("- a: # about a\n    b:\n      c: 1\n  d: 2\n", "- # about a\n  d: 2\n"),
        ("- a: # about a\n    b:\n      c: 1\n  # on d\n  d: 2\n", "- # about a\n  # on d\n  d: 2\n"),
        ("- a: # about a\n    # on b\n    b:\n      c: 1\n- d\n", "- # about a\n  # on b\n  {}\n- d\n"),
        ("a: # about a\n  b:\n    c: 1", "# about a\n{}"),
        ("d: |\n  x\na: # about a\n  b:\n    c: 1\ne: 1\n", "d: |\n  x\n# about a\ne: 1\n"),
        ("d: 2\r\na: # about a\r\n  b:\r\n    c: 1\r\n", "d: 2\r\n# about a\r\n"),
        ("a: # about a\n  b: {c: 1} # c\nd: 2\n", "# about a\nd: 2\n"),
    ] {
        assert_eq!(remove(before).as_deref(), Some(after), "{before:?}");
    }
    assert_eq!(remove("a:\n  b: { # about b\n    c: 1 }\nd: 2\n"), None);
}

fn set(before: &str, path: &[&str], to: &str) -> Option<String> {
    edited(before, |editor, root| editor.set(at(root, path), to))
}

#[test]
fn a_scalar_keeps_its_quotes_and_gets_some_where_it_must() {
    for (before, to, after) in [
        ("a: b # c\n", "d", "a: d # c\n"),
        ("a: 'b'\n", "it's", "a: 'it''s'\n"),
        ("a: 'b'\n", "x\ny", "a: \"x\\ny\"\n"),
        ("a: \"b\"\n", "x", "a: \"x\"\n"),
        ("a: b\n", "yes", "a: \"yes\"\n"),
        ("a: b\n", "10.0", "a: \"10.0\"\n"),
        ("a: b\n", "10.0.20348", "a: 10.0.20348\n"),
        ("a: 1\n", "2", "a: 2\n"),
        ("a: true\n", "false", "a: false\n"),
        ("a: 1\n", "true", "a: \"true\"\n"),
        ("a: b\n  c\nd: e\n", "x", "a: x\nd: e\n"),
        ("a:\n  b\n", "x", "a:\n  x\n"),
        ("a: >-\n  b\n  c\nd: e\n", "x", "a: x\nd: e\n"),
        ("a: # x\n", "b", "a: b # x\n"),
        ("a: ~\n", "b", "a: b\n"),
        ("a:\n", "", "a: \"\"\n"),
    ] {
        assert_eq!(set(before, &["a"], to).as_deref(), Some(after), "{before:?}");
    }
    assert_eq!(set("- a\n- b\n", &["1"], "- c").as_deref(), Some("- a\n- \"- c\"\n"));
    assert_eq!(set("a: &x b\n", &["a"], "c"), None);
    assert_eq!(set("a: !!str b\n", &["a"], "c"), None);
    assert_eq!(set("a: | # x\n  b\n\nc: 1\n", &["a"], "c").as_deref(), Some("a: c # x\n\nc: 1\n"));
    assert_eq!(set("x: &x a\na: *x\n", &["a"], "c"), None);
    assert_eq!(set("a:\n  b: 1\n", &["a"], "c"), None);
    // The parser wants no letter behind a colon and a tab.
    for before in ["a:\t~\n", "a:\t.b\n", "a:\t\u{1f}b\n  c\n", "{a:\t.b}\n"] {
        assert_eq!(set(before, &["a"], "c"), None, "{before:?}");
    }
    assert_eq!(set("a:\t'b'\n", &["a"], "c").as_deref(), Some("a:\t'c'\n"));
    assert_eq!(set("a: \tb\n", &["a"], "c").as_deref(), Some("a: \tc\n"));
}

#[test]
fn a_key_is_renamed_in_its_quotes_unless_the_name_is_taken() {
    let rename = |text: &str, to: &str| edited(text, |editor, root| editor.rename_key(root, "a/b.c", to));
    assert_eq!(rename("a/b.c: 1 # x\n", "d/e").as_deref(), Some("d/e: 1 # x\n"));
    assert_eq!(rename("'a/b.c': 1\n", "d").as_deref(), Some("'d': 1\n"));
    assert_eq!(rename("a/b.c: 1\n", "on").as_deref(), Some("\"on\": 1\n"));
    assert_eq!(rename("a/b.c: 1\nd: 2\n", "d"), None);
    assert_eq!(rename("? a/b.c\n: 1\n", "d"), None);
    assert_eq!(rename("&x a/b.c : 1\n", "d"), None);
}

fn ensured(before: &str, path: &[&str], value: &Value) -> Option<String> {
    edited(before, |editor, root| editor.ensure(root, path, value))
}

#[test]
fn an_entry_is_put_behind_the_last_one_and_looks_like_it() {
    for (before, path, after) in [
        ("a: 1 # x\n# y\n", &["b"][..], "a: 1 # x\nb: v\n# y\n"),
        ("a:\n   b: 1\n", &["a", "c"], "a:\n   b: 1\n   c: v\n"),
        ("a:\n    b: 1\n", &["c", "d"], "a:\n    b: 1\nc:\n    d: v\n"),
        (
            "a:\n  b:\n    c: 1\n    # d\n  # e\n---\nf: 1\n",
            &["a", "f"],
            "a:\n  b:\n    c: 1\n    # d\n  f: v\n  # e\n---\nf: 1\n",
        ),
        ("a: |\n  x\n\nb: 1\n", &["b2"], "a: |\n  x\n\nb: 1\nb2: v\n"),
        ("a: |+\n  x\n\n", &["b"], "a: |+\n  x\n\nb: v\n"),
        // The line below the empty one is text, since it is deeper.
        ("a: |\n  x\n\n   \n", &["b"], ""),
        ("a: |1\n  x\n\n  ", &["b"], ""),
        ("a:\n", &["a", "b"], "a:\n  b: v\n"),
        ("a: # x\nb: 1\n", &["a", "b"], "a: # x\n  b: v\nb: 1\n"),
        ("a: {} # x\nb: 1\n", &["a", "b"], "a: # x\n  b: v\nb: 1\n"),
        ("a: null\n", &["a", "b", "c"], "a:\n  b:\n    c: v\n"),
        ("a:\n  {}\n", &["a", "b"], "a:\n  {b: v}\n"),
        ("a: &x {}\n", &["a", "b"], ""),
        ("a: 1\n", &["kubernetes.io/os"], "a: 1\nkubernetes.io/os: v\n"),
        ("a: 1\n", &["on"], "a: 1\n\"on\": v\n"),
        ("x: &x {b: 1}\na:\n  <<: *x\n", &["a", "b"], "x: &x {b: 1}\na:\n  <<: *x\n  b: v\n"),
        ("x: &x {b: {d: 1}}\na:\n  <<: *x\n", &["a", "b", "c"], ""),
        ("a: 1\na: 2\n", &["a"], ""),
        ("a: [1]\n", &["a"], ""),
    ] {
        let after = Some(after).filter(|it| !it.is_empty());
        assert_eq!(ensured(before, path, &text("v")).as_deref(), after, "{path:?} in {before:?}");
    }
}

#[test]
fn lists_are_indented_as_others_are() {
    let list = Value::sequence([Value::mapping([("k", text("x")), ("l", Value::plain(1))]), text("z")]);
    for (before, after) in [
        ("a: 1\n", "a: 1\nnew:\n  - k: x\n    l: 1\n  - z\n"),
        ("a:\n- 1\n", "a:\n- 1\nnew:\n- k: x\n  l: 1\n- z\n"),
        ("a:\n    - 1\n", "a:\n    - 1\nnew:\n    - k: x\n      l: 1\n    - z\n"),
    ] {
        assert_eq!(ensured(before, &["new"], &list).as_deref(), Some(after));
    }
}

#[test]
fn an_item_is_put_behind_the_last_one() {
    let append =
        |text: &str, value: &Value| edited(text, |editor, root| editor.append(at(root, &["a"]), value));
    let entry = Value::mapping([("k", text("x")), ("l", text("z"))]);
    for (before, value, after) in [
        ("a:\n- b # x\n# y\nc: 1\n", &text("v"), "a:\n- b # x\n- v\n# y\nc: 1\n"),
        ("a:\n  -   b: 1\n      c: 2\n", &entry, "a:\n  -   b: 1\n      c: 2\n  -   k: x\n      l: z\n"),
        ("a: [] # x\n", &entry, "a: # x\n  - k: x\n    l: z\n"),
        ("a:\nb: 1\n", &text("v"), "a:\n  - v\nb: 1\n"),
        ("b:\n- 1\na: ~\n", &text("v"), "b:\n- 1\na:\n- v\n"),
        ("a:\n- b\n- # x\n", &text("v"), "a:\n- b\n- # x\n- v\n"),
        ("a: [b]\n", &entry, "a: [b, {k: x, l: z}]\n"),
    ] {
        assert_eq!(append(before, value).as_deref(), Some(after), "{before:?}");
    }
    assert_eq!(append("a: b\n", &text("v")), None);
}

#[test]
fn an_item_that_is_nothing_becomes_something() {
    let value = Value::mapping([("k", text("v")), ("l", Value::sequence([text("w")]))]);
    for (before, after) in [
        ("-\n- a\n", "- k: v\n  l:\n    - w\n- a\n"),
        ("- # x\n- a\n", "- # x\n  k: v\n  l:\n    - w\n- a\n"),
        ("-  \t \n- a\n", "- k: v\n  l:\n    - w\n- a\n"),
        ("- {} # x\n", "- # x\n  k: v\n  l:\n    - w\n"),
        ("-   ~\n", "- k: v\n  l:\n    - w\n"),
    ] {
        let ensure =
            |editor: &Editor<'_>, root: Node<'_, '_>| editor.ensure(root.items().next()?, &[], &value);
        assert_eq!(edited(before, ensure).as_deref(), Some(after), "{before:?}");
    }
    assert_eq!(set("- # x\n", &["0"], "a").as_deref(), Some("- a # x\n"));
}

#[test]
fn several_entries_are_made_sure_of_at_once() {
    let value = Value::mapping([
        ("os", Value::mapping([("name", text("windows"))])),
        ("selector", Value::mapping([("os", text("windows")), ("build", Value::quoted("10.0.20348"))])),
        ("none", Value::plain(false)),
    ]);
    let before = "spec:\n  none: true # x\n  selector:\n    arch: amd64 # y\nkind: Pod\n";
    let after = "spec:\n  none: false # x\n  selector:\n    arch: amd64 # y\n    os: windows\n    build: \"10.0.20348\"\n  os:\n    name: windows\nkind: Pod\n";
    assert_eq!(ensured(before, &["spec"], &value).as_deref(), Some(after));
    assert_eq!(ensured(after, &["spec"], &value).as_deref(), Some(after), "twice changes nothing");
}

#[test]
fn an_entry_can_be_put_behind_a_certain_one() {
    let insert =
        |before: &str| edited(before, |editor, root| editor.insert_after(root, "a", "new", &text("v")));
    assert_eq!(insert("a:\n  x: 1\n# b\nb: 2\n").as_deref(), Some("a:\n  x: 1\nnew: v\n# b\nb: 2\n"));
    assert_eq!(insert("{a: 1, b: 2}\n").as_deref(), Some("{a: 1, new: v, b: 2}\n"));
    assert_eq!(insert("a: 1\nnew: 2\n"), None);
}
