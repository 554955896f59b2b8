//! Remedies as Compose and Swarm users write them.

use std::fmt::Write;

use winfit_fleet::HostLabel;
use winfit_fleet::placement::Constraint;

use crate::{Found, Help, PlaceKind};

/// Swarm joins constraints by "and": only a single value can be asked for. Constraints that are there are extended.
pub(super) fn constrain(
    found: &Found,
    verb: &str,
    key: &str,
    values: &[String],
    missing: &[HostLabel],
) -> Option<Help> {
    let [value] = values else { return None };
    let mut paste = String::new();
    for HostLabel { host, key, value } in missing {
        let _ = writeln!(paste, "docker node update --label-add {key}={value} {host}");
    }
    let label = format!("node.labels.{key}");
    let kept = found.workload.placement.constraints.iter().filter(|it| !(it.equal && it.key == label));
    paste.push_str("deploy:\n  placement:\n    constraints:");
    for constraint in kept {
        let _ = write!(paste, "\n      - {constraint}");
    }
    let _ = write!(paste, "\n      - {label} == {value}");
    let has_some = found.place(&PlaceKind::Constraint(0)).is_some();
    let place = if has_some { "; its constraints are then" } else { "" };
    let text = if missing.is_empty() {
        format!("keep it on the nodes that {verb} it{place}")
    } else {
        format!("label the nodes that {verb} it, then keep it on them{place}")
    };
    Some(Help { kind: "constrain-placement", text, paste })
}

/// A node label that would fulfil a constraint; other constraints are not ours to fulfil.
pub(super) fn label(host: &str, constraint: &Constraint) -> Option<Help> {
    let key = constraint.key.strip_prefix("node.labels.").filter(|_| constraint.equal)?;
    Some(Help {
        kind: "label-hosts",
        text: format!("set the label that is asked for on {host}, which runs the service"),
        paste: format!("docker node update --label-add {key}={} {host}", constraint.value),
    })
}
