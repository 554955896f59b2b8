//! The same for Kubernetes: node name, selector, required affinity, tolerations.

use winfit_fleet::placement::Taint;
use winfit_fleet::{FleetRemedy, LabelConstraint};

use crate::Edit;
use crate::lint::Pod;
use crate::yaml::edit::{Editor, Value};
use crate::yaml::{Node, NodeKind};

/// Where the terms of the required node affinity stand in a pod.
const TERMS: [&str; 4] =
    ["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"];

pub(super) fn edits(remedy: &FleetRemedy, pod: &Pod<'_, '_>) -> Option<Vec<Edit>> {
    let FleetRemedy::ConstrainPlacement { changes, label } = remedy else { return None };
    let editor = Editor::new(pod.subject.source.text());
    let spec = pod.nodes.spec;
    let mut edits = Vec::new();
    if changes.unname {
        edits.extend(editor.remove_entry(spec, "nodeName")?);
    }
    for key in &changes.deselect {
        edits.extend(editor.remove_path(spec, &["nodeSelector", key])?);
    }
    if let Some(label) = label {
        edits.extend(select(&editor, spec, label)?);
    }
    if !changes.tolerate.is_empty() {
        edits.extend(tolerate(&editor, spec, &changes.tolerate)?);
    }
    Some(edits)
}

/// One value goes into the selector; several need an affinity.
fn select(editor: &Editor<'_>, spec: Node<'_, '_>, label: &LabelConstraint) -> Option<Vec<Edit>> {
    if let [value] = label.values.as_slice() {
        return editor.ensure(spec, &["nodeSelector", &label.key], &Value::quoted(value));
    }
    let requirement = Value::mapping([
        ("key", Value::text(&label.key)),
        ("operator", Value::text("In")),
        ("values", Value::sequence(label.values.iter().map(Value::quoted))),
    ]);
    let terms = spec.at(&TERMS).filter(|terms| !terms.is_null());
    let Some(terms) = terms else {
        let term = Value::mapping([("matchExpressions", Value::sequence([requirement]))]);
        return editor.ensure(spec, &TERMS, &Value::sequence([term]));
    };
    // Terms are alternatives: each has to ask for it.
    let mut edits = Vec::new();
    for term in terms.items() {
        edits.extend(match term.get("matchExpressions") {
            Some(list) if list.kind() == NodeKind::Sequence => editor.append(list, &requirement)?,
            _ => editor.ensure(term, &["matchExpressions"], &Value::sequence([requirement.clone()]))?,
        });
    }
    Some(edits)
}

fn tolerate(editor: &Editor<'_>, spec: Node<'_, '_>, taints: &[Taint]) -> Option<Vec<Edit>> {
    let tolerations = taints.iter().map(toleration);
    match spec.get("tolerations").filter(|list| list.kind() == NodeKind::Sequence) {
        None => editor.ensure(spec, &["tolerations"], &Value::sequence(tolerations)),
        Some(list) => {
            let mut edits = Vec::new();
            for toleration in tolerations {
                edits.extend(editor.append(list, &toleration)?);
            }
            Some(edits)
        }
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
