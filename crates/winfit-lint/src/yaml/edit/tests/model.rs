//! Operations on values without text: what they should come to.

use proptest::prelude::*;
use proptest::sample::Index;

use super::super::super::tests::any::{self, any_text, any_value};
use super::*;

pub(super) type Abstract = any::Value;

#[derive(Debug, Clone)]
pub(super) enum Operation {
    Remove,
    RemovePath,
    Set(String),
    Rename(String),
    Insert(String, Abstract),
    InsertBehind(String, Abstract),
    Append(Abstract),
    Ensure(Vec<String>, Abstract),
}

/// Where an operation happens: a child of each collection from the outermost on.
pub(super) type Path = Vec<usize>;

pub(super) fn any_operation() -> impl Strategy<Value = Operation> {
    let key = || any_text();
    prop_oneof![
        Just(Operation::Remove),
        Just(Operation::RemovePath),
        any_text().prop_map(Operation::Set),
        key().prop_map(Operation::Rename),
        (key(), any_value()).prop_map(|(key, value)| Operation::Insert(key, value)),
        (key(), any_value()).prop_map(|(key, value)| Operation::InsertBehind(key, value)),
        any_value().prop_map(Operation::Append),
        (proptest::collection::vec(key(), 1..4), any_value())
            .prop_map(|(path, value)| Operation::Ensure(path, value)),
    ]
}

fn children(value: &Abstract) -> usize {
    match value {
        Abstract::Sequence(items) => items.len(),
        Abstract::Mapping(pairs) => pairs.len(),
        Abstract::Null | Abstract::Scalar(_) => 0,
    }
}

fn child(value: &mut Abstract, index: usize) -> &mut Abstract {
    match value {
        Abstract::Sequence(items) => &mut items[index],
        Abstract::Mapping(pairs) => &mut pairs[index].1,
        Abstract::Null | Abstract::Scalar(_) => unreachable!("a path leads through collections"),
    }
}

pub(super) fn picked(value: &Abstract, picks: &[Index]) -> Path {
    let mut value = value.clone();
    let mut path = Path::new();
    for pick in picks {
        if children(&value) == 0 {
            break;
        }
        path.push(pick.index(children(&value)));
        value = child(&mut value, path[path.len() - 1]).clone();
    }
    path
}

pub(super) fn node_at<'a, 't>(root: Node<'a, 't>, path: &[usize]) -> Node<'a, 't> {
    path.iter().fold(root, |node, index| match node.items().nth(*index) {
        Some(item) => item,
        None => node.entries().nth(*index).unwrap().1,
    })
}

pub(super) fn at<'v>(value: &'v mut Abstract, path: &[usize]) -> &'v mut Abstract {
    path.iter().fold(value, |value, index| child(value, *index))
}

/// How much of the end of a path leads through mappings, with the keys.
pub(super) fn keys_of(value: &Abstract, path: &[usize]) -> (usize, Vec<String>) {
    let mut keys = Vec::new();
    for depth in (0..path.len()).rev() {
        match at(&mut value.clone(), &path[..depth]) {
            Abstract::Mapping(pairs) => keys.insert(0, pairs[path[depth]].0.clone()),
            _ => return (depth + 1, keys),
        }
    }
    (0, keys)
}

pub(super) fn new_value(value: &Abstract) -> Value {
    match value {
        Abstract::Null => Value::plain("null"),
        Abstract::Scalar(text) => Value::text(text),
        Abstract::Sequence(items) => Value::sequence(items.iter().map(new_value)),
        Abstract::Mapping(pairs) => {
            Value::mapping(pairs.iter().map(|(key, value)| (key.clone(), new_value(value))))
        }
    }
}

/// Does it to the value; `None` if that makes no sense.
pub(super) fn done(mut value: Abstract, path: &[usize], operation: &Operation) -> Option<Abstract> {
    let (last, around) = path.split_last().map_or((None, path), |(last, around)| (Some(*last), around));
    match operation {
        Operation::Remove => remove(at(&mut value, around), last?),
        Operation::RemovePath => {
            let (start, keys) = keys_of(&value, path);
            let mut depth = path.len().checked_sub(1).filter(|_| !keys.is_empty())?;
            while depth > start && children(at(&mut value, &path[..depth])) == 1 {
                depth -= 1;
            }
            remove(at(&mut value, &path[..depth]), path[depth]);
        }
        Operation::Set(text) => match at(&mut value, path) {
            old @ (Abstract::Null | Abstract::Scalar(_)) => *old = Abstract::Scalar(text.clone()),
            _ => return None,
        },
        Operation::Rename(to) => match at(&mut value, around) {
            Abstract::Mapping(pairs) if pairs.iter().all(|(key, _)| key != to) => {
                pairs[last?].0 = to.clone();
            }
            _ => return None,
        },
        Operation::Insert(key, new) => {
            let entry = || (key.clone(), new.clone());
            match at(&mut value, path) {
                Abstract::Mapping(pairs) if pairs.iter().all(|(it, _)| it != key) => pairs.push(entry()),
                null @ Abstract::Null => *null = Abstract::Mapping(vec![entry()]),
                _ => return None,
            }
        }
        Operation::InsertBehind(key, new) => match at(&mut value, around) {
            Abstract::Mapping(pairs) if pairs.iter().all(|(it, _)| it != key) => {
                pairs.insert(last? + 1, (key.clone(), new.clone()));
            }
            _ => return None,
        },
        Operation::Append(new) => match at(&mut value, path) {
            Abstract::Sequence(items) => items.push(new.clone()),
            null @ Abstract::Null => *null = Abstract::Sequence(vec![new.clone()]),
            _ => return None,
        },
        Operation::Ensure(keys, new) => {
            let wrap = |value, key: &String| Abstract::Mapping(vec![(key.clone(), value)]);
            ensure(at(&mut value, path), &keys.iter().rev().fold(new.clone(), wrap))?;
        }
    }
    Some(value)
}

pub(super) fn remove(from: &mut Abstract, index: usize) {
    match from {
        Abstract::Sequence(items) => drop(items.remove(index)),
        Abstract::Mapping(pairs) => drop(pairs.remove(index)),
        Abstract::Null | Abstract::Scalar(_) => {}
    }
}

pub(super) fn ensure(old: &mut Abstract, new: &Abstract) -> Option<()> {
    match (old, new) {
        (old @ (Abstract::Null | Abstract::Scalar(_)), Abstract::Scalar(_)) => *old = new.clone(),
        (old @ (Abstract::Null | Abstract::Scalar(_)), Abstract::Null) => *old = Abstract::Null,
        (old @ Abstract::Null, new) => *old = new.clone(),
        (Abstract::Sequence(_), Abstract::Sequence(new)) if new.is_empty() => {}
        (Abstract::Sequence(old), Abstract::Sequence(new)) if old.is_empty() => old.clone_from(new),
        (Abstract::Mapping(old), Abstract::Mapping(new)) => {
            for (key, value) in new {
                match old.iter_mut().find(|(it, _)| it == key) {
                    Some((_, old)) => ensure(old, value)?,
                    None => old.push((key.clone(), value.clone())),
                }
            }
        }
        _ => return None,
    }
    Some(())
}
