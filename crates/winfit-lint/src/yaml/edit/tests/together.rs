//! Several operations at once.

use super::model::{Abstract, ensure, new_value};
use super::*;
use crate::yaml::edit::Changes;
use crate::yaml::tests::any::{self, any_value, shape_of, written};
use crate::yaml::tests::shape;
use proptest::prelude::*;

fn changed(
    text: &str,
    operations: impl for<'a, 't> Fn(&mut Changes<'_, 'a, 't>, Node<'a, 't>) -> Option<()>,
) -> Option<String> {
    edited(text, |editor, root| {
        let mut changes = editor.changes();
        operations(&mut changes, root)?;
        changes.edits()
    })
}

/// Puts another entry into the mapping from which `old` is removed.
fn swapped(text: &str, path: &[&str], new: &Value) -> Option<String> {
    changed(text, |changes, root| {
        let mapping = at(root, path);
        changes.remove_path(mapping, &["old"])?;
        changes.ensure(mapping, &["new"], new)
    })
}

#[test]
fn a_new_entry_takes_the_place_of_one_that_goes_in_the_form_of_its_neighbours() {
    let value = Value::mapping([("x", text("z"))]);
    for (before, path, after) in [
        ("old: 1\nc: 2\n", &[][..], "new:\n  x: z\nc: 2\n"),
        ("a: 1\nold: 1 # one\n# c\nc: 2\n", &[], "a: 1\nnew:\n  x: z # one\n# c\nc: 2\n"),
        (
            "s:\n    old: 1 # one\n    # two\nt: 1\n",
            &["s"],
            "s:\n    new:\n        x: z # one\n    # two\nt: 1\n",
        ),
        ("- old: 1 # one\n  c: 2\n", &["0"], "- new:\n    x: z # one\n  c: 2\n"),
        ("- old:\n    x: 1\n    # two\n  c: 2\n", &["0"], "- new:\n    x: z\n  c: 2\n"),
        ("old:\nc: 2\n", &[], "new:\n  x: z\nc: 2\n"),
        ("old: |+\n  x\n\nc: 2\n", &[], "new:\n  x: z\nc: 2\n"),
        ("s: {old: 1}\n", &["s"], "s: {new: {x: z}}\n"),
        ("s: {old: 1, c: 2}\n", &["s"], "s: {new: {x: z}, c: 2}\n"),
        ("s: {c: 2, old: {y: 1}}\n", &["s"], "s: {c: 2, new: {x: z}}\n"),
        ("{\"old\":1,\"c\":2}\n", &[], "{\"new\":{\"x\":\"z\"},\"c\":2}\n"),
        (
            "{\n  \"a\": 1,\n  \"old\": 2\n}\n",
            &[],
            "{\n  \"a\": 1,\n  \"new\": {\n    \"x\": \"z\"\n  }\n}\n",
        ),
    ] {
        assert_eq!(swapped(before, path, &value).as_deref(), Some(after), "{before:?}");
    }
}

#[test]
fn an_entry_stays_that_others_stand_for_and_so_does_one_whose_place_is_unclear() {
    for before in [
        "old: &x 1\nc: *x\n",
        "old: !t 1\n",
        "c: 2\n",
        "s: &s {old: 1}\n<<: *s\n",
        "? old\n: 1\n",
        "old: 1\nold: 2\n",
    ] {
        assert_eq!(swapped(before, &[], &text("x")), None, "{before:?}");
    }
}

#[test]
fn what_is_put_into_a_mapping_keeps_it_from_being_removed_with_what_goes() {
    let swap = |text: &str| {
        changed(text, |changes, root| {
            changes.remove_path(root, &["s", "old"])?;
            changes.ensure(root, &["s", "os"], &self::text("windows"))?;
            changes.ensure(root, &["t"], &Value::sequence([self::text("x")]))
        })
    };
    for (before, after) in [
        ("s:\n  old: 1\n  # z\nz: 2\n", "s:\n  os: windows\n  # z\nz: 2\nt:\n  - x\n"),
        ("s: {old: 1}\n", "s: {os: windows}\nt:\n  - x\n"),
        ("{s: {old: 1}, c: 3}\n", "{s: {os: windows}, c: 3, t: [x]}\n"),
    ] {
        assert_eq!(swap(before).as_deref(), Some(after), "{before:?}");
    }
}

#[test]
fn what_takes_the_place_of_an_emptied_mapping_stands_below_its_comments() {
    let swap = |text: &str| {
        changed(text, |changes, root| {
            let pod = if root.items().len() > 0 { root.items().next()? } else { root };
            changes.remove_path(pod, &["s", "old"])?;
            changes.ensure(pod, &["os"], &self::text("windows"))
        })
    };
    for (before, after) in [
        ("s: # about s\n  # on old\n  old: 1\nz: 2\n", "# about s\n# on old\nos: windows\nz: 2\n"),
        ("- s: # about s\n    old: 1\n", "- # about s\n  os: windows\n"),
    ] {
        assert_eq!(swap(before).as_deref(), Some(after), "{before:?}");
    }
}

#[test]
fn several_insertions_at_one_place_stand_below_each_other_the_innermost_first() {
    let insert = |text: &str| {
        changed(text, |changes, root| {
            changes.ensure(root, &["b"], &Value::plain(1))?;
            changes.ensure(root, &["a", "c"], &Value::plain(2))?;
            changes.ensure(root, &["d", "e"], &Value::plain(3))?;
            changes.ensure(root, &["d", "f"], &Value::plain(4))
        })
    };
    assert_eq!(insert("a:\n  x: 0\n").as_deref(), Some("a:\n  x: 0\n  c: 2\nb: 1\nd:\n  e: 3\n  f: 4\n"));
    assert_eq!(insert("a:\n").as_deref(), Some("a:\n  c: 2\nb: 1\nd:\n  e: 3\n  f: 4\n"));
    assert_eq!(insert("{a: {}}\n").as_deref(), Some("{a: {c: 2}, b: 1, d: {e: 3, f: 4}}\n"));
}

#[test]
fn mappings_go_when_operations_empty_them_together() {
    let remove = |text: &str| {
        changed(text, |changes, root| {
            changes.remove_path(root, &["a", "b", "c"])?;
            changes.remove_path(root, &["a", "b", "d"])?;
            changes.remove_path(root, &["a", "e"])
        })
    };
    assert_eq!(remove("a:\n  b:\n    c: 1\n    d: 2\n  e: 3\nf: 4\n").as_deref(), Some("f: 4\n"));
    assert_eq!(remove("a:\n  b: {c: 1, d: 2, x: 3}\n  e: 3\n").as_deref(), Some("a:\n  b: {x: 3}\n"));
    assert_eq!(remove("a:\n  b: {c: 1, d: 2}\n  e: 3\n").as_deref(), Some("{}\n"));
}

#[test]
fn items_go_and_come_at_once() {
    let swap = |text: &str, gone: &[usize]| {
        changed(text, |changes, root| {
            let list = root.get("a")?;
            gone.iter().try_for_each(|index| changes.remove_item(list, *index))?;
            changes.append(list, &self::text("v"))
        })
    };
    for (before, gone, after) in [
        ("a:\n- x # x\n- z\n", &[0, 1][..], "a:\n- v # x\n"),
        ("a:\n- x\n# z\n- z # zz\nb: 1\n", &[1], "a:\n- x\n# z\n- v # zz\nb: 1\n"),
        ("a:\n- x\n- z\n", &[0], "a:\n- z\n- v\n"),
        ("a: [x, z]\n", &[0, 1], "a: [v]\n"),
        ("a: [w, x, z]\n", &[1, 2], "a: [w, v]\n"),
        ("a: [\n  w,\n  x, # x\n  z,\n]\n", &[1, 2], "a: [\n  w,\n  v, # x\n]\n"),
        ("a: [\n  w, # w\n  x\n]\n", &[0], "a: [\n  x,\n  v\n]\n"),
    ] {
        assert_eq!(swap(before, gone).as_deref(), Some(after), "{gone:?} of {before:?}");
    }
}

#[test]
fn the_first_entries_behind_a_dash_go_together() {
    let remove = |text: &str| {
        changed(text, |changes, root| {
            let item = root.items().next()?;
            changes.remove_entry(item, "a")?;
            changes.remove_entry(item, "b")
        })
    };
    assert_eq!(remove("- a: 1\n  b: 2\n  # c\n  c: 3\n").as_deref(), Some("- # c\n  c: 3\n"));
    assert_eq!(remove("- a: 1\n  b: 2\n").as_deref(), Some("- {}\n"));
    assert_eq!(remove("- a: 1\n  # b\n  b: 2\n  c: 3\n"), None, "the comment would be lost");
}

#[test]
fn what_contradicts_itself_is_refused() {
    let twice = |one: &Value, other: &Value| {
        changed("a: 1\n", |changes, root| {
            changes.ensure(root, &["b"], one)?;
            changes.ensure(root, &["b"], other)
        })
    };
    assert_eq!(twice(&text("x"), &text("x")).as_deref(), Some("a: 1\nb: x\n"));
    assert_eq!(twice(&text("x"), &text("z")), None);
    assert_eq!(twice(&text("x"), &Value::mapping([("c", text("x"))])), None);
}

/// With the keys of mappings in order: where an entry is put back in its old place, it is not at the end.
fn sorted(value: Abstract) -> Abstract {
    match value {
        any::Value::Mapping(mut pairs) => {
            pairs.sort_by(|one, other| one.0.cmp(&other.0));
            any::Value::Mapping(pairs.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        any::Value::Sequence(items) => any::Value::Sequence(items.into_iter().map(sorted).collect()),
        value => value,
    }
}

fn value_of(node: Node<'_, '_>) -> Abstract {
    use crate::yaml::NodeKind;
    match node.kind() {
        NodeKind::Null => any::Value::Null,
        NodeKind::Scalar => any::Value::Scalar(node.text().unwrap().to_owned()),
        NodeKind::Sequence => any::Value::Sequence(node.items().map(value_of).collect()),
        NodeKind::Mapping => any::Value::Mapping(
            node.entries().map(|(key, value)| (key.text().unwrap().to_owned(), value_of(value))).collect(),
        ),
    }
}

/// Mappings of few keys, so that operations meet.
fn any_tree() -> impl Strategy<Value = Abstract> {
    let leaf = any_value().prop_filter("few are enough", |value| !matches!(value, any::Value::Mapping(_)));
    leaf.prop_recursive(3, 20, 4, |inner| {
        proptest::collection::btree_map("[a-d]", inner, 0..4)
            .prop_map(|map| any::Value::Mapping(map.into_iter().collect()))
    })
}

fn keys(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// Takes the value at a path out, and the mappings that are then empty.
fn remove_path(value: &mut Abstract, path: &[String]) -> Option<()> {
    let any::Value::Mapping(pairs) = value else { return None };
    let (first, rest) = path.split_first()?;
    let index = pairs.iter().position(|(key, _)| key == first)?;
    if !rest.is_empty() {
        remove_path(&mut pairs[index].1, rest)?;
    }
    let is_empty = matches!(&pairs[index].1, any::Value::Mapping(it) if it.is_empty());
    if rest.is_empty() || is_empty {
        pairs.remove(index);
    }
    Some(())
}

proptest! {
    #[test]
    fn operations_together_come_to_what_they_come_to_one_after_the_other(
        mut value in any_tree(),
        forms in proptest::collection::vec(any::<u8>(), 1..40),
        gone in proptest::collection::vec(proptest::collection::vec("[a-d]", 1..4), 0..4),
        new in proptest::collection::vec((proptest::collection::vec("[a-e]", 1..4), any_tree()), 0..3),
    ) {
        let text = written(&value, &forms, "\n");
        let trees = parse(&text);
        let root = trees[0].root();
        let mut changes = Editor::new(&text).changes();
        for path in &gone {
            if root.at(&keys(path)).is_some() && remove_path(&mut value, path).is_some() {
                prop_assume!(changes.remove_path(root, &keys(path)).is_some());
            }
        }
        for (path, new) in &new {
            let wrapped = path.iter().rev().fold(new.clone(), |value, key| any::Value::Mapping(vec![(key.clone(), value)]));
            let is_done = changes.ensure(root, &keys(path), &new_value(new)).is_some();
            prop_assume!(is_done && ensure(&mut value, &wrapped).is_some());
        }
        let Some(edits) = changes.edits() else { return Ok(()) };
        let edited = apply(&text, &edits).unwrap();
        let again: Result<Vec<_>, _> = pieces(&edited).map(|piece| piece.parse(Limits::DOCUMENT)).collect();
        let again = again.map_err(|error| TestCaseError::fail(format!("{error} in\n{edited}\nof\n{text}")))?;
        let result = sorted(value_of(again[0].root()));
        prop_assert_eq!(shape_of(&result), shape_of(&sorted(value)), "{}\nis\n{}", text, edited);
        prop_assert!(!shape(again[0].root()).is_empty());
    }
}
