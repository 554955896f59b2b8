//! Random operations on random documents: the tree of the result is the old tree with the operation done on it, and all
//! that the operation does not speak of is still there.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::super::super::json_values;
use super::super::super::tests::any::{NOTE, any_value, shape_of, write_json, written};
use super::super::super::tests::shape;
use super::model::{Abstract, Operation, any_operation, done, keys_of, new_value, node_at, picked};
use super::*;

/// Does it to the text.
fn edits(
    text: &str,
    root: Node<'_, '_>,
    value: &Abstract,
    path: &[usize],
    operation: &Operation,
) -> Option<Vec<Edit>> {
    let editor = Editor::new(text);
    let node = node_at(root, path);
    let around = path.split_last().map(|(_, around)| node_at(root, around));
    let (start, keys) = keys_of(value, path);
    let path_keys: Vec<_> = keys.iter().map(String::as_str).collect();
    let key = path_keys.last().copied();
    match operation {
        Operation::Remove => match key {
            Some(key) => editor.remove_entry(around?, key),
            None => editor.remove_item(around?, *path.last()?),
        },
        Operation::RemovePath => editor.remove_path(node_at(root, &path[..start]), &path_keys),
        Operation::Set(text) => editor.set(node, text),
        Operation::Rename(to) => editor.rename_key(around?, key?, to),
        Operation::Insert(key, new) => editor.insert(node, key, &new_value(new)),
        Operation::InsertBehind(new_key, new) => editor.insert_after(around?, key?, new_key, &new_value(new)),
        Operation::Append(new) => editor.append(node, &new_value(new)),
        Operation::Ensure(path, new) => {
            editor.ensure(node, &path.iter().map(String::as_str).collect::<Vec<_>>(), &new_value(new))
        }
    }
}

/// What became of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    Refused,
    /// It makes no sense, and was refused.
    Nonsense,
}

/// Fails if the operation was done wrong.
fn check(
    text: &str,
    value: &Abstract,
    picks: &[Index],
    operation: &Operation,
    line_break: &str,
) -> Result<Outcome, TestCaseError> {
    let trees = parse(text);
    let path = picked(value, picks);
    let expected = done(value.clone(), &path, operation);
    let edits = edits(text, trees[0].root(), value, &path, operation);
    let Some(edits) = edits else {
        return Ok(if expected.is_some() { Outcome::Refused } else { Outcome::Nonsense });
    };
    let edited = apply(text, &edits).unwrap();
    let context = format!("{operation:?} at {path:?} of\n{text}\nis\n{edited}\n{text:?}");
    let again: Result<Vec<_>, _> = pieces(&edited).map(|piece| piece.parse(Limits::DOCUMENT)).collect();
    let again = again.map_err(|error| TestCaseError::fail(format!("{error}: {context}")))?;
    let Some(expected) = expected else {
        return Err(TestCaseError::fail(format!("makes no sense, and was done: {context}")));
    };
    prop_assert_eq!(again.len(), 1, "{}", context);
    prop_assert_eq!(shape(again[0].root()), shape_of(&expected), "{}", context);
    let broken = edited.replace(line_break, "");
    prop_assert!(!broken.contains(['\n', '\r']), "other line ends: {}", context);
    if !matches!(operation, Operation::Remove | Operation::RemovePath) {
        let notes = |text: &str| text.matches(NOTE).count();
        prop_assert!(notes(&edited) == notes(text), "comments are lost: {}", context);
    }
    if matches!(operation, Operation::Insert(..) | Operation::InsertBehind(..) | Operation::Append(_)) {
        let removed: String = edits.iter().map(|edit| edit.span.of(text)).collect();
        let is_nothing = ["", "{}", "[]", "~", "null"].contains(&removed.trim());
        prop_assert!(is_nothing, "{removed:?} is lost: {context}");
    }
    Ok(Outcome::Done)
}

fn any_line_break() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("\n"), Just("\r\n"), Just("\r")]
}

fn any_picks() -> impl Strategy<Value = Vec<Index>> {
    proptest::collection::vec(any::<Index>(), 0..6)
}

proptest! {
    #[test]
    fn an_operation_on_yaml_does_what_it_does_to_the_value_and_no_more(
        value in any_value(),
        forms in proptest::collection::vec(any::<u8>(), 1..40),
        line_break in any_line_break(),
        picks in any_picks(),
        operation in any_operation(),
    ) {
        check(&written(&value, &forms, line_break), &value, &picks, &operation, line_break)?;
    }

    #[test]
    fn an_operation_on_json_does_what_it_does_to_the_value_and_leaves_json(
        value in any_value(),
        picks in any_picks(),
        operation in any_operation(),
    ) {
        let mut json = String::new();
        write_json(&value, &mut json);
        check(&json, &value, &picks, &operation, "\n")?;
        let trees = parse(&json);
        if let Some(edits) = edits(&json, trees[0].root(), &value, &picked(&value, &picks), &operation) {
            let edited = apply(&json, &edits).unwrap();
            prop_assert!(json_values(&edited, Limits::DOCUMENT).is_ok(), "{operation:?} of {json} is {edited}");
        }
    }
}

#[test]
fn operations_that_make_sense_are_done_but_for_a_few() {
    let mut runner = TestRunner::deterministic();
    let strategy = (any_value(), proptest::collection::vec(any::<u8>(), 1..40), any_picks(), any_operation());
    let (mut done, mut refused) = (0, 0);
    for _ in 0..2000 {
        let (value, forms, picks, operation) = strategy.new_tree(&mut runner).unwrap().current();
        match check(&written(&value, &forms, "\n"), &value, &picks, &operation, "\n").unwrap() {
            Outcome::Done => done += 1,
            Outcome::Refused => refused += 1,
            Outcome::Nonsense => {}
        }
    }
    println!("{done} {refused}");
    assert!(refused < done / 20, "{refused} refused, {done} done");
}
