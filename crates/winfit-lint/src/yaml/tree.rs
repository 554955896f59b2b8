//! The tree of one document, in flat lists.

use std::borrow::Cow;
use std::ops::Range;

use super::node::Node;
use crate::Span;

/// One document.
#[derive(Debug)]
pub struct Tree<'t> {
    pub(super) slots: Vec<Slot<'t>>,
    /// Children of all collections; those of one stand side by side, keys and values of mappings in turn.
    pub(super) children: Vec<u32>,
    pub(super) root: u32,
    pub(super) duplicates: Vec<u32>,
    /// The values that aliases stand for, each once, in the order of the document.
    pub(super) targets: Vec<u32>,
    pub(super) template: Option<Span>,
}

/// One value, with its span as two offsets to keep it small.
#[derive(Debug)]
pub(super) struct Slot<'t> {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) content: Content<'t>,
}

#[derive(Debug)]
pub(super) enum Content<'t> {
    Scalar {
        value: Cow<'t, str>,
        style: Style,
    },
    Sequence(Children),
    Mapping {
        children: Children,
        /// Whether each key counts and no other does: none occurs twice, and none merges other mappings.
        simple: bool,
    },
    Alias {
        target: u32,
    },
}

impl Content<'_> {
    /// What a scalar stands for.
    pub(super) fn scalar(&self) -> Option<&str> {
        match self {
            Self::Scalar { value, .. } => Some(value),
            Self::Sequence(_) | Self::Mapping { .. } | Self::Alias { .. } => None,
        }
    }
}

/// A range in [`Tree::children`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Children {
    pub(super) start: u32,
    pub(super) len: u32,
    /// Values inside and the collection itself, through aliases too; a long text counts as several.
    pub(super) size: u32,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// Bare.
    Plain,
    /// `'…'`.
    SingleQuoted,
    /// `"…"`.
    DoubleQuoted,
    /// `|`; its place starts with its first line of text.
    Literal,
    /// `>`; its place starts with its first line of text.
    Folded,
}

impl<'t> Tree<'t> {
    /// The outermost value; null if the document is empty.
    #[must_use]
    pub const fn root(&self) -> Node<'_, 't> {
        Node::written(self, self.root)
    }

    /// The keys that occur a second time in their mapping.
    pub fn duplicate_keys(&self) -> impl Iterator<Item = Node<'_, 't>> {
        self.duplicates.iter().map(|slot| Node::written(self, *slot))
    }

    /// The first value that starts with `{{`, as only a template that was not rendered does.
    #[must_use]
    pub const fn template(&self) -> Option<Span> {
        self.template
    }

    /// How many keys and values the text has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.slots.len()
    }

    /// Never: there is at least a null.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    pub(super) fn slot(&self, id: u32) -> Option<&Slot<'t>> {
        self.slots.get(id as usize)
    }

    /// Whether an alias stands for one of the values with these numbers.
    pub(super) fn has_target_in(&self, numbers: Range<u32>) -> bool {
        let first = self.targets.partition_point(|target| *target < numbers.start);
        self.targets.get(first).is_some_and(|target| *target < numbers.end)
    }

    pub(super) fn children(&self, range: Children) -> &[u32] {
        let start = range.start as usize;
        self.children.get(start..start + range.len as usize).unwrap_or_default()
    }
}
