//! Takes entries and items out.

use std::ops::Range;

use super::collection::{Collection, Form, Part};
use super::kept::{self, Kept};
use super::lines::{Gap, Idle, Rest};
use crate::{Edit, Span};

/// Takes neighbouring parts out of a collection that keeps others.
pub(super) fn run(from: &Collection<'_, '_, '_>, run: Range<usize>, kept: &Kept) -> Option<Vec<Edit>> {
    match from.form {
        Form::Block { column } => run_of_block(from, run, column, kept),
        Form::Flow { .. } => run_of_flow(from, run),
    }
}

/// Takes all parts out of a collection, which is then written in braces.
pub(super) fn all(from: &Collection<'_, '_, '_>, kept: &Kept) -> Option<Vec<Edit>> {
    match from.form {
        Form::Block { column } => all_of_block(from, column, kept),
        // Braces around nothing but comments are refused by some readers.
        Form::Flow { open, close } => {
            has_no_comments(from).then(|| vec![Edit::remove(Span::new(open, close))])
        }
    }
}

/// Whether there are none between the parts of a collection in braces.
pub(super) fn has_no_comments(collection: &Collection<'_, '_, '_>) -> bool {
    let Some(last) = collection.len().checked_sub(1) else { return false };
    let gaps = (0..=last).map(|index| collection.gap_before(index));
    !gaps.chain([collection.gap_behind(last)]).any(has_comment)
}

fn run_of_block(
    from: &Collection<'_, '_, '_>,
    run: Range<usize>,
    column: usize,
    kept: &Kept,
) -> Option<Vec<Edit>> {
    let first = from.part(run.start)?;
    if from.lines.margin(first.start)?.has_dash {
        return run_behind_dash(from, run, column, kept);
    }
    let header = from.block_scalar(first.numbers.0.checked_sub(1)?)?;
    let lines = run.map(|index| {
        let (lines, last) = lines_of(from, index, column)?;
        let is_ended = header.is_none_or(|header| ends_block_scalar(from, header, last, column));
        is_ended.then(|| only_comments(from, index, lines, column, kept))
    });
    lines.collect()
}

/// Takes out the lines of a part of a block, except for the comments that stay.
fn only_comments(
    from: &Collection<'_, '_, '_>,
    index: usize,
    lines: Span,
    column: usize,
    kept: &Kept,
) -> Edit {
    let comments = kept.get(&index).map(Vec::as_slice).unwrap_or_default();
    Edit::replace(lines, kept::as_lines(from.lines, comments, column))
}

/// The lines of a part of a block.
pub(super) fn lines_of(from: &Collection<'_, '_, '_>, index: usize, column: usize) -> Option<(Span, Rest)> {
    let part = from.part(index)?;
    let last = from.last_line(&part, column)?;
    Some((Span::new(from.lines.margin(part.start)?.start, last.next), last))
}

/// The first parts share their line with the dash of the list around them: what follows takes their place there, a comment
/// too.
fn run_behind_dash(
    from: &Collection<'_, '_, '_>,
    run: Range<usize>,
    column: usize,
    kept: &Kept,
) -> Option<Vec<Edit>> {
    let start = from.part(run.start)?.start;
    let next = from.part(run.end)?.start;
    let mut end = next;
    for index in run.clone() {
        let (_, last) = lines_of(from, index, column)?;
        if let Some(comment) = first_comment(from, last.next) {
            end = (index + 1 == run.end).then_some(comment)?;
        }
    }
    let comments: Vec<_> = kept.range(run).flat_map(|(_, comments)| comments).copied().collect();
    let comments = kept::in_front(from.lines, &comments, column);
    Some(vec![Edit::replace(Span::new(start, end.min(next)), comments)])
}

/// Where the first comment is among the lines without content that start here.
fn first_comment(from: &Collection<'_, '_, '_>, mut line: usize) -> Option<usize> {
    loop {
        match from.lines.idle(line)? {
            (Idle::Comment { .. }, _) => return Some(from.lines.blanks_end(line)),
            (Idle::Blank { .. }, rest) => line = rest.next,
        }
    }
}

/// Whether the lines behind what is removed do not become a part of a block scalar before it.
fn ends_block_scalar(from: &Collection<'_, '_, '_>, header: Span, last: Rest, column: usize) -> bool {
    let mut line = last.next;
    while let Some((idle, rest)) = from.lines.idle(line) {
        match idle {
            Idle::Blank { has_blanks } if has_blanks || header.of(from.lines.all()).contains('+') => {
                return false;
            }
            Idle::Blank { .. } => line = rest.next,
            // A comment that is not deeper than this entry ends the scalar.
            Idle::Comment { column: it } => return it.is_some_and(|it| it <= column),
        }
    }
    true
}

fn all_of_block(from: &Collection<'_, '_, '_>, column: usize, kept: &Kept) -> Option<Vec<Edit>> {
    let empty = if from.is_mapping() { "{}" } else { "[]" };
    let lines = |start| {
        let lines = (start..from.len()).map(|index| {
            let (lines, _) = lines_of(from, index, column)?;
            Some(only_comments(from, index, lines, column, kept))
        });
        lines.collect::<Option<Vec<_>>>()
    };
    if let Some(parent) = from.place.parent()
        && let Some(around) = Collection::of(from.lines, parent)
        && around.is_mapping()
    {
        let gap = around.gap_inside(&around.part(from.place.part())?)?;
        let has_dash = from.lines.margin(from.part(0)?.start)?.has_dash;
        let colon = gap.sign.filter(|_| gap.has_break && !has_dash)?;
        let empty = Edit::insert(colon + 1, format!(" {empty}"));
        return Some(std::iter::once(empty).chain(lines(0)?).collect());
    }
    let first = from.part(0)?;
    let last = from.last_line(&first, column)?;
    let comments = kept.get(&0).map(Vec::as_slice).unwrap_or_default();
    let comments = kept::in_front(from.lines, comments, column);
    let empty = Edit::replace(Span::new(first.start, last.end), comments + empty);
    Some(std::iter::once(empty).chain(lines(1)?).collect())
}

fn run_of_flow(from: &Collection<'_, '_, '_>, run: Range<usize>) -> Option<Vec<Edit>> {
    let (first, last) = (from.part(run.start)?, from.part(run.end.checked_sub(1)?)?);
    let (before, behind) = (from.gap_before(run.start)?, from.gap_behind(run.end - 1)?);
    let is_last = run.end == from.len();
    let lines: Option<Vec<_>> = run.clone().map(|index| lines_in_braces(from, index)).collect();
    if let Some(lines) = lines {
        // Of the last part, the comma before it goes, unless there is one behind it that may stay.
        let comma = before.sign.filter(|_| is_last && behind.sign.is_none());
        return Some(comma.map(remove_byte).into_iter().chain(lines).collect());
    }
    if (run.start + 1..run.end).any(|index| has_comment(from.gap_before(index))) {
        return None;
    }
    let parts = Span::new(first.start, last.end);
    Some(match (is_last, if is_last { before } else { behind }.has_comment) {
        (true, true) => vec![remove_byte(before.sign?), Edit::remove(parts)],
        (true, false) => vec![Edit::remove(Span::new(before.sign?, last.end))],
        (false, true) => vec![Edit::remove(parts), remove_byte(behind.sign?)],
        (false, false) => vec![Edit::remove(Span::new(first.start, from.part(run.end)?.start))],
    })
}

/// Takes out the lines of a part in braces, with its comma, if it has them for itself.
fn lines_in_braces(from: &Collection<'_, '_, '_>, index: usize) -> Option<Edit> {
    let (part, before, behind) = (from.part(index)?, from.gap_before(index)?, from.gap_behind(index)?);
    let indent = from.lines.indent(part.start).filter(|_| before.has_break)?;
    let comma = behind.sign.filter(|comma| from.lines.blanks_end(part.end) == *comma);
    let rest = from.lines.rest(comma.map_or(part.end, |comma| comma + 1))?;
    (comma == behind.sign && rest.next > rest.end)
        .then(|| Edit::remove(Span::new(part.start - indent.len(), rest.next)))
}

fn has_comment(gap: Option<Gap>) -> bool {
    gap.is_none_or(|gap| gap.has_comment)
}

fn remove_byte(at: usize) -> Edit {
    Edit::remove(Span::new(at, at + 1))
}

/// Whether these parts may go: nothing in them is meant elsewhere, and no anchor or tag is in front of them.
pub(super) fn may_go(from: &Collection<'_, '_, '_>, part: &Part<'_, '_>) -> bool {
    let (first, end) = part.numbers;
    !from.place.node.tree().has_target_in(first..end) && from.is_bare(part)
}
