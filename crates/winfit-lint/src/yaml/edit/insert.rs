//! Puts new entries and items behind those that are there, and values where there were none.

use super::super::Limits;
use super::super::node::NodeKind;
use super::collection::{Collection, Form, Part, is_flow};
use super::lines::Lines;
use super::place::Place;
use super::{Value, habits, kept, render};
use crate::{Edit, Span};

/// What is put into a collection.
#[derive(Debug, Clone, Copy)]
pub(super) enum New<'v> {
    Entries(&'v [(String, Value)]),
    Items(&'v [Value]),
}

/// Puts new parts behind the one with this index.
pub(super) fn behind(into: &Collection<'_, '_, '_>, index: usize, new: New<'_>) -> Option<Vec<Edit>> {
    if new.depth() + into.place.around.len() >= Limits::DOCUMENT.depth {
        return None;
    }
    match into.form {
        Form::Block { column } => {
            let block = block_text(into, index, new, column)?;
            Some(vec![Edit::insert(block.old.end, block.new_line + &block.text)])
        }
        Form::Flow { .. } => behind_in_flow(into, index, new),
    }
}

/// Puts new parts in the place of the one with this index, of which these comments stay.
pub(super) fn instead(
    into: &Collection<'_, '_, '_>,
    index: usize,
    new: New<'_>,
    comments: &[Span],
) -> Option<Vec<Edit>> {
    if new.depth() + into.place.around.len() >= Limits::DOCUMENT.depth {
        return None;
    }
    let edit = match into.form {
        Form::Block { column } => {
            let part = into.part(index)?;
            let block = block_text(into, index, new, column)?;
            // A comment behind a scalar may be about the reason, which is the same.
            let is_scalar = matches!(part.value.kind(), NodeKind::Scalar | NodeKind::Null);
            let keeps_rest = is_scalar && into.block_scalar(part.value.site())?.is_none();
            let end = if keeps_rest { part.end } else { block.old.end };
            let comments = kept::in_front(into.lines, comments, column);
            Edit::replace(Span::new(part.start, end), comments + &block.text)
        }
        Form::Flow { .. } => {
            let part = into.part(index)?;
            let flow = flow_text(into, index, new)?;
            let separator =
                flow.new_line.map_or(flow.separator.to_owned(), |new_line| format!(",{new_line}"));
            Edit::replace(Span::new(part.start, part.end), flow.parts.join(&separator))
        }
    };
    Some(vec![edit])
}

/// Puts a value in the place of nothing: of a null, or of a collection without parts.
pub(super) fn fill(place: &Place<'_, '_>, lines: Lines<'_>, value: &Value) -> Option<Vec<Edit>> {
    if place.is_key() || value.depth() + place.around.len() >= Limits::DOCUMENT.depth {
        return None;
    }
    let span = place.node.span();
    let Some(parent) = place.parent() else {
        let own = Collection::of(lines, place.clone()).filter(|_| is_flow(lines, place.node))?;
        return Some(vec![Edit::replace(span, habits::flow(&own).value(value)?)]);
    };
    let around = Collection::of(lines, parent)?;
    let part = around.part(place.part())?;
    match around.form {
        Form::Block { .. } => fill_in_block(&around, &part, value),
        Form::Flow { .. } => {
            around.gap_inside(&part)?;
            let text = habits::flow(&around).value(value)?;
            (!span.is_empty() && around.reads_with(&text, place.node))
                .then(|| vec![Edit::replace(span, text)])
        }
    }
}

/// New parts for a block.
struct BlockText {
    /// The part that they are put behind, or in the place of.
    old: Span,
    new_line: String,
    text: String,
}

fn block_text(into: &Collection<'_, '_, '_>, index: usize, new: New<'_>, column: usize) -> Option<BlockText> {
    let part = into.part(index)?;
    let last = into.last_line(&part, column)?;
    let start = into.lines.margin(part.start)?.start;
    let block = habits::block(into, into.lines.line_break(last.end, start));
    let text = match new {
        New::Entries(entries) => block.entries(entries, column)?,
        New::Items(items) => block.items(items, column, dash_width(into, &part))?,
    };
    Some(BlockText { old: Span::new(part.start, last.end), new_line: block.new_line(column), text })
}

/// How far behind its dash an item starts.
fn dash_width(into: &Collection<'_, '_, '_>, part: &Part<'_, '_>) -> usize {
    let gap = into.gap_inside(part).filter(|gap| gap.has_space && !gap.has_break);
    gap.map_or(2, |_| (part.value.span().start - part.start).min(8))
}

/// New parts for a collection in braces.
struct FlowText {
    parts: Vec<String>,
    separator: &'static str,
    /// What starts each of them if they have lines of their own.
    new_line: Option<String>,
}

fn flow_text(into: &Collection<'_, '_, '_>, index: usize, new: New<'_>) -> Option<FlowText> {
    let has_break = into.gap_before(index)?.has_break;
    into.gap_inside(&into.part(index)?)?;
    let flow = habits::flow(into);
    let parts = match new {
        New::Entries(entries) => {
            entries.iter().map(|(key, value)| flow.entry(key, value)).collect::<Option<_>>()?
        }
        New::Items(items) => items.iter().map(|item| flow.value(item)).collect::<Option<_>>()?,
    };
    let lines = flow.lines.as_ref().filter(|_| has_break);
    // At the margin a bare word begins a part of the block around, whatever quoted neighbours do there.
    let is_inside = !into.place.around.is_empty();
    if is_inside && lines.is_some_and(|lines| lines.indent.is_empty()) {
        return None;
    }
    let new_line = lines.map(|lines| format!("{}{}", lines.line_break, lines.indent));
    Some(FlowText { parts, separator: flow.separator(), new_line })
}

fn behind_in_flow(into: &Collection<'_, '_, '_>, index: usize, new: New<'_>) -> Option<Vec<Edit>> {
    let (part, gap) = (into.part(index)?, into.gap_behind(index)?);
    let FlowText { parts, separator, new_line } = flow_text(into, index, new)?;
    let Some(new_line) = new_line else {
        let parts: String = parts.iter().flat_map(|part| [separator, part]).collect();
        return Some(vec![Edit::insert(part.end, parts)]);
    };
    let comma = gap.sign.filter(|comma| into.lines.blanks_end(part.end) == *comma);
    if comma != gap.sign {
        return None;
    }
    let parts = [new_line.clone(), parts.join(&format!(",{new_line}"))].concat();
    let behind = comma.map_or(part.end, |comma| comma + 1);
    let at = into.lines.rest(behind).map_or(behind, |rest| rest.end);
    Some(match comma {
        Some(_) => vec![Edit::insert(at, parts + ",")],
        None => vec![Edit::insert(part.end, ","), Edit::insert(at, parts)],
    })
}

fn fill_in_block(around: &Collection<'_, '_, '_>, part: &Part<'_, '_>, value: &Value) -> Option<Vec<Edit>> {
    let gap = around.gap_inside(part)?;
    let span = part.value.span();
    let lines = around.lines;
    let colon = gap.sign?;
    if value.is_inline() {
        let text = render::inline(value)?;
        let is_written = !span.is_empty();
        if is_written && !around.reads_with(&text, part.value) {
            return None;
        }
        return Some(vec![if is_written {
            Edit::replace(span, text)
        } else {
            Edit::insert(colon + 1, format!(" {text}"))
        }]);
    }
    let rest = lines.rest(part.end)?;
    let margin = lines.margin(part.start)?;
    let block = habits::block(around, lines.line_break(rest.end, margin.start));
    let column = part.start - margin.start;
    if gap.has_break || gap.has_comment {
        let text = habits::flow_in_block().value(value)?;
        return (!span.is_empty()).then(|| vec![Edit::replace(span, text)]);
    }
    let text = match value {
        value if part.key.is_some() => block.value(value, column)?,
        value if rest.has_comment => block.new_line(column + 2) + &block.content(value, column + 2)?,
        value => format!(" {}", block.content(value, column + 2)?),
    };
    // Blanks at the end of the line would push what comes behind a dash to the right.
    let old_end = if rest.has_comment { part.end } else { rest.end };
    Some(vec![Edit::remove(Span::new(colon + 1, old_end)), Edit::insert(rest.end, text)])
}

impl New<'_> {
    fn depth(self) -> usize {
        match self {
            New::Entries(entries) => entries.iter().map(|(_, value)| value.depth()).max(),
            New::Items(items) => items.iter().map(Value::depth).max(),
        }
        .unwrap_or_default()
    }
}
