//! Remedies as Compose and Swarm users write them.

use std::fmt::Write;

use winfit_fleet::placement::Constraint;
use winfit_fleet::{FleetRemedy, HostLabel};

use crate::compose::constrain::ConstraintChange;
use crate::{Found, Help, PlaceKind};

/// The constraints of a service after a remedy, as lines for it. Those that are there are extended.
pub(super) fn constrain(found: &Found, verb: &str, remedy: &FleetRemedy) -> Option<Help> {
    let change = ConstraintChange::of(remedy)?;
    let mut paste = String::new();
    for HostLabel { host, key, value } in change.missing {
        let _ = writeln!(paste, "docker node update --label-add {key}={value} {host}");
    }
    paste.push_str("deploy:\n  placement:\n    constraints:");
    let kept = found.workload.placement.constraints.iter().filter(|it| !change.drops(it));
    let mut constraints = kept.chain(&change.wanted).peekable();
    if constraints.peek().is_none() {
        paste.push_str(" []");
    }
    for constraint in constraints {
        let _ = write!(paste, "\n      - {constraint}");
    }
    let has_some = found.place(&PlaceKind::Constraint(0)).is_some();
    let place = if has_some { "; its constraints are then" } else { "" };
    let kept = match change.missing {
        [] => format!("keep it on the nodes that {verb} it"),
        _ => format!("label the nodes that {verb} it, then keep it on them"),
    };
    Some(Help { kind: super::CONSTRAIN_PLACEMENT, text: format!("{kept}{place}"), paste })
}

/// A node label that would fulfil a constraint; other constraints are not ours to fulfil.
pub(super) fn label(host: &str, constraint: &Constraint) -> Option<Help> {
    let key = constraint.label().filter(|_| constraint.equal)?;
    Some(Help {
        kind: "label-hosts",
        text: format!("set the label {key} that is asked for on {host}, which runs the service"),
        paste: format!("docker node update --label-add {key}={} {host}", constraint.value),
    })
}
