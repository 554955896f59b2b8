//! Mappings and lists as rows of parts in the text, in blocks or in braces.

use super::super::node::{Node, NodeKind};
use super::lines::{Gap, Lines};
use super::place::Place;

/// A mapping or list that can be edited.
#[derive(Debug, Clone)]
pub(super) struct Collection<'s, 'a, 't> {
    pub(super) lines: Lines<'s>,
    pub(super) place: Place<'a, 't>,
    pub(super) form: Form,
}

/// How a collection is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// By indentation.
    Block {
        /// How many characters precede each key or dash on its line.
        column: usize,
    },
    /// In braces or brackets.
    Flow {
        /// Behind the opening one.
        open: usize,
        /// Before the closing one.
        close: usize,
    },
}

/// An entry of a mapping, or an item of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a, 't> {
    /// Where its key, its dash, or in brackets its value starts.
    pub(super) start: usize,
    /// Where its value ends.
    pub(super) end: usize,
    /// Its key; items have none.
    pub(super) key: Option<Node<'a, 't>>,
    pub(super) value: Node<'a, 't>,
    /// The numbers of all that is in it.
    pub(super) numbers: (u32, u32),
}

impl<'s, 'a, 't> Collection<'s, 'a, 't> {
    /// `None` if this is no collection, or a pair without braces in a flow list.
    pub(super) fn of(lines: Lines<'s>, place: Place<'a, 't>) -> Option<Self> {
        let form = if is_flow(lines, place.node) {
            let span = place.node.span();
            Form::Flow { open: span.start + 1, close: span.end.checked_sub(1)? }
        } else {
            let is_in_flow = place.around.iter().any(|it| is_flow(lines, *it));
            let is_collection = matches!(place.node.kind(), NodeKind::Mapping | NodeKind::Sequence);
            if is_in_flow || !is_collection {
                return None;
            }
            let start = place.node.span().start;
            Form::Block { column: start - lines.margin(start)?.start }
        };
        Some(Self { lines, place, form })
    }

    pub(super) fn is_mapping(&self) -> bool {
        self.place.node.kind() == NodeKind::Mapping
    }

    /// How many entries or items it has.
    pub(super) fn len(&self) -> usize {
        let children = self.place.node.children().len();
        if self.is_mapping() { children / 2 } else { children }
    }

    /// The entry of a key that is written here, and only once.
    pub(super) fn entry(&self, key: &str) -> Option<usize> {
        let mapping = self.place.node;
        let mut found = mapping.pairs().enumerate().filter(|(_, (name, _))| name.scalar_value() == Some(key));
        let (index, (name, _)) = found.next()?;
        (found.next().is_none() && !name.is_shared()).then_some(index)
    }

    /// An entry or item; `None` if it is not written in the usual way.
    pub(super) fn part(&self, index: usize) -> Option<Part<'a, 't>> {
        let numbers = |first: u32, children: &[u32], next: usize| {
            (first, children.get(next).copied().unwrap_or(self.place.end))
        };
        let children = self.place.node.children();
        let node = |at: usize| children.get(at).map(|slot| Node::met(self.place.node.tree(), *slot));
        if !self.is_mapping() {
            let value = node(index)?;
            let span = value.span();
            let (start, end) = match self.form {
                Form::Flow { .. } => (span.start, span.end),
                Form::Block { column } => self.dash(index, column).map(|dash| match span.is_empty() {
                    false => (dash, span.end),
                    // Of a null that nobody wrote, the reader tells where the line ends.
                    true => (dash, dash + 1),
                })?,
            };
            let numbers = numbers(value.site(), children, index + 1);
            return (end > start).then_some(Part { start, end, key: None, value, numbers });
        }
        let (key, value) = (node(2 * index)?, node(2 * index + 1)?);
        let span = key.span();
        let is_in_place = match self.form {
            Form::Flow { .. } => true,
            Form::Block { column } => {
                let margin = self.lines.margin(span.start)?;
                span.start - margin.start == column && (!margin.has_dash || index == 0)
            }
        };
        let numbers = numbers(key.site(), children, 2 * index + 2);
        let end = value.span().end;
        let part = Part { start: span.start, end, key: Some(key), value, numbers };
        (is_in_place && !span.is_empty() && end >= span.end).then_some(part)
    }

    /// Where the dash of an item stands.
    fn dash(&self, index: usize, column: usize) -> Option<usize> {
        let children = self.place.node.children();
        let span = |at: usize| Some(Node::met(self.place.node.tree(), *children.get(at)?).span());
        let dash = match index.checked_sub(1) {
            None => self.place.node.span().start,
            Some(before) => {
                let mut line = self.lines.rest(span(before)?.end)?.next;
                while let Some((_, rest)) = self.lines.idle(line) {
                    line = rest.next;
                }
                self.lines.margin(line + column).filter(|margin| margin.start == line)?;
                line + column
            }
        };
        let is_dash = self.lines.byte(dash) == Some(b'-')
            && self.lines.byte(dash + 1).is_none_or(|byte| b" \t\r\n".contains(&byte));
        let value = span(index)?;
        let is_before = if value.is_empty() {
            self.lines.rest(dash + 1).is_some_and(|rest| (dash + 1..=rest.end).contains(&value.start))
        } else {
            dash < value.start
        };
        (is_dash && is_before).then_some(dash)
    }

    /// The gap before a part of a flow collection, with the comma in it.
    pub(super) fn gap_before(&self, index: usize) -> Option<Gap> {
        let Form::Flow { open, .. } = self.form else { return None };
        let start = self.part(index)?.start;
        let (from, has_comma) = match index.checked_sub(1) {
            Some(before) => (self.part(before)?.end, true),
            None => (open, false),
        };
        self.lines.gap(from, start, b',').filter(|gap| gap.sign.is_some() == has_comma)
    }

    /// The gap behind a part of a flow collection, with the comma in it.
    pub(super) fn gap_behind(&self, index: usize) -> Option<Gap> {
        let Form::Flow { close, .. } = self.form else { return None };
        if index + 1 < self.len() {
            return self.gap_before(index + 1);
        }
        self.lines.gap(self.part(index)?.end, close, b',')
    }

    /// The gap between a key and its value, or a dash and its item, without anchors, tags and question marks.
    pub(super) fn gap_inside(&self, part: &Part<'a, 't>) -> Option<Gap> {
        let value = part.value.span().start.min(part.end);
        match (part.key, self.form) {
            (Some(key), _) => self.lines.gap(key.span().end, value, b':').filter(|gap| gap.sign.is_some()),
            (None, Form::Block { .. }) => self.lines.gap(part.start, value, b'-'),
            (None, Form::Flow { .. }) => Some(Gap::default()),
        }
    }

    /// Whether nothing but a colon or dash and blanks stands before the value: no anchor, no tag.
    pub(super) fn is_bare(&self, part: &Part<'a, 't>) -> bool {
        self.gap_inside(part).is_some() || matches!(self.block_scalar(part.value.site()), Some(Some(_)))
    }
}

/// Whether a collection is in braces or brackets; a block may start with such a key.
pub(super) fn is_flow(lines: Lines<'_>, node: Node<'_, '_>) -> bool {
    let span = node.span();
    let is_opened = match node.kind() {
        NodeKind::Mapping => lines.byte(span.start) == Some(b'{'),
        NodeKind::Sequence => lines.byte(span.start) == Some(b'['),
        NodeKind::Null | NodeKind::Scalar => false,
    };
    let tree = node.tree();
    is_opened && node.children().first().is_none_or(|it| Node::met(tree, *it).span().start > span.start)
}
