//! Sees to it that a value is there, and makes what is missing.

use super::super::node::{Node, NodeKind};
use super::collection::Collection;
use super::insert::{self, New};
use super::lines::Lines;
use super::place::Place;
use super::{Value, set};
use crate::Edit;

/// Makes a value say what is asked for. Of a mapping other entries stay.
///
/// Recurses as deep as the new value is, which is made by code and not by input.
pub(super) fn ensure(lines: Lines<'_>, node: Node<'_, '_>, value: &Value) -> Option<Vec<Edit>> {
    let place = Place::of(node)?;
    match (node.kind(), value) {
        (NodeKind::Null, value) => insert::fill(&place, lines, value),
        (NodeKind::Mapping, Value::Mapping(entries)) => ensure_entries(lines, place, entries),
        (NodeKind::Sequence, Value::Sequence(items)) if items.is_empty() => Some(Vec::new()),
        (NodeKind::Sequence, Value::Sequence(_)) if node.children().is_empty() => {
            insert::fill(&place, lines, value)
        }
        (NodeKind::Scalar, value) => set::value(&place, lines, value),
        _ => None,
    }
}

fn ensure_entries(lines: Lines<'_>, place: Place<'_, '_>, entries: &[(String, Value)]) -> Option<Vec<Edit>> {
    let mapping = place.node;
    if entries.is_empty() {
        return Some(Vec::new());
    }
    if mapping.children().is_empty() {
        return insert::fill(&place, lines, &Value::Mapping(entries.to_vec()));
    }
    let collection = Collection::of(lines, place)?;
    let mut edits = Vec::new();
    let mut missing = Vec::new();
    for (key, value) in entries {
        if let Some(index) = collection.entry(key) {
            let (_, own) = mapping.pairs().nth(index)?;
            edits.extend(ensure(lines, own, value)?);
        } else if may_be_new(mapping, key, value) {
            missing.push((key.clone(), value.clone()));
        } else {
            return None;
        }
    }
    // Those further inside come first: where both are at the end of the same line, they belong above.
    if !missing.is_empty() {
        edits.extend(insert::behind(&collection, collection.len().checked_sub(1)?, New::Entries(&missing))?);
    }
    Some(edits)
}

/// Whether a new entry hides nothing: a scalar that is merged in may be overridden, of a collection the rest would be lost.
fn may_be_new(mapping: Node<'_, '_>, key: &str, value: &Value) -> bool {
    match mapping.get(key) {
        None => true,
        Some(old) => {
            let is_collection = matches!(old.kind(), NodeKind::Mapping | NodeKind::Sequence);
            let is_written = mapping.pairs().any(|(name, _)| name.scalar_value() == Some(key));
            !is_written && !is_collection && value.is_scalar()
        }
    }
}
