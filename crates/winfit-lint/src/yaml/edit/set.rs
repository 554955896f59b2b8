//! Puts other scalars in the place of those that are there.

use super::super::node::NodeKind;
use super::super::tree::Style;
use super::collection::{Collection, Form};
use super::lines::Lines;
use super::meaning::{Context, Meaning, can_be_bare, meaning};
use super::place::Place;
use super::{Value, habits, scalar};
use crate::{Edit, Span};

/// Another text: bare if the scalar was bare and means as much, in quotes otherwise.
pub(super) fn text(place: &Place<'_, '_>, lines: Lines<'_>, text: &str) -> Option<Vec<Edit>> {
    let context = spot(place, lines)?.context;
    let old = place.node.text().filter(|_| place.node.style() == Some(Style::Plain)).map(meaning);
    let is_alike = old.is_some_and(|it| it != Meaning::Text && it == meaning(text));
    if is_alike && can_be_bare(text, context) {
        value(place, lines, &Value::Plain(text.to_owned()))
    } else {
        value(place, lines, &Value::Text(text.to_owned()))
    }
}

/// Another scalar. Nothing if it is there already.
pub(super) fn value(place: &Place<'_, '_>, lines: Lines<'_>, value: &Value) -> Option<Vec<Edit>> {
    let spot = spot(place, lines)?;
    let style = place.node.style()?;
    let text = match value {
        Value::Text(text) => scalar::text(text, style, spot.context),
        Value::Quoted(text) => {
            let quotes = if style == Style::SingleQuoted { style } else { Style::DoubleQuoted };
            scalar::text(text, quotes, spot.context)
        }
        value => scalar::value(value, spot.context)?,
    };
    if is_same(place, value) || text == spot.span.of(lines.all()) {
        return Some(Vec::new());
    }
    if !spot.around.reads_with(&text, place.node) {
        return None;
    }
    Some(std::iter::once(Edit::replace(spot.span, text)).chain(spot.below.map(Edit::remove)).collect())
}

/// Another name for a key.
pub(super) fn key(of: &Collection<'_, '_, '_>, index: usize, to: &str) -> Option<Vec<Edit>> {
    let key = of.part(index)?.key?;
    let context = match of.form {
        Form::Block { .. } => Context::Block,
        Form::Flow { .. } => {
            of.gap_before(index)?;
            habits::flow(of).context()
        }
    };
    let written = scalar::key(to, key.style()?, context)?;
    of.reads_with(&written, key).then(|| vec![Edit::replace(key.span(), written)])
}

/// Whether the scalar says this text, in quotes or bare.
fn is_same(place: &Place<'_, '_>, value: &Value) -> bool {
    let is_text = place.node.style() != Some(Style::Plain)
        || place.node.text().is_some_and(|text| meaning(text) == Meaning::Text);
    match value {
        Value::Text(text) | Value::Quoted(text) => is_text && place.node.text() == Some(text),
        _ => false,
    }
}

/// What a new scalar replaces, and where that is.
struct Spot<'s, 'a, 't> {
    around: Collection<'s, 'a, 't>,
    span: Span,
    /// The lines of a block scalar, which go as well.
    below: Option<Span>,
    context: Context,
}

fn spot<'s, 'a, 't>(place: &Place<'a, 't>, lines: Lines<'s>) -> Option<Spot<'s, 'a, 't>> {
    let span = place.node.span();
    if place.is_key() || place.node.kind() != NodeKind::Scalar || span.is_empty() {
        return None;
    }
    let around = Collection::of(lines, place.parent()?)?;
    let part = around.part(place.part())?;
    if let Some(header) = around.block_scalar(place.node.site())? {
        let below = Span::new(lines.rest(header.end)?.end, span.end);
        return Some(Spot { around, span: header, below: Some(below), context: Context::Block });
    }
    around.gap_inside(&part)?;
    let context = match around.form {
        Form::Block { .. } => Context::Block,
        Form::Flow { .. } => {
            around.gap_before(place.part())?;
            habits::flow(&around).context()
        }
    };
    Some(Spot { around, span, below: None, context })
}
