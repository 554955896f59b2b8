//! What the parser wants of braces inside of a block.
//!
//! It wants their lines to be indented deeper than the block, as the specification does, but only up to the first bare
//! scalar: people write the closing one below the key, and that reads as long as there is such a scalar.

use super::super::node::Node;
use super::super::tree::{Content, Slot, Style};
use super::collection::{Collection, is_flow};

impl<'a, 't> Collection<'_, 'a, 't> {
    /// Whether this text can stand in the place of a scalar or of a collection without parts.
    pub(super) fn reads_with(&self, text: &str, old: Node<'a, 't>) -> bool {
        let is_bare = !text.starts_with(['"', '\'', '{', '[']);
        // Where a tab follows the colon, the parser takes a letter or a dash for the start of a block.
        let starts_block = text.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        if starts_block && self.is_behind_tab(old.span().start) {
            return false;
        }
        is_bare || self.reads_without(&[(old.site(), old.site() + 1)])
    }

    /// Whether only blanks stand between this place and the colon before, and the first of them is a tab.
    fn is_behind_tab(&self, at: usize) -> bool {
        let before = self.lines.slice(0, at);
        let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
        let first = at - blanks;
        self.lines.byte(first) == Some(b'\t') && before.get(..first).is_some_and(|it| it.ends_with(':'))
    }

    /// Whether the outermost braces around here can be read without the values of these numbers. Inside of a block, the
    /// parser wants the lines in braces to be indented deeper than the block, but only up to the first bare scalar.
    pub(super) fn reads_without(&self, gone: &[(u32, u32)]) -> bool {
        let around: Vec<_> = self.place.around.iter().chain([&self.place.node]).collect();
        let Some(first) = around.iter().position(|it| is_flow(self.lines, **it)) else { return true };
        let (Some(braces), Some(block)) =
            (around.get(first), first.checked_sub(1).and_then(|it| around.get(it)))
        else {
            return true;
        };
        let start = block.span().start;
        let column = self.lines.margin(start).map(|margin| start - margin.start);
        let before = self.lines.slice(braces.span().start, first_bare(**braces, gone));
        let mut lines = before.split(['\n', '\r']).skip(1).peekable();
        while let Some(line) = lines.next() {
            let content = line.trim_start_matches([' ', '\t']);
            let is_idle = content.starts_with('#') || (content.is_empty() && lines.peek().is_some());
            if !is_idle && column.is_none_or(|column| line.len() - content.len() <= column) {
                return false;
            }
        }
        true
    }
}

/// Where the first bare scalar inside of braces starts, or where they end.
fn first_bare(braces: Node<'_, '_>, gone: &[(u32, u32)]) -> usize {
    let end = braces.span().end;
    let slots = (braces.site() + 1..).map_while(|number| Some((number, braces.tree().slot(number)?)));
    let mut inside = slots.take_while(|(_, slot)| (slot.start as usize) < end);
    let is_bare = |(number, slot): &(u32, &Slot<'_>)| {
        let is_bare =
            matches!(&slot.content, Content::Scalar { style: Style::Plain, value } if !value.is_empty());
        is_bare && !gone.iter().any(|(first, end)| (first..end).contains(&number))
    };
    inside.find(is_bare).map_or(end, |(_, slot)| slot.start as usize)
}
