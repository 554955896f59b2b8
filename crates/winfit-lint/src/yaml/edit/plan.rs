//! What is to become of one collection: parts that go, and parts that come.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::collection::{Collection, Form};
use super::insert::{self, New};
use super::kept::Kept;
use super::lines::Lines;
use super::place::Place;
use super::{Value, remove};
use crate::{Edit, Span};

/// What is to become of a collection, or of a null.
#[derive(Debug, Clone)]
pub(super) struct Plan<'a, 't> {
    pub(super) place: Place<'a, 't>,
    /// The parts that go.
    pub(super) removed: BTreeSet<usize>,
    /// What stays of them.
    pub(super) kept: Kept,
    /// Whether it goes as well if it is left empty.
    pub(super) goes_if_empty: bool,
    /// What comes, at the end or in the place of what goes.
    pub(super) new: Option<Value>,
    /// New entries behind others.
    pub(super) behind: BTreeMap<usize, Vec<(String, Value)>>,
}

impl<'a, 't> Plan<'a, 't> {
    pub(super) fn new(place: Place<'a, 't>) -> Self {
        let (removed, kept, behind) = (BTreeSet::new(), Kept::new(), BTreeMap::new());
        Self { place, removed, kept, goes_if_empty: false, new: None, behind }
    }

    /// Has a part go in which nothing is left but comments.
    pub(super) fn remove_emptied(&mut self, part: usize, comments: Vec<Span>) {
        self.removed.insert(part);
        if !comments.is_empty() {
            self.kept.insert(part, comments);
        }
    }

    /// Has this come as well; `None` if something else does that it does not go with.
    pub(super) fn add(&mut self, value: Value) -> Option<()> {
        match &mut self.new {
            Some(old) => merge(old, value)?,
            None => self.new = Some(value),
        }
        Some(())
    }

    /// Whether nothing is left.
    pub(super) fn leaves_nothing(&self, count: usize) -> bool {
        count > 0 && self.removed.len() == count && self.new.is_none() && self.behind.is_empty()
    }

    /// The numbers of what goes.
    pub(super) fn gone(&self, lines: Lines<'_>) -> Option<Vec<(u32, u32)>> {
        if self.removed.is_empty() {
            return Some(Vec::new());
        }
        let collection = Collection::of(lines, self.place.clone())?;
        self.removed.iter().map(|index| Some(collection.part(*index)?.numbers)).collect()
    }

    pub(super) fn edits(&self, lines: Lines<'_>) -> Option<Vec<Edit>> {
        if self.place.node.children().is_empty() {
            return match &self.new {
                Some(value) => insert::fill(&self.place, lines, value),
                None => Some(Vec::new()),
            };
        }
        if self.removed.is_empty() && self.new.is_none() && self.behind.is_empty() {
            return Some(Vec::new());
        }
        let collection = Collection::of(lines, self.place.clone())?;
        let parts = self.removed.iter().map(|index| collection.part(*index));
        let may_go = parts.map(|part| remove::may_go(&collection, &part?).then_some(()));
        may_go.collect::<Option<()>>()?;
        let is_flow = matches!(collection.form, Form::Flow { .. });
        if is_flow && !self.removed.is_empty() && !collection.reads_without(&self.gone(lines)?) {
            return None;
        }
        if self.leaves_nothing(collection.len()) {
            return remove::all(&collection, &self.kept);
        }
        self.mixed(&collection, is_flow)
    }

    fn mixed(&self, collection: &Collection<'_, 'a, 't>, is_flow: bool) -> Option<Vec<Edit>> {
        let mut edits = Vec::new();
        let last = collection.len().checked_sub(1)?;
        let mut removed = self.removed.clone();
        let mut new = self.new.clone();
        for (index, entries) in &self.behind {
            if removed.contains(index) || (is_flow && removed.contains(&(index + 1))) {
                return None;
            }
            // At the same place as what comes at the end: both as one.
            if *index == last
                && let Some(value) = new.take()
            {
                let mut entries = Value::Mapping(entries.clone());
                merge(&mut entries, value)?;
                new = Some(entries);
            } else {
                edits.extend(insert::behind(collection, *index, New::Entries(entries))?);
            }
        }
        if let Some(new) = new.as_ref().and_then(New::of) {
            edits.extend(match place_of(&new, &removed, last) {
                Some(index) => {
                    removed.remove(&index);
                    let comments = self.kept.get(&index).map(Vec::as_slice).unwrap_or_default();
                    insert::instead(collection, index, new, comments)?
                }
                None => insert::behind(collection, last, new)?,
            });
        }
        for run in runs(&removed) {
            edits.extend(remove::run(collection, run, &self.kept)?);
        }
        Some(edits)
    }
}

/// What goes leaves its place to what comes: any does for entries, what is at the end for items.
fn place_of(new: &New<'_>, removed: &BTreeSet<usize>, last: usize) -> Option<usize> {
    match new {
        New::Entries(_) => removed.first().copied(),
        New::Items(_) => (0..=last).rev().take_while(|index| removed.contains(index)).last(),
    }
}

/// Neighbours as ranges.
fn runs(indexes: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for index in indexes {
        match runs.last_mut().filter(|run| run.end == *index) {
            Some(run) => run.end += 1,
            None => runs.push(*index..index + 1),
        }
    }
    runs
}

/// Adds entries to entries, at any depth, and items to items; `None` if one says otherwise than the other.
pub(super) fn merge(old: &mut Value, new: Value) -> Option<()> {
    match (old, new) {
        (Value::Mapping(old), Value::Mapping(new)) => {
            for (key, value) in new {
                match old.iter_mut().find(|(it, _)| *it == key) {
                    Some((_, old)) => merge(old, value)?,
                    None => old.push((key, value)),
                }
            }
            Some(())
        }
        (Value::Sequence(old), Value::Sequence(new)) => {
            old.extend(new);
            Some(())
        }
        (old, new) => (*old == new).then_some(()),
    }
}

impl<'v> New<'v> {
    /// `None` if there is nothing new.
    fn of(value: &'v Value) -> Option<Self> {
        match value {
            Value::Mapping(entries) if !entries.is_empty() => Some(Self::Entries(entries)),
            Value::Sequence(items) if !items.is_empty() => Some(Self::Items(items)),
            _ => None,
        }
    }
}
