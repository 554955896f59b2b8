//! Comments that stay when a mapping goes because nothing is left in it: they are about the mapping, and nobody asked
//! for that to go.

use std::collections::BTreeMap;

use super::collection::{Collection, Form};
use super::lines::{Idle, Lines};
use super::remove;
use crate::Span;

/// The comments that stay of parts that go, by the number of the part.
pub(super) type Kept = BTreeMap<usize, Vec<Span>>;

/// The comments of a mapping that goes with all of its entries, without those of the entries, but with what stays of
/// these; `None` if it is in braces and has any, or is not written in the usual way.
pub(super) fn comments_of(emptied: &Collection<'_, '_, '_>, kept: &Kept) -> Option<Vec<Span>> {
    let around = Collection::of(emptied.lines, emptied.place.parent()?)?;
    let (Form::Block { column }, Form::Block { column: outer }) = (emptied.form, around.form) else {
        return remove::has_no_comments(emptied).then(Vec::new);
    };
    let lines = emptied.lines;
    let part = around.part(emptied.place.part())?;
    let behind_colon = around.gap_inside(&part)?.sign? + 1;
    let key_line = lines.rest(behind_colon)?;
    let end = around.last_line(&part, outer)?.next;
    let mut comments = Vec::new();
    if key_line.has_comment {
        comments.push(Span::new(lines.blanks_end(behind_colon), key_line.end));
    }
    let (mut line, mut next_entry) = (key_line.next, 0);
    while line < end {
        if let Some((Idle::Comment { .. }, rest)) = lines.idle(line) {
            comments.push(Span::new(lines.blanks_end(line), rest.end));
            line = rest.next;
        } else if let Some((Idle::Blank { .. }, rest)) = lines.idle(line) {
            line = rest.next;
        } else {
            comments.extend(kept.get(&next_entry).into_iter().flatten());
            line = remove::lines_of(emptied, next_entry, column)?.0.end;
            next_entry += 1;
        }
    }
    Some(comments)
}

/// The comments in front of what follows at this column.
pub(super) fn in_front(lines: Lines<'_>, comments: &[Span], column: usize) -> String {
    let indent = " ".repeat(column);
    let comments = comments.iter().map(|it| [it.of(lines.all()), line_break(lines, *it), &indent].concat());
    comments.collect()
}

/// The comments as lines of their own, which start at this column.
pub(super) fn as_lines(lines: Lines<'_>, comments: &[Span], column: usize) -> String {
    let indent = " ".repeat(column);
    let comments = comments.iter().map(|it| [&indent, it.of(lines.all()), line_break(lines, *it)].concat());
    comments.collect()
}

fn line_break<'s>(lines: Lines<'s>, comment: Span) -> &'s str {
    lines.line_break(comment.end, comment.start)
}
