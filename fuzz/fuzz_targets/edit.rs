//! Edits of YAML and JSON: what they leave parses, and its tree is the old one with the operation done on it and nothing
//! else changed, whatever is shared through aliases. The first bytes pick the operation and its place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_lint::yaml::edit::{Editor, Value};
use winfit_lint::yaml::{Limits, Node, NodeKind, Tree, pieces};
use winfit_lint::{Edit, SourceText, apply};

/// A document without its text. Keys that are no scalars are told by what is in them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Plain {
    Null,
    Scalar(String),
    Sequence(Vec<Plain>),
    Mapping(Vec<(Plain, Plain)>),
}

const LIMITS: Limits = Limits { expansion: 2_000, nodes: 2_000, ..Limits::DOCUMENT };

const TEXTS: [&str; 8] = ["v", "true", "a: b", "10.0", "x\ny", "'", "a/b.c, d", "- é"];

fuzz_target!(|bytes: &[u8]| {
    let Some((head, text)) = bytes.split_at_checked(6) else { return };
    let Ok(source) = SourceText::decode("x.yaml", text.to_vec(), 1 << 16) else { return };
    let text = source.text();
    let Some(trees) = parse(text) else { return };
    let which = usize::from(head[0]) % trees.len().max(1);
    let Some(tree) = trees.get(which) else { return };
    let path = path(tree.root(), &head[2..]);
    let Some((edits, expected)) = operate(text, tree, &path, head[1]) else { return };
    let edited = apply(text, &edits).expect("edits lie in the text and do not overlap");
    let again = parse(&edited).unwrap_or_else(|| panic!("{text:?}\nbecame\n{edited:?}\nand is broken"));
    let again: Vec<_> = again.iter().map(|tree| sorted(plain(tree.root()))).collect();
    let mut all: Vec<_> = trees.iter().map(|tree| sorted(plain(tree.root()))).collect();
    all[which] = sorted(expected);
    assert_eq!(again, all, "{text:?}\nbecame\n{edited:?}");
});

fn parse(text: &str) -> Option<Vec<Tree<'_>>> {
    pieces(text).map(|piece| piece.parse(LIMITS).ok()).collect()
}

fn plain(node: Node<'_, '_>) -> Plain {
    match node.kind() {
        NodeKind::Null => Plain::Null,
        NodeKind::Scalar => Plain::Scalar(node.text().unwrap_or_default().to_owned()),
        NodeKind::Sequence => Plain::Sequence(node.items().map(plain).collect()),
        NodeKind::Mapping => {
            Plain::Mapping(node.entries().map(|(key, value)| (plain(key), plain(value))).collect())
        }
    }
}

/// Where an entry is listed depends on whether it is merged in, which a new one may change.
fn sorted(value: Plain) -> Plain {
    match value {
        Plain::Sequence(items) => Plain::Sequence(items.into_iter().map(sorted).collect()),
        Plain::Mapping(pairs) => {
            let mut pairs: Vec<_> =
                pairs.into_iter().map(|(key, value)| (sorted(key), sorted(value))).collect();
            pairs.sort();
            Plain::Mapping(pairs)
        }
        value => value,
    }
}

/// Indexes of children, from the outermost collection on.
fn path(root: Node<'_, '_>, picks: &[u8]) -> Vec<usize> {
    let (mut node, mut path) = (root, Vec::new());
    for pick in picks {
        let children = children(node);
        if children == 0 || *pick == 255 {
            break;
        }
        let index = usize::from(*pick) % children;
        path.push(index);
        node = child(node, index);
    }
    path
}

fn children(node: Node<'_, '_>) -> usize {
    node.items().len() + node.entries().count()
}

fn child<'a, 't>(node: Node<'a, 't>, index: usize) -> Node<'a, 't> {
    let item = node.items().nth(index);
    item.unwrap_or_else(|| node.entries().nth(index).expect("there are as many").1)
}

fn at<'p>(value: &'p mut Plain, path: &[usize]) -> &'p mut Plain {
    path.iter().fold(value, |value, index| match value {
        Plain::Sequence(items) => &mut items[*index],
        Plain::Mapping(pairs) => &mut pairs[*index].1,
        _ => unreachable!("paths lead through collections"),
    })
}

/// The edits of the operation, and what must come of the document then.
fn operate(text: &str, tree: &Tree<'_>, path: &[usize], pick: u8) -> Option<(Vec<Edit>, Plain)> {
    let editor = Editor::new(text);
    let node = path.iter().fold(tree.root(), |node, index| child(node, *index));
    let mut all = plain(tree.root());
    let new_text = TEXTS[usize::from(pick >> 3) % TEXTS.len()];
    let new = value(pick >> 3);
    let new_plain = plain_value(&new);
    let (last, around) = path.split_last().map_or((None, path), |(last, around)| (Some(*last), around));
    let parent = around.iter().fold(tree.root(), |node, index| child(node, *index));
    let key = || Some(parent.entries().nth(last?)?.0.text()?.to_owned());
    let scalar = |text: &str| Plain::Scalar(text.to_owned());
    let edits = match pick % 9 {
        0 => match at(&mut all, around) {
            Plain::Sequence(items) => {
                items.remove(last?);
                editor.remove_item(parent, last?)?
            }
            Plain::Mapping(pairs) => {
                pairs.remove(last?);
                editor.remove_entry(parent, &key()?)?
            }
            _ => return None,
        },
        1 => {
            let edits = editor.set(node, new_text)?;
            *at(&mut all, path) = scalar(new_text);
            edits
        }
        2 => {
            let edits = editor.rename_key(parent, &key()?, new_text)?;
            let Plain::Mapping(pairs) = at(&mut all, around) else { panic!("a key of something else") };
            pairs[last?].0 = scalar(new_text);
            edits
        }
        3 => {
            let edits = editor.insert(node, new_text, &new)?;
            push(at(&mut all, path), (scalar(new_text), new_plain));
            edits
        }
        4 => {
            let edits = editor.insert_after(parent, &key()?, new_text, &new)?;
            push(at(&mut all, around), (scalar(new_text), new_plain));
            edits
        }
        5 => {
            let edits = editor.append(node, &new)?;
            match at(&mut all, path) {
                Plain::Sequence(items) => items.push(new_plain),
                null => *null = Plain::Sequence(vec![new_plain]),
            }
            edits
        }
        6 => {
            let edits = editor.ensure(node, &[new_text, "b"], &new)?;
            let inner = Plain::Mapping(vec![(scalar("b"), new_plain)]);
            let wrapped = Plain::Mapping(vec![(scalar(new_text), inner)]);
            ensure(at(&mut all, path), wrapped);
            edits
        }
        7 => {
            // Some of the children at once, and perhaps a new one at the end.
            let mut changes = editor.changes();
            for index in (0..children(parent)).filter(|index| pick >> 4 >> (index % 4) & 1 == 1) {
                match parent.entries().nth(index) {
                    Some((key, _)) => changes.remove_entry(parent, key.text()?)?,
                    None => changes.remove_item(parent, index)?,
                }
            }
            let is_gone = |index: usize| pick >> 4 >> (index % 4) & 1 == 1;
            let has_new = last?.is_multiple_of(2);
            match at(&mut all, around) {
                Plain::Sequence(items) => {
                    let kept = items.drain(..).enumerate().filter(|(index, _)| !is_gone(*index));
                    *items = kept.map(|(_, item)| item).collect();
                    if has_new {
                        changes.append(parent, &new)?;
                        items.push(new_plain);
                    }
                }
                Plain::Mapping(pairs) => {
                    let kept = pairs.drain(..).enumerate().filter(|(index, _)| !is_gone(*index));
                    *pairs = kept.map(|(_, pair)| pair).collect();
                    if has_new {
                        changes.insert(parent, new_text, &new)?;
                        pairs.push((scalar(new_text), new_plain));
                    }
                }
                _ => return None,
            }
            changes.edits()?
        }
        // A mapping that merges nothing is empty, and does not look so.
        _ if text.contains("<<") => return None,
        _ => {
            let keys: Vec<_> = (0..path.len())
                .map(|depth| {
                    let parent = path[..depth].iter().fold(tree.root(), |node, index| child(node, *index));
                    Some(parent.entries().nth(path[depth])?.0.text()?.to_owned())
                })
                .collect::<Option<_>>()?;
            let keys: Vec<_> = keys.iter().map(String::as_str).collect();
            let edits = editor.remove_path(tree.root(), &keys)?;
            let mut depth = path.len() - 1;
            while depth > 0 && matches!(at(&mut all, &path[..depth]), Plain::Mapping(it) if it.len() == 1) {
                depth -= 1;
            }
            let Plain::Mapping(pairs) = at(&mut all, &path[..depth]) else {
                panic!("keys of something else")
            };
            pairs.remove(path[depth]);
            edits
        }
    };
    Some((edits, all))
}

fn push(mapping: &mut Plain, entry: (Plain, Plain)) {
    match mapping {
        Plain::Mapping(pairs) => pairs.push(entry),
        null => *null = Plain::Mapping(vec![entry]),
    }
}

fn value(pick: u8) -> Value {
    match pick % 4 {
        0 => Value::text("true"),
        1 => Value::mapping([("k", Value::quoted("v")), ("l", Value::sequence([Value::plain(1)]))]),
        2 => Value::sequence([Value::mapping([("k", Value::text("x: y"))]), Value::text("z")]),
        _ => Value::plain(1),
    }
}

fn plain_value(value: &Value) -> Plain {
    match value {
        Value::Text(text) | Value::Quoted(text) | Value::Plain(text) => Plain::Scalar(text.clone()),
        Value::Sequence(items) => Plain::Sequence(items.iter().map(plain_value).collect()),
        Value::Mapping(entries) => Plain::Mapping(
            entries.iter().map(|(key, value)| (Plain::Scalar(key.clone()), plain_value(value))).collect(),
        ),
    }
}

/// As the editor is told to; where that could be done, kinds fit.
fn ensure(old: &mut Plain, new: Plain) {
    match (old, new) {
        (Plain::Mapping(old), Plain::Mapping(new)) => {
            for (key, value) in new {
                match old.iter_mut().find(|(it, _)| *it == key) {
                    Some((_, old)) => ensure(old, value),
                    None => old.push((key, value)),
                }
            }
        }
        (old, new) => *old = new,
    }
}
