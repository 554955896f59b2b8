//! How blocks and braces are written around a place: what is new there looks like it.

use super::super::node::{Node, NodeKind};
use super::super::tree::Style;
use super::collection::{Collection, Form, is_flow};
use super::lines::Lines;
use super::render::{Blanks, Block, Flow, FlowLines};

/// Where nothing tells otherwise.
const STEP: usize = 2;

/// Nobody indents deeper than this to say something.
const DEEPEST_STEP: usize = 16;

/// How many entries are looked at for an example.
const EXAMPLES: usize = 64;

/// How blocks are written inside of a block collection.
pub(super) fn block<'s>(inside: &Collection<'s, '_, '_>, line_break: &'s str) -> Block<'s> {
    let lines = inside.lines;
    let around = inside.place.around.iter().rev().copied();
    let collections: Vec<_> = std::iter::once(inside.place.node).chain(around).collect();
    let from_mappings = collections.iter().find_map(|it| step(lines, *it, NodeKind::Mapping));
    let from_lists = collections.iter().find_map(|it| step(lines, *it, NodeKind::Sequence));
    let step = from_mappings.filter(|step| *step > 0).or(from_lists.filter(|step| *step > 0)).unwrap_or(STEP);
    Block { line_break, step, dash_step: from_lists.unwrap_or(step) }
}

/// How much deeper than its key a collection of this kind starts, in the first entry that has one on lines of its own.
fn step(lines: Lines<'_>, mapping: Node<'_, '_>, kind: NodeKind) -> Option<usize> {
    if is_flow(lines, mapping) {
        return None;
    }
    let values =
        mapping.pairs().take(EXAMPLES).filter(|(_, value)| value.kind() == kind && !value.is_shared());
    values.filter(|(_, value)| !is_flow(lines, *value)).find_map(|(key, value)| {
        let column = |node: Node<'_, '_>| {
            let start = node.span().start;
            lines.margin(start).map(|margin| start - margin.start)
        };
        column(value)?.checked_sub(column(key)?).filter(|step| *step <= DEEPEST_STEP)
    })
}

/// How collections are written inside of one in braces.
pub(super) fn flow<'s>(inside: &Collection<'s, '_, '_>) -> Flow<'s> {
    let lines = inside.lines;
    let around: Vec<_> = inside
        .place
        .around
        .iter()
        .copied()
        .skip_while(|it| !is_flow(lines, *it))
        .chain([inside.place.node])
        .collect();
    let blanks = blanks(inside, &around);
    Flow { is_json: is_json(inside, &around), has_blanks: blanks, lines: flow_lines(inside) }
}

/// In JSON, all keys are in double quotes. What is in braces inside of a block is taken for JSON if its keys are.
fn is_json(inside: &Collection<'_, '_, '_>, around: &[Node<'_, '_>]) -> bool {
    let mut keys = around.iter().filter_map(|it| it.pairs().next()).map(|(key, _)| key.style());
    let is_outermost = around.len() == inside.place.around.len() + 1;
    let is_quoted = |style| style == Some(Style::DoubleQuoted);
    match keys.next() {
        Some(first) => is_quoted(first) && keys.all(is_quoted),
        None => is_outermost,
    }
}

/// As behind the colons and commas of the nearest mapping that has some.
fn blanks(inside: &Collection<'_, '_, '_>, around: &[Node<'_, '_>]) -> Blanks {
    let has_blank = |(key, value): (Node<'_, '_>, Node<'_, '_>)| {
        let gap = inside.lines.gap(key.span().end, value.span().start, b':');
        gap.is_none_or(|gap| gap.has_space)
    };
    let behind_colon = around.iter().rev().find_map(|it| it.pairs().next()).is_none_or(has_blank);
    let own_comma = inside.gap_before(1).map(|gap| gap.has_space);
    Blanks { behind_colon, behind_comma: own_comma.unwrap_or(behind_colon) }
}

/// If the last part of a collection starts a line, each part does.
fn flow_lines<'s>(inside: &Collection<'s, '_, '_>) -> Option<FlowLines<'s>> {
    let Form::Flow { open, .. } = inside.form else { return None };
    let lines = inside.lines;
    let start = inside.part(inside.len().checked_sub(1)?)?.start;
    let indent = lines.indent(start)?;
    let line_start = start - indent.len();
    if line_start < open {
        return None;
    }
    let outer = if inside.place.around.is_empty() { Some("") } else { outer_indent(inside) };
    let step = outer.and_then(|outer| indent.strip_prefix(outer)).filter(|step| !step.is_empty());
    let line_break = lines.line_break(lines.len(), line_start);
    Some(FlowLines { line_break, indent: indent.to_owned(), step: step.unwrap_or("  ").to_owned() })
}

/// What precedes the line on which a collection in braces opens, if a part of the one around it starts there.
fn outer_indent<'s>(inside: &Collection<'s, '_, '_>) -> Option<&'s str> {
    let around = Collection::of(inside.lines, inside.place.parent()?)?;
    let part = around.part(inside.place.part())?;
    inside.lines.indent(part.start)
}

/// How a collection is written in braces where the one around it is a block.
pub(super) const fn flow_in_block() -> Flow<'static> {
    let has_blanks = Blanks { behind_colon: true, behind_comma: true };
    Flow { is_json: false, has_blanks, lines: None }
}
