//! Remedies as Compose and Swarm users write them.

use std::fmt::Write;

use winfit_fleet::HostLabel;
use winfit_fleet::placement::Constraint;

use crate::Help;

/// Swarm joins constraints by "and": only a single value can be asked for.
pub(super) fn constrain(key: &str, values: &[String], missing: &[HostLabel]) -> Option<Help> {
    let [value] = values else { return None };
    let mut paste = String::new();
    for HostLabel { host, key, value } in missing {
        let _ = writeln!(paste, "docker node update --label-add {key}={value} {host}");
    }
    let _ = write!(paste, "deploy:\n  placement:\n    constraints:\n      - node.labels.{key} == {value}");
    let first = if missing.is_empty() { "" } else { "label those that run it, then " };
    Some(Help {
        kind: "constrain-placement",
        text: format!("{first}keep it on the nodes that run it"),
        paste,
    })
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
