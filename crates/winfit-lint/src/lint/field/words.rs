//! What becomes of a field, in words.

use winfit_compat::catalog::{FieldBehaviour, PodOs, RuntimeCondition};

use super::FieldUse;

/// A finding in one line; `told` is what becomes of the field, where its rule tells.
pub(super) fn message(field: &FieldUse<'_, '_>, told: Option<String>) -> String {
    let written = field.place.written();
    let value = match &field.row.value {
        Some(value) => format!(" {value}"),
        None => String::new(),
    };
    let whose = field.place.whose().map(|whose| format!(" of {whose}")).unwrap_or_default();
    let becomes = told.unwrap_or_else(|| format!("{}{}", becomes(field), runtime(field)));
    format!("{written}{value}{whose}: {becomes}")
}

/// An explanation up to its first semicolon: what matters, before what is good to know.
fn first_clause(explanation: &str) -> &str {
    explanation.split_once("; ").map_or(explanation, |(first, _)| first)
}

fn becomes(field: &FieldUse<'_, '_>) -> String {
    let kubernetes = field.kubernetes();
    match field.row.behaviour {
        FieldBehaviour::RejectedByApi if field.row.os_name == PodOs::Windows => {
            "the API server refuses it in a pod whose os.name is windows".to_owned()
        }
        FieldBehaviour::RejectedByApi => "the API server refuses it".to_owned(),
        FieldBehaviour::RejectedByKubelet => "the kubelet on Windows refuses the pod".to_owned(),
        FieldBehaviour::FailsAtStart => "the pod does not start on Windows".to_owned(),
        FieldBehaviour::Ignored => "Windows ignores it".to_owned(),
        FieldBehaviour::NotSupported => "Windows does not support it".to_owned(),
        // That something works in part says nothing without the part.
        FieldBehaviour::Limited => first_clause(&field.row.explanation).to_owned(),
        FieldBehaviour::NotInApi => format!("Kubernetes {kubernetes} does not have the field, and drops it"),
        FieldBehaviour::Supported => "it works on Windows".to_owned(),
    }
}

fn runtime(field: &FieldUse<'_, '_>) -> &'static str {
    match field.row.runtime {
        // An explanation names the runtime itself.
        _ if field.row.behaviour == FieldBehaviour::Limited => "",
        RuntimeCondition::Any => "",
        RuntimeCondition::Docker => " with Docker",
        RuntimeCondition::Containerd { .. } => " with containerd",
    }
}
