//! Looking around in a tree.

use std::collections::HashMap;

use super::builder::size_of_scalar;
use super::tree::{Content, Slot, Style, Tree};
use crate::Span;

/// A value of a tree, and where it was met: at its own place, or at an alias that stands for it.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a, 't> {
    tree: &'a Tree<'t>,
    /// Where it was met.
    site: u32,
    /// The value itself, never an alias.
    target: u32,
    /// It came through a merge key.
    merged: bool,
}

/// The kinds of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Nothing: an empty place, `~` or `null`.
    Null,
    /// Text, numbers, truth values: YAML tells them apart by their looks only.
    Scalar,
    /// A list.
    Sequence,
    /// Keys and values.
    Mapping,
}

impl<'a, 't> Node<'a, 't> {
    pub(super) const fn written(tree: &'a Tree<'t>, site: u32) -> Self {
        Self { tree, site, target: site, merged: false }
    }

    pub(super) fn met(tree: &'a Tree<'t>, site: u32) -> Self {
        let target = match tree.slot(site).map(|slot| &slot.content) {
            Some(Content::Alias { target }) => *target,
            _ => site,
        };
        Self { tree, site, target, merged: false }
    }

    /// Its tree.
    pub(super) const fn tree(self) -> &'a Tree<'t> {
        self.tree
    }

    /// Where it was met, as a number: what is written later has a higher one, what is inside as well.
    pub(super) const fn site(self) -> u32 {
        self.site
    }

    /// The numbers of what is written in a collection, keys and values of a mapping in turn; of an alias none.
    pub(super) fn children(self) -> &'a [u32] {
        match self.tree.slot(self.site).map(|slot| &slot.content) {
            Some(Content::Sequence(children) | Content::Mapping { children, .. }) => {
                self.tree.children(*children)
            }
            _ => &[],
        }
    }

    fn slot(self) -> Option<&'a Slot<'t>> {
        self.tree.slot(self.target)
    }

    fn content(self) -> Option<&'a Content<'t>> {
        self.slot().map(|slot| &slot.content)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> NodeKind {
        match self.content() {
            Some(Content::Scalar { value, style: Style::Plain }) if means_null(value) => NodeKind::Null,
            Some(Content::Scalar { .. }) => NodeKind::Scalar,
            Some(Content::Sequence(_)) => NodeKind::Sequence,
            Some(Content::Mapping { .. }) => NodeKind::Mapping,
            Some(Content::Alias { .. }) | None => NodeKind::Null,
        }
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.kind() == NodeKind::Null
    }

    /// How many values it is made of, through aliases too; a text counts as one more for each 64 bytes.
    pub(crate) fn size(self) -> usize {
        match self.content() {
            Some(Content::Scalar { value, .. }) => size_of_scalar(value),
            Some(Content::Sequence(children) | Content::Mapping { children, .. }) => children.size as usize,
            Some(Content::Alias { .. }) | None => 1,
        }
    }

    /// Where it was met: an alias has its own place.
    #[must_use]
    pub fn span(self) -> Span {
        self.span_of(self.site)
    }

    /// Where the value itself is written.
    #[must_use]
    pub fn value_span(self) -> Span {
        self.span_of(self.target)
    }

    fn span_of(self, slot: u32) -> Span {
        self.tree.slot(slot).map(|slot| Span::new(slot.start as usize, slot.end as usize)).unwrap_or_default()
    }

    /// Whether the value is written elsewhere and may be shared with other places: behind an alias or a merge key.
    #[must_use]
    pub const fn is_shared(self) -> bool {
        self.merged || self.site != self.target
    }

    /// The text of a scalar that is not null; of a number or truth value its digits and letters.
    #[must_use]
    pub fn text(self) -> Option<&'a str> {
        match self.content() {
            Some(Content::Scalar { value, .. }) if !self.is_null() => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The truth value, as YAML 1.1 and JSON write it; what is quoted is a text.
    #[must_use]
    pub fn truth(self) -> Option<bool> {
        self.text().filter(|_| self.style() == Some(Style::Plain)).and_then(meant_truth)
    }

    /// How a scalar is written.
    #[must_use]
    pub fn style(self) -> Option<Style> {
        match self.content() {
            Some(Content::Scalar { style, .. }) => Some(*style),
            _ => None,
        }
    }

    /// The items of a sequence; none of anything else.
    pub fn items(self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        let tree = self.tree;
        let items = match self.content() {
            Some(Content::Sequence(children)) => tree.children(*children),
            _ => &[],
        };
        items.iter().map(move |slot| Self { merged: self.merged, ..Self::met(tree, *slot) })
    }

    /// The value of a key, written here or merged in; `None` if there is no such key or this is no mapping.
    ///
    /// Of a key that occurs twice, the last value.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Self> {
        self.entry(key).map(|(_, value)| value)
    }

    /// As [`Self::get`], with the key as it is written.
    #[must_use]
    pub fn entry(self, key: &str) -> Option<(Self, Self)> {
        let mut own = self.pairs().rev();
        own.find(|(name, _)| name.scalar_value() == Some(key)).or_else(|| self.merged_entry(key))
    }

    /// Follows a path of keys.
    #[must_use]
    pub fn at(self, path: &[&str]) -> Option<Self> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// All keys with their values, in document order: each key once, merged ones last.
    #[must_use]
    pub fn entries(self) -> Entries<'a, 't> {
        if !matches!(self.content(), Some(Content::Mapping { simple: false, .. })) {
            return Entries { pairs: self.pairs().collect(), next: 0 };
        }
        let mut places = HashMap::new();
        let mut pairs: Vec<(Self, Self)> = Vec::new();
        self.collect_entries(&mut places, &mut pairs);
        Entries { pairs, next: 0 }
    }

    /// The keys and values that are written here, a merge key among them.
    pub(super) fn pairs(self) -> impl DoubleEndedIterator<Item = (Self, Self)> {
        let tree = self.tree;
        let children = match self.content() {
            Some(Content::Mapping { children, .. }) => tree.children(*children),
            _ => &[],
        };
        let node = move |slot: u32| Self { merged: self.merged, ..Self::met(tree, slot) };
        children.chunks_exact(2).filter_map(move |pair| match pair {
            [key, value] => Some((node(*key), node(*value))),
            _ => None,
        })
    }

    /// The mappings that `<<` merges into this one, the most important first.
    fn merge_sources(self) -> impl Iterator<Item = Self> {
        let simple = !matches!(self.content(), Some(Content::Mapping { simple: false, .. }));
        let values = (!simple).then(|| self.pairs()).into_iter().flatten();
        values.filter(|(key, _)| key.is_merge_key()).flat_map(|(_, value)| {
            let one = (value.kind() == NodeKind::Mapping).then_some(value);
            one.into_iter().chain(value.items().filter(|item| item.kind() == NodeKind::Mapping))
        })
    }

    /// Recursion ends because a tree's height through aliases is limited, and is cheap because its size is.
    pub(super) fn merged_entry(self, key: &str) -> Option<(Self, Self)> {
        self.merge_sources().find_map(|source| Self { merged: true, ..source }.entry(key))
    }

    fn collect_entries(self, places: &mut HashMap<&'a str, usize>, pairs: &mut Vec<(Self, Self)>) {
        for (key, value) in self.pairs().filter(|(key, _)| !key.is_merge_key()) {
            let place = key.scalar_value().map(|name| *places.entry(name).or_insert(pairs.len()));
            match place.and_then(|place| pairs.get_mut(place)) {
                // The same mapping says it again: the last one counts. A merged mapping does not override.
                Some(pair) if pair.0.merged == self.merged && !self.merged => *pair = (key, value),
                Some(_) => {}
                None => pairs.push((key, value)),
            }
        }
        for source in self.merge_sources() {
            Self { merged: true, ..source }.collect_entries(places, pairs);
        }
    }

    fn is_merge_key(self) -> bool {
        matches!(self.content(), Some(Content::Scalar { value, style: Style::Plain }) if value == "<<")
    }

    pub(super) fn scalar_value(self) -> Option<&'a str> {
        match self.content() {
            Some(Content::Scalar { value, .. }) => Some(value.as_ref()),
            _ => None,
        }
    }
}

/// Whether a bare scalar stands for nothing.
pub(super) fn means_null(plain: &str) -> bool {
    matches!(plain, "" | "~" | "null" | "Null" | "NULL")
}

/// The truth value that a bare scalar stands for.
pub(super) fn meant_truth(plain: &str) -> Option<bool> {
    match plain {
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" | "y" | "Y" => Some(true),
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" | "n" | "N" => Some(false),
        _ => None,
    }
}

/// Keys with their values.
#[derive(Debug)]
pub struct Entries<'a, 't> {
    pairs: Vec<(Node<'a, 't>, Node<'a, 't>)>,
    next: usize,
}

impl<'a, 't> Iterator for Entries<'a, 't> {
    type Item = (Node<'a, 't>, Node<'a, 't>);

    fn next(&mut self) -> Option<Self::Item> {
        let pair = self.pairs.get(self.next).copied();
        self.next += 1;
        pair
    }
}

impl NodeKind {
    /// In words, for messages.
    #[must_use]
    pub const fn described(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Scalar => "a scalar",
            Self::Sequence => "a list",
            Self::Mapping => "a mapping",
        }
    }
}
