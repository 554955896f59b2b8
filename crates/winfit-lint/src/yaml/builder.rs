//! Puts a tree together from what a reader meets, and enforces the limits on its shape.

use std::borrow::Cow;
use std::collections::HashSet;

use super::tree::{Children, Content, Slot, Style, Tree};
use super::{Limits, SyntaxError, SyntaxErrorKind};
use crate::Span;

pub(super) struct Builder<'t> {
    limits: Limits,
    /// Added to every offset: where the document starts in its text.
    offset: usize,
    slots: Vec<Slot<'t>>,
    children: Vec<u32>,
    duplicates: Vec<u32>,
    template: Option<Span>,
    /// Collections that are not closed yet.
    open: Vec<Open>,
    /// Children of open collections, those of the innermost last.
    pending: Vec<u32>,
    /// Values with an anchor: by its number, which counts from 1.
    anchors: Vec<Option<Anchored>>,
    /// What aliases stand for, as often as they do.
    targets: Vec<u32>,
    /// What aliases stand for so far.
    expanded: usize,
}

struct Open {
    slot: u32,
    /// Where its children start in `pending`.
    first: usize,
    anchor: usize,
    mapping: bool,
    /// Height of the highest child so far, and the number of values inside, through aliases too; long texts are several.
    height: usize,
    size: usize,
}

/// A value that aliases may stand for, and how much that is.
#[derive(Clone, Copy)]
struct Anchored {
    slot: u32,
    height: usize,
    size: usize,
}

/// Up to this many keys, comparing each with each is faster than hashing.
const FEW_KEYS: usize = 12;

impl<'t> Builder<'t> {
    /// For a document of this length, which starts at `offset` of its stream.
    pub(super) fn new(limits: Limits, offset: usize, length: usize) -> Self {
        // In manifests there is a value to some fifteen bytes. Large ones may be otherwise, and have time to grow.
        let values = (length / 15).clamp(8, 4096);
        Self {
            limits,
            offset,
            slots: Vec::with_capacity(values),
            children: Vec::with_capacity(values),
            duplicates: Vec::new(),
            template: None,
            open: Vec::with_capacity(16),
            pending: Vec::with_capacity(32),
            anchors: Vec::new(),
            targets: Vec::new(),
            expanded: 0,
        }
    }

    /// Whether the value that comes next is the value of a mapping's entry.
    pub(super) fn awaits_value(&self) -> bool {
        self.open.last().is_some_and(|open| open.mapping && (self.pending.len() - open.first) % 2 == 1)
    }

    /// Where the value before ends, counted from the start of the document.
    pub(super) fn last_end(&self) -> Option<usize> {
        let slot = self.slots.get(*self.pending.last()? as usize)?;
        Some((slot.end as usize).saturating_sub(self.offset))
    }

    pub(super) fn scalar(
        &mut self,
        span: Span,
        value: Cow<'t, str>,
        style: Style,
        anchor: usize,
    ) -> Result<(), SyntaxError> {
        let size = size_of_scalar(&value);
        let slot = self.push(span, Content::Scalar { value, style })?;
        self.keep_anchor(anchor, Anchored { slot, height: 0, size });
        self.attach(slot, 0, size);
        Ok(())
    }

    pub(super) fn open_sequence(&mut self, span: Span, anchor: usize) -> Result<(), SyntaxError> {
        self.open(span, anchor, false)
    }

    pub(super) fn open_mapping(&mut self, span: Span, anchor: usize) -> Result<(), SyntaxError> {
        self.open(span, anchor, true)
    }

    /// Notes that a value starts with `{{`.
    pub(super) fn note_template(&mut self, span: Span) {
        self.template.get_or_insert(span.shifted(self.offset));
    }

    fn open(&mut self, span: Span, anchor: usize, mapping: bool) -> Result<(), SyntaxError> {
        if self.open.len() >= self.limits.depth {
            return Err(self.error(SyntaxErrorKind::Depth { limit: self.limits.depth }, span));
        }
        let slot = self.push(span, Content::Sequence(Children { start: 0, len: 0, size: 1 }))?;
        let first = self.pending.len();
        self.open.push(Open { slot, first, anchor, mapping, height: 0, size: 1 });
        Ok(())
    }

    /// Closes the innermost collection. Without an `end`, it ends where its last child does.
    pub(super) fn close(&mut self, end: Option<usize>) {
        let Some(open) = self.open.pop() else { return };
        let start = self.children.len();
        self.children.extend(self.pending.drain(open.first..));
        let len = as_u32(self.children.len() - start);
        let children = Children { start: as_u32(start), len, size: as_u32(open.size) };
        let last_end = self
            .children
            .get(start..)
            .and_then(<[u32]>::last)
            .and_then(|slot| self.slots.get(*slot as usize))
            .map(|slot| slot.end);
        let simple = !open.mapping || self.check_keys(start);
        if let Some(slot) = self.slots.get_mut(open.slot as usize) {
            let end = end.map_or(last_end.unwrap_or(slot.end), |end| as_u32(end + self.offset));
            slot.end = end.max(slot.start);
            slot.content = if open.mapping {
                Content::Mapping { children, simple }
            } else {
                Content::Sequence(children)
            };
        }
        let height = open.height + 1;
        self.keep_anchor(open.anchor, Anchored { slot: open.slot, height, size: open.size });
        self.attach(open.slot, height, open.size);
    }

    pub(super) fn alias(&mut self, span: Span, anchor: usize) -> Result<(), SyntaxError> {
        let Some(Some(Anchored { slot: target, height, size })) = self.anchors.get(anchor).copied() else {
            return Err(self.error(SyntaxErrorKind::Circular, span));
        };
        if self.open.len() + height > self.limits.depth {
            return Err(self.error(SyntaxErrorKind::Depth { limit: self.limits.depth }, span));
        }
        self.expanded = self.expanded.saturating_add(size);
        if self.expanded > self.limits.expansion {
            return Err(self.error(SyntaxErrorKind::Expansion { limit: self.limits.expansion }, span));
        }
        let slot = self.push(span, Content::Alias { target })?;
        self.targets.push(target);
        self.attach(slot, height, size);
        Ok(())
    }

    /// The tree; a null if there was no value.
    pub(super) fn finish(mut self, end: usize) -> Tree<'t> {
        if self.slots.is_empty() {
            let at = as_u32(end + self.offset);
            let content = Content::Scalar { value: Cow::Borrowed(""), style: Style::Plain };
            self.slots.push(Slot { start: at, end: at, content });
        }
        self.targets.sort_unstable();
        self.targets.dedup();
        let Self { slots, children, duplicates, targets, template, .. } = self;
        // The outermost value is the first that was met.
        Tree { slots, children, root: 0, duplicates, targets, template }
    }

    pub(super) const fn error(&self, kind: SyntaxErrorKind, span: Span) -> SyntaxError {
        kind.at(span.shifted(self.offset))
    }

    fn push(&mut self, span: Span, content: Content<'t>) -> Result<u32, SyntaxError> {
        if self.slots.len() >= self.limits.nodes {
            return Err(self.error(SyntaxErrorKind::Nodes { limit: self.limits.nodes }, span));
        }
        let Span { start, end } = span.shifted(self.offset);
        let slot = as_u32(self.slots.len());
        self.slots.push(Slot { start: as_u32(start), end: as_u32(end), content });
        Ok(slot)
    }

    fn attach(&mut self, slot: u32, height: usize, size: usize) {
        self.pending.push(slot);
        if let Some(open) = self.open.last_mut() {
            open.height = open.height.max(height);
            open.size = open.size.saturating_add(size);
        }
    }

    fn keep_anchor(&mut self, anchor: usize, value: Anchored) {
        if anchor == 0 {
            return;
        }
        if self.anchors.len() <= anchor {
            self.anchors.resize(anchor + 1, None);
        }
        if let Some(place) = self.anchors.get_mut(anchor) {
            *place = Some(value);
        }
    }

    /// Notes the keys that occur twice. Whether each key counts and no other does.
    fn check_keys(&mut self, start: usize) -> bool {
        let children = self.children.get(start..).unwrap_or_default();
        let is_merge = |(_, key, style): &(u32, &str, Style)| *key == "<<" && *style == Style::Plain;
        let keys = || {
            children.iter().step_by(2).filter_map(|slot| match &self.slots.get(*slot as usize)?.content {
                Content::Scalar { value, style } => Some((*slot, value.as_ref(), *style)),
                _ => None,
            })
        };
        let merges = keys().any(|key| is_merge(&key));
        let before = self.duplicates.len();
        let keys = keys().filter(|key| !is_merge(key));
        if children.len() <= 2 * FEW_KEYS {
            let mut seen: [&str; FEW_KEYS] = [""; FEW_KEYS];
            for (count, (slot, key, _)) in keys.enumerate() {
                if seen.iter().take(count).any(|it| *it == key) {
                    self.duplicates.push(slot);
                }
                if let Some(place) = seen.get_mut(count) {
                    *place = key;
                }
            }
        } else {
            let mut seen = HashSet::new();
            self.duplicates.extend(keys.filter(|(_, key, _)| !seen.insert(*key)).map(|(slot, ..)| slot));
        }
        !merges && before == self.duplicates.len()
    }
}

/// A long text counts as several values: whoever reads it copies it.
pub(super) const fn size_of_scalar(value: &str) -> usize {
    1 + value.len() / 64
}

/// Offsets and counts fit: longer texts are refused before they are read.
fn as_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
