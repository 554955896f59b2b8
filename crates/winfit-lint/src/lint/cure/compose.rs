//! The same for Swarm: the constraints of a service.

use super::Cure;
use crate::Edit;
use crate::lint::Compose;
use crate::yaml::edit::{Editor, Value};
use crate::yaml::{Node, NodeKind};

/// Where the constraints stand in a service.
const CONSTRAINTS: [&str; 3] = ["deploy", "placement", "constraints"];

/// Swarm joins constraints by "and": of several values none can be asked for.
pub(super) fn edits(cure: &Cure, compose: &Compose<'_, '_>) -> Option<Vec<Edit>> {
    let wanted = match &cure.label {
        None => None,
        Some(label) => match label.values.as_slice() {
            [value] => Some((format!("node.labels.{}", label.key), value)),
            _ => return None,
        },
    };
    let editor = Editor::new(compose.subject.source.text());
    let service = compose.service.node;
    let list = service.at(&CONSTRAINTS).filter(|list| list.kind() == NodeKind::Sequence);
    let mut edits = Vec::new();
    for (index, constraint) in list.into_iter().flat_map(Node::items).enumerate() {
        let text = constraint.text().unwrap_or_default();
        let parsed = text.parse::<winfit_fleet::placement::Constraint>().ok();
        let goes = parsed.is_some_and(|it| {
            let is_replaced = wanted.as_ref().is_some_and(|(key, _)| it.equal && it.key == *key);
            cure.changes.unconstrain.contains(&it) || is_replaced
        });
        if goes {
            edits.extend(editor.remove_item(list?, index)?);
        }
    }
    if let Some((key, value)) = wanted {
        let constraint = Value::text(format!("{key} == {value}"));
        edits.extend(match list {
            Some(list) => editor.append(list, &constraint)?,
            None => editor.ensure(service, &CONSTRAINTS, &Value::sequence([constraint]))?,
        });
    }
    Some(edits)
}
