//! The same for Kubernetes: node name, selector, required affinity, tolerations.

use winfit_fleet::placement::Taint;
use winfit_fleet::{FleetRemedy, LabelConstraint};

use crate::Edit;
use crate::lint::{NODE_SELECTOR_TERMS, Pod};
use crate::yaml::edit::{Changes, Editor, Value};
use crate::yaml::{Node, NodeKind};

pub(super) fn edits(remedy: &FleetRemedy, pod: &Pod<'_, '_>) -> Option<Vec<Edit>> {
    let FleetRemedy::ConstrainPlacement { changes, label } = remedy else { return None };
    let spec = pod.nodes.spec;
    let mut edits = Editor::new(pod.subject.source.text()).changes();
    if changes.unname {
        edits.remove_entry(spec, "nodeName")?;
    }
    for key in &changes.deselect {
        edits.remove_path(spec, &["nodeSelector", key])?;
    }
    if let Some(label) = label {
        select(&mut edits, spec, label)?;
    }
    if !changes.tolerate.is_empty() {
        tolerate(&mut edits, spec, &changes.tolerate)?;
    }
    edits.edits()
}

/// One value goes into the selector; several need an affinity.
fn select<'a, 't>(
    edits: &mut Changes<'_, 'a, 't>,
    spec: Node<'a, 't>,
    label: &LabelConstraint,
) -> Option<()> {
    if let [value] = label.values.as_slice() {
        return edits.ensure(spec, &["nodeSelector", &label.key], &Value::quoted(value));
    }
    let requirement = Value::mapping([
        ("key", Value::text(&label.key)),
        ("operator", Value::text("In")),
        ("values", Value::sequence(label.values.iter().map(Value::quoted))),
    ]);
    let terms = spec.at(&NODE_SELECTOR_TERMS).filter(|terms| !terms.is_null());
    let Some(terms) = terms else {
        let term = Value::mapping([("matchExpressions", Value::sequence([requirement]))]);
        return edits.ensure(spec, &NODE_SELECTOR_TERMS, &Value::sequence([term]));
    };
    // Terms are alternatives: each has to ask for it.
    for term in terms.items() {
        match term.get("matchExpressions") {
            Some(list) if list.kind() == NodeKind::Sequence => edits.append(list, &requirement)?,
            _ => edits.ensure(term, &["matchExpressions"], &Value::sequence([requirement.clone()]))?,
        }
    }
    Some(())
}

fn tolerate<'a, 't>(edits: &mut Changes<'_, 'a, 't>, spec: Node<'a, 't>, taints: &[Taint]) -> Option<()> {
    let mut tolerations = taints.iter().map(toleration);
    match spec.get("tolerations").filter(|list| list.kind() == NodeKind::Sequence) {
        None => edits.ensure(spec, &["tolerations"], &Value::sequence(tolerations)),
        Some(list) => tolerations.try_for_each(|toleration| edits.append(list, &toleration)),
    }
}

fn toleration(taint: &Taint) -> Value {
    let (operator, value) = match taint.value.as_str() {
        "" => ("Exists", None),
        value => ("Equal", Some(("value", Value::quoted(value)))),
    };
    let start = [("key", Value::text(&taint.key)), ("operator", Value::text(operator))];
    let end = ("effect", Value::text(taint.effect.to_string()));
    Value::mapping(start.into_iter().chain(value).chain([end]))
}
