//! Several operations at once, of which each may stand where another does.

use std::collections::BTreeMap;

use super::super::node::{Node, NodeKind};
use super::collection::Collection;
use super::lines::Lines;
use super::place::Place;
use super::plan::Plan;
use super::{Value, insert, joined, kept, set};
use crate::Edit;

/// Operations on one tree that are made together. They mean what they mean one after the other, but for the order of keys:
/// new entries take the place of one that goes from their mapping, with the comment behind it.
///
/// Each gives `None` where [`Editor`](super::Editor) does; then nothing should be made of the others either.
#[derive(Debug, Clone)]
pub struct Changes<'s, 'a, 't> {
    lines: Lines<'s>,
    /// By the number of the collection.
    plans: BTreeMap<u32, Plan<'a, 't>>,
    /// What becomes of scalars and keys, by their number.
    scalars: BTreeMap<u32, Vec<Edit>>,
}

impl<'s, 'a, 't> Changes<'s, 'a, 't> {
    pub(super) const fn new(lines: Lines<'s>) -> Self {
        Self { lines, plans: BTreeMap::new(), scalars: BTreeMap::new() }
    }

    /// As [`Editor::remove_entry`](super::Editor::remove_entry).
    pub fn remove_entry(&mut self, mapping: Node<'a, 't>, key: &str) -> Option<()> {
        let index = self.removable(mapping, key)?;
        self.plan(mapping)?.removed.insert(index);
        Some(())
    }

    /// As [`Editor::remove_path`](super::Editor::remove_path).
    pub fn remove_path(&mut self, root: Node<'a, 't>, path: &[&str]) -> Option<()> {
        let (last, path) = path.split_last()?;
        let mut mapping = root;
        for key in path {
            self.removable(mapping, key)?;
            mapping = mapping.get(key)?;
            self.plan(mapping)?.goes_if_empty = true;
        }
        self.remove_entry(mapping, last)
    }

    /// As [`Editor::remove_item`](super::Editor::remove_item).
    pub fn remove_item(&mut self, sequence: Node<'a, 't>, index: usize) -> Option<()> {
        self.sequence(sequence).filter(|it| index < it.len())?;
        self.plan(sequence)?.removed.insert(index);
        Some(())
    }

    /// As [`Editor::set`](super::Editor::set).
    pub fn set(&mut self, scalar: Node<'a, 't>, text: &str) -> Option<()> {
        let place = Place::of(scalar)?;
        let edits = match scalar.kind() {
            NodeKind::Null => insert::fill(&place, self.lines, &Value::text(text))?,
            _ => set::text(&place, self.lines, text)?,
        };
        self.put(scalar, edits)
    }

    /// As [`Editor::rename_key`](super::Editor::rename_key).
    pub fn rename_key(&mut self, mapping: Node<'a, 't>, key: &str, to: &str) -> Option<()> {
        let index = self.removable(mapping, key).filter(|_| mapping.get(to).is_none() && key != "<<")?;
        let collection = self.mapping(mapping)?;
        let edits = set::key(&collection, index, to)?;
        self.put(collection.part(index)?.key?, edits)
    }

    /// As [`Editor::insert`](super::Editor::insert).
    pub fn insert(&mut self, mapping: Node<'a, 't>, key: &str, value: &Value) -> Option<()> {
        mapping.get(key).is_none().then_some(())?;
        self.ensure(mapping, &[key], value)
    }

    /// As [`Editor::insert_after`](super::Editor::insert_after).
    pub fn insert_after(
        &mut self,
        mapping: Node<'a, 't>,
        after_key: &str,
        key: &str,
        value: &Value,
    ) -> Option<()> {
        let index = self.mapping(mapping)?.entry(after_key).filter(|_| mapping.get(key).is_none())?;
        self.plan(mapping)?.behind.entry(index).or_default().push((key.to_owned(), value.clone()));
        Some(())
    }

    /// As [`Editor::append`](super::Editor::append).
    pub fn append(&mut self, sequence: Node<'a, 't>, value: &Value) -> Option<()> {
        matches!(sequence.kind(), NodeKind::Null | NodeKind::Sequence).then_some(())?;
        self.plan(sequence)?.add(Value::Sequence(vec![value.clone()]))
    }

    /// As [`Editor::ensure`](super::Editor::ensure).
    pub fn ensure(&mut self, root: Node<'a, 't>, path: &[&str], value: &Value) -> Option<()> {
        let wrap = |value, key: &&str| Value::Mapping(vec![((*key).to_owned(), value)]);
        self.ensure_value(root, path.iter().rev().fold(value.clone(), wrap))
    }

    /// What to change in the text, by place.
    #[must_use]
    pub fn edits(mut self) -> Option<Vec<Edit>> {
        self.empty_upwards()?;
        let gone =
            self.plans.values().map(|plan| plan.gone(self.lines)).collect::<Option<Vec<_>>>()?.concat();
        let stays = |site: u32| !gone.iter().any(|(first, end)| (*first..*end).contains(&site));
        let mut edits = Vec::new();
        for (_, scalar) in self.scalars.into_iter().filter(|(site, _)| stays(*site)) {
            edits.extend(scalar);
        }
        // Those further inside come first: where both are at the end of the same line, they belong above.
        for (_, plan) in self.plans.into_iter().rev().filter(|(site, _)| stays(*site)) {
            edits.extend(plan.edits(self.lines)?);
        }
        joined(edits)
    }

    /// Of the mappings that are left empty, removes those that should go then.
    fn empty_upwards(&mut self) -> Option<()> {
        // What is inside has a higher number than what is around it.
        let mut below = u32::MAX;
        while let Some((site, plan)) = self.plans.range(..below).next_back() {
            below = *site;
            let count = Collection::of(self.lines, plan.place.clone()).map_or(0, |it| it.len());
            if plan.goes_if_empty && plan.leaves_nothing(count) {
                let (parent, part) = (*plan.place.around.last()?, plan.place.part());
                let comments =
                    kept::comments_of(&Collection::of(self.lines, plan.place.clone())?, &plan.kept)?;
                self.plans.remove(&below);
                self.plan(parent)?.remove_emptied(part, comments);
            }
        }
        Some(())
    }

    /// Recurses as deep as the new value is, which is made by code and not by input.
    fn ensure_value(&mut self, node: Node<'a, 't>, value: Value) -> Option<()> {
        let is_empty = node.children().is_empty() && !node.is_shared();
        match (node.kind(), value) {
            (NodeKind::Null, value) if value.is_scalar() => {
                let edits = insert::fill(&Place::of(node)?, self.lines, &value)?;
                self.put(node, edits)
            }
            (NodeKind::Null, value) => self.plan(node)?.add(value),
            (NodeKind::Mapping, Value::Mapping(entries)) => self.ensure_entries(node, entries),
            (NodeKind::Sequence, Value::Sequence(items)) if items.is_empty() => Some(()),
            (NodeKind::Sequence, value @ Value::Sequence(_)) if is_empty => self.plan(node)?.add(value),
            (NodeKind::Scalar, value) => {
                let edits = set::value(&Place::of(node)?, self.lines, &value)?;
                self.put(node, edits)
            }
            _ => None,
        }
    }

    fn ensure_entries(&mut self, mapping: Node<'a, 't>, entries: Vec<(String, Value)>) -> Option<()> {
        let is_empty = mapping.children().is_empty();
        for (key, value) in entries {
            let own = if is_empty { None } else { self.mapping(mapping)?.entry(&key) };
            let is_gone = own.is_some_and(|index| self.is_removed(mapping, index));
            match own.filter(|_| !is_gone) {
                Some(index) => self.ensure_value(mapping.pairs().nth(index)?.1, value)?,
                None if is_gone || may_be_new(mapping, &key, &value) => {
                    self.plan(mapping)?.add(Value::Mapping(vec![(key, value)]))?;
                }
                None => return None,
            }
        }
        Some(())
    }

    fn is_removed(&self, mapping: Node<'a, 't>, index: usize) -> bool {
        self.plans.get(&mapping.site()).is_some_and(|plan| plan.removed.contains(&index))
    }

    /// The entry of a key, if there is no such key once it is removed.
    fn removable(&self, mapping: Node<'a, 't>, key: &str) -> Option<usize> {
        self.mapping(mapping)?.entry(key).filter(|_| mapping.merged_entry(key).is_none())
    }

    fn put(&mut self, scalar: Node<'a, 't>, edits: Vec<Edit>) -> Option<()> {
        let old = self.scalars.insert(scalar.site(), edits.clone());
        old.is_none_or(|old| old == edits).then_some(())
    }

    fn plan(&mut self, node: Node<'a, 't>) -> Option<&mut Plan<'a, 't>> {
        let place = Place::of(node)?;
        Some(self.plans.entry(node.site()).or_insert_with(|| Plan::new(place)))
    }

    fn mapping(&self, node: Node<'a, 't>) -> Option<Collection<'s, 'a, 't>> {
        Collection::of(self.lines, Place::of(node)?).filter(Collection::is_mapping)
    }

    fn sequence(&self, node: Node<'a, 't>) -> Option<Collection<'s, 'a, 't>> {
        Collection::of(self.lines, Place::of(node)?).filter(|it| !it.is_mapping())
    }
}

/// Whether a new entry hides nothing: a scalar that is merged in may be overridden, of a collection the rest would be lost.
fn may_be_new(mapping: Node<'_, '_>, key: &str, value: &Value) -> bool {
    match mapping.get(key) {
        None => true,
        Some(old) => {
            let is_collection = matches!(old.kind(), NodeKind::Mapping | NodeKind::Sequence);
            let is_written = mapping.pairs().any(|(name, _)| name.scalar_value() == Some(key));
            !is_written && !is_collection && value.is_scalar()
        }
    }
}
