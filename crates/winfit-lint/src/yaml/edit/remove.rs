//! Takes entries and items out.

use super::collection::{Collection, Form, Part};
use super::lines::{Idle, Rest};
use crate::{Edit, Span};

/// Takes one part out of a collection; one that is left empty is written in braces.
pub(super) fn part(from: &Collection<'_, '_, '_>, index: usize) -> Option<Vec<Edit>> {
    let part = from.part(index)?;
    let (first, end) = part.numbers;
    let is_free = !from.place.node.tree().has_target_in(first..end);
    if !is_free || !from.is_bare(&part) {
        return None;
    }
    match from.form {
        Form::Block { column } => {
            let last = from.last_line(&part, column)?;
            if from.len() == 1 {
                only_of_block(from, &part, last)
            } else {
                of_block(from, index, &part, last)
            }
        }
        Form::Flow { .. } if !from.reads_without(first..end) => None,
        Form::Flow { open, close } if from.len() == 1 => only_of_flow(from, Span::new(open, close)),
        Form::Flow { .. } => of_flow(from, index, &part),
    }
}

fn of_block(
    from: &Collection<'_, '_, '_>,
    index: usize,
    part: &Part<'_, '_>,
    last: Rest,
) -> Option<Vec<Edit>> {
    let margin = from.lines.margin(part.start)?;
    if !margin.has_dash {
        keeps_block_scalar(from, part, last)?;
        return Some(vec![Edit::remove(Span::new(margin.start, last.next))]);
    }
    // It shares its line with the dash of the list around it: what follows takes its place there, a comment too.
    let next = from.part(index + 1)?.start;
    let mut line = last.next;
    let mut end = next;
    while let Some((idle, rest)) = from.lines.idle(line) {
        if matches!(idle, Idle::Comment { .. }) {
            end = from.lines.blanks_end(line);
            break;
        }
        line = rest.next;
    }
    Some(vec![Edit::remove(Span::new(part.start, end.min(next)))])
}

/// Whether the lines behind what is removed do not become a part of a block scalar before it.
fn keeps_block_scalar(from: &Collection<'_, '_, '_>, part: &Part<'_, '_>, last: Rest) -> Option<()> {
    let Form::Block { column } = from.form else { return None };
    let Some(header) = from.block_scalar(part.numbers.0.checked_sub(1)?)? else { return Some(()) };
    let mut line = last.next;
    while let Some((idle, rest)) = from.lines.idle(line) {
        match idle {
            Idle::Blank { has_blanks } if has_blanks || header.of(from.lines.all()).contains('+') => {
                return None;
            }
            Idle::Blank { .. } => line = rest.next,
            // A comment that is not deeper than this entry ends the scalar.
            Idle::Comment { column: Some(it) } if it <= column => return Some(()),
            Idle::Comment { .. } => return None,
        }
    }
    Some(())
}

fn only_of_block(from: &Collection<'_, '_, '_>, part: &Part<'_, '_>, last: Rest) -> Option<Vec<Edit>> {
    let empty = if from.is_mapping() { "{}" } else { "[]" };
    if let Some(parent) = from.place.parent()
        && let Some(around) = Collection::of(from.lines, parent)
        && around.is_mapping()
    {
        let gap = around.gap_inside(&around.part(from.place.part())?)?;
        let margin = from.lines.margin(part.start)?;
        let colon = gap.sign.filter(|_| gap.has_break && !margin.has_dash)?;
        return Some(vec![
            Edit::insert(colon + 1, format!(" {empty}")),
            Edit::remove(Span::new(margin.start, last.next)),
        ]);
    }
    Some(vec![Edit::replace(Span::new(part.start, last.end), empty)])
}

fn only_of_flow(from: &Collection<'_, '_, '_>, inside: Span) -> Option<Vec<Edit>> {
    // Braces around nothing but comments are refused by some readers.
    let has_comment = from.gap_before(0)?.has_comment || from.gap_behind(0)?.has_comment;
    (!has_comment).then(|| vec![Edit::remove(inside)])
}

fn of_flow(from: &Collection<'_, '_, '_>, index: usize, part: &Part<'_, '_>) -> Option<Vec<Edit>> {
    let (before, behind) = (from.gap_before(index)?, from.gap_behind(index)?);
    let is_last = index + 1 == from.len();
    // Of the last part, the comma before it goes, unless there is one behind it that may stay.
    let comma = if is_last { before.sign } else { behind.sign };
    let own_comma = behind.sign.filter(|comma| from.lines.blanks_end(part.end) == *comma);
    let line_end = from.lines.rest(own_comma.map_or(part.end, |comma| comma + 1));
    if let (Some(indent), Some(rest)) = (from.lines.indent(part.start), line_end)
        && own_comma == behind.sign
        && (index > 0 || before.has_break)
        && rest.next > rest.end
    {
        let lines = Edit::remove(Span::new(part.start - indent.len(), rest.next));
        let comma = before.sign.filter(|_| behind.sign.is_none());
        return Some(comma.map(remove_byte).into_iter().chain([lines]).collect());
    }
    if is_last {
        let comma = comma?;
        return Some(if before.has_comment {
            vec![remove_byte(comma), Edit::remove(Span::new(part.start, part.end))]
        } else {
            vec![Edit::remove(Span::new(comma, part.end))]
        });
    }
    if behind.has_comment {
        return Some(apart(part, comma));
    }
    Some(vec![Edit::remove(Span::new(part.start, from.part(index + 1)?.start))])
}

/// Takes out a part and a comma, and leaves what is between them.
fn apart(part: &Part<'_, '_>, comma: Option<usize>) -> Vec<Edit> {
    let part = Edit::remove(Span::new(part.start, part.end));
    std::iter::once(part).chain(comma.map(remove_byte)).collect()
}

fn remove_byte(at: usize) -> Edit {
    Edit::remove(Span::new(at, at + 1))
}
