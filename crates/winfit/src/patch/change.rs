//! Lines that give way to others. The edits are known, so that nothing has to be compared: lines that they touch are
//! replaced, and those at both ends that come out the same are left out.

use std::ops::Range;

use winfit_lint::{Edit, Span, apply};

/// Lines in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// The first that goes, counted from 0; where none goes, the one before which others come.
    pub(crate) first: usize,
    /// Those that go.
    pub(crate) removed: Vec<String>,
    /// Those that come.
    pub(crate) added: Vec<String>,
}

impl Change {
    /// The line behind those that go.
    pub(crate) const fn end(&self) -> usize {
        self.first + self.removed.len()
    }

    /// By how much the numbers of the lines below change.
    pub(crate) fn shift(&self) -> isize {
        self.added.len().cast_signed() - self.removed.len().cast_signed()
    }
}

/// A text as lines, which are counted from 0.
pub(crate) trait Lines {
    /// The whole text.
    fn text(&self) -> &str;

    /// Where a line starts; behind the last, where the text ends.
    fn start(&self, line: usize) -> usize;

    /// The lines that an edit of this place may change.
    fn touched(&self, span: Span) -> Range<usize>;

    /// Whole lines, one by one.
    fn split(&self, lines: &str) -> Vec<String>;
}

/// What edits make of the lines of a text, by place; the edits are sorted by place and apart from each other. `None` if one is
/// not of this text, or if lines that change together have more bytes than this, before and after.
pub(crate) fn changes(lines: &impl Lines, edits: &[Edit], most_bytes: usize) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    let mut rest = edits;
    while let Some(first) = rest.first() {
        // Edits that touch the same lines belong together.
        let mut touched = lines.touched(first.span);
        let mut count = 1;
        for edit in rest.iter().skip(1) {
            let own = lines.touched(edit.span);
            if own.start >= touched.end {
                break;
            }
            touched.end = touched.end.max(own.end);
            count += 1;
        }
        let (together, others) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        changes.extend(change(lines, touched, together, most_bytes)?);
        rest = others;
    }
    Some(changes)
}

/// What becomes of some lines; nothing if they come out as they were.
fn change(
    lines: &impl Lines,
    touched: Range<usize>,
    edits: &[Edit],
    most_bytes: usize,
) -> Option<Option<Change>> {
    let start = lines.start(touched.start);
    let old = lines.text().get(start..lines.start(touched.end))?;
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    if old.len().saturating_add(added) > most_bytes {
        return None;
    }
    let moved = |edit: &Edit| {
        let span = Span::new(edit.span.start.checked_sub(start)?, edit.span.end.checked_sub(start)?);
        Some(Edit::replace(span, edit.text.clone()))
    };
    let new = apply(old, &edits.iter().map(moved).collect::<Option<Vec<_>>>()?)?;
    let (mut old, mut new) = (lines.split(old), lines.split(&new));
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    old.drain(..head);
    new.drain(..head);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    old.truncate(old.len() - tail);
    new.truncate(new.len() - tail);
    let is_any = !old.is_empty() || !new.is_empty();
    Some(is_any.then_some(Change { first: touched.start + head, removed: old, added: new }))
}
