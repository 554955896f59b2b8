//! Values that the paths of the catalogue lead to.

use winfit_compat::catalog::{FieldPath, PathStep, ValueTest};

use crate::variables::{self, Dialect, Variable};
use crate::yaml::{Node, NodeKind};

/// A value that a path led to, and what it is in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Met<'a, 't> {
    /// Its key, if that is a mapping.
    pub(crate) key: Option<Node<'a, 't>>,
    /// Its number, if that is a list; of an entry the number of the item that it is in.
    pub(crate) index: usize,
    /// The value.
    pub(crate) value: Node<'a, 't>,
    /// Whether there is a list on the way.
    pub(crate) is_in_list: bool,
}

impl<'a, 't> Met<'a, 't> {
    /// The entry of a mapping.
    pub(crate) fn entry(parent: Node<'a, 't>, key: &str) -> Option<Self> {
        let (key, value) = parent.entry(key)?;
        Some(Self { key: Some(key), index: 0, value, is_in_list: false })
    }

    /// Whether a fact that is about some values is about this one. Of a text with variables of which nothing tells the
    /// value, that is not known.
    pub(crate) fn is(&self, test: &ValueTest) -> bool {
        match self.value.kind() {
            _ if *test == ValueTest::Any => true,
            NodeKind::Null => false,
            NodeKind::Mapping => *test == ValueTest::Set && self.value.entries().next().is_some(),
            NodeKind::Sequence => *test == ValueTest::Set && self.value.items().next().is_some(),
            NodeKind::Scalar => self.text().is_some_and(|text| test.holds(&text)),
        }
    }

    /// The text, where it is known; a truth value as `true` or `false`.
    pub(crate) fn text(&self) -> Option<String> {
        if let Some(truth) = self.value.truth() {
            return Some(truth.to_string());
        }
        let filled = variables::fill(self.value.text()?, Dialect::DoubleDollar, &|_| Variable::Unset);
        filled.is_known.then_some(filled.text)
    }
}

/// The values that a path leads to from here.
pub(crate) fn met<'a, 't>(root: Node<'a, 't>, path: &FieldPath) -> Vec<Met<'a, 't>> {
    let here = Met { key: None, index: 0, value: root, is_in_list: false };
    path.steps.iter().fold(vec![here], |all, step| all.iter().flat_map(|met| follow(met, step)).collect())
}

fn follow<'a, 't>(from: &Met<'a, 't>, step: &PathStep) -> Vec<Met<'a, 't>> {
    let parent = from.value;
    let entry = |(key, value)| Met { key: Some(key), value, ..*from };
    match step {
        PathStep::Key(name) | PathStep::Entry(name) => parent.entry(name).map(entry).into_iter().collect(),
        PathStep::AnyEntry => parent.entries().map(entry).collect(),
        PathStep::EntryPrefix(prefix) => {
            let starts = |key: Node<'_, '_>| key.text().is_some_and(|name| name.starts_with(prefix.as_ref()));
            parent.entries().filter(|(key, _)| starts(*key)).map(entry).collect()
        }
        PathStep::AnyItem => {
            let item = |(index, value)| Met { key: None, index, value, is_in_list: true };
            parent.items().enumerate().map(item).collect()
        }
    }
}
