//! Keeps a workload on the hosts that run it: what the fleet's remedy changes, as edits of the file.

mod kubernetes;

use winfit_fleet::FleetRemedy;

use super::{Compose, Pod};
use crate::compose::constrain::ConstraintChange;
use crate::{Edit, Fix, Safety};

/// The edits of a pod.
pub(super) fn of_pod(remedy: &FleetRemedy, pod: &Pod<'_, '_>) -> Option<Fix> {
    fix(remedy, kubernetes::edits(remedy, pod)?)
}

/// The edits of a Compose service.
pub(super) fn of_service(remedy: &FleetRemedy, compose: &Compose<'_, '_>) -> Option<Fix> {
    let change = ConstraintChange::of(remedy)?;
    fix(remedy, change.edits(&compose.editor(), &compose.service.layers)?)
}

fn fix(remedy: &FleetRemedy, edits: Vec<Edit>) -> Option<Fix> {
    let label = match remedy {
        FleetRemedy::ConstrainPlacement { label, .. } => label.as_ref(),
        FleetRemedy::KeepOnWindows { .. } | FleetRemedy::PickHost { .. } => None,
    };
    let needs_labels = label.is_some_and(|label| !label.missing.is_empty());
    // Before the nodes have their labels, it would run nowhere.
    let safety = if needs_labels { Safety::Offered } else { Safety::Unsafe };
    Fix::new("keep it on the nodes that run it", safety, edits)
}
