//! Keeps a workload on the hosts that run it: what the fleet's remedy changes, as edits of the file.

mod compose;
mod kubernetes;

use winfit_fleet::{Changes, LabelConstraint};

use super::{Compose, Pod};
use crate::{Edit, Fix, Safety};

/// What a workload's placement must give up or take on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cure {
    /// What goes, and what is tolerated.
    pub(crate) changes: Changes,
    /// The label to ask for.
    pub(crate) label: Option<LabelConstraint>,
}

/// The edits of a pod.
pub(super) fn of_pod(cure: &Cure, pod: &Pod<'_, '_>) -> Option<Fix> {
    cure.fix(kubernetes::edits(cure, pod)?)
}

/// The edits of a Compose service.
pub(super) fn of_service(cure: &Cure, service: &Compose<'_, '_>) -> Option<Fix> {
    cure.fix(compose::edits(cure, service)?)
}

impl Cure {
    fn fix(&self, edits: Vec<Edit>) -> Option<Fix> {
        let needs_labels = self.label.as_ref().is_some_and(|label| !label.missing.is_empty());
        // Before the nodes have their labels, it would run nowhere.
        let safety = if needs_labels { Safety::Offered } else { Safety::Unsafe };
        Fix::new("keep it on the nodes that run it", safety, joined(edits))
    }
}

/// What several edits insert at one place, in their order, as one.
fn joined(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.span);
    let mut joined: Vec<Edit> = Vec::new();
    for edit in edits {
        match joined.last_mut() {
            Some(last) if last.span == edit.span && edit.span.is_empty() => last.text.push_str(&edit.text),
            _ => joined.push(edit),
        }
    }
    joined
}
