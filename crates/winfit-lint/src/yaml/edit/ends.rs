//! Where the parts of blocks end, with what belongs to them: comments, and the empty lines of block scalars.

use super::super::node::Node;
use super::super::tree::Style;
use super::collection::{Collection, Part};
use super::lines::{Idle, Rest};
use super::place::Place;
use crate::Span;

impl<'a, 't> Collection<'_, 'a, 't> {
    /// Where the lines of a part end, in a block. What is indented deeper than the part belongs to it, comments too.
    pub(super) fn last_line(&self, part: &Part<'a, 't>, column: usize) -> Option<Rest> {
        let mut rest = self.lines.rest(part.end)?;
        if part.value.span().is_empty() && self.gap_inside(part).is_none() {
            return None;
        }
        if let Some(header) = self.block_scalar(part.numbers.1.checked_sub(1)?)? {
            return self.block_scalar_end(header, rest);
        }
        while let Some((Idle::Comment { column: Some(deeper) }, comment)) = self.lines.idle(rest.next)
            && rest.next > rest.end
            && deeper > column
        {
            rest = comment;
        }
        Some(rest)
    }

    /// Where a block scalar ends: its text, its empty lines where they count.
    fn block_scalar_end(&self, header: Span, mut rest: Rest) -> Option<Rest> {
        let header = header.of(self.lines.all());
        let is_closed = rest.next > rest.end;
        let mut next = rest.next;
        while let Some((Idle::Blank { has_blanks }, blank)) = self.lines.idle(next) {
            // It may be deeper than the text, and then it is text.
            if has_blanks {
                return None;
            }
            if header.contains('+') {
                rest = blank;
            }
            next = blank.next;
        }
        (is_closed || header.contains('-')).then_some(rest)
    }

    /// Where the sign of the value with this number is, if that is a block scalar: `|`, `>-` and so on. `None` if it is one
    /// of which that cannot be told; `Some(None)` if it is none.
    pub(super) fn block_scalar(&self, number: u32) -> Option<Option<Span>> {
        let leaf = Node::met(self.place.node.tree(), number);
        if !matches!(leaf.style(), Some(Style::Literal | Style::Folded)) || leaf.is_shared() {
            return Some(None);
        }
        self.block_scalar_header(leaf).map(Some)
    }

    fn block_scalar_header(&self, leaf: Node<'a, 't>) -> Option<Span> {
        let place = Place::of(leaf)?;
        let span = leaf.span();
        let parent = Self::of(self.lines, place.parent()?)?;
        let part = parent.part(place.part())?;
        let from = part.key.map_or(part.start + 1, |key| key.span().end);
        let before = self.lines.slice(from, span.start);
        let sign = from + before.find(['|', '>'])?;
        let len = self.lines.slice(sign, span.start).find([' ', '\t', '\n', '\r'])?;
        let is_bare = match part.key {
            Some(_) => self.lines.gap(from, sign, b':')?.sign.is_some(),
            None => self.lines.gap(from, sign, b'-')?.sign.is_none(),
        };
        let is_all = self.lines.rest(sign + len).is_some();
        (is_bare && is_all && !span.is_empty()).then(|| Span::new(sign, sign + len))
    }
}
