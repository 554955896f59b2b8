//! Remedies as Compose and Swarm users write them.

use std::fmt::Write;

use winfit_fleet::placement::Constraint;
use winfit_fleet::{Changes, HostLabel, LabelConstraint};

use crate::{Found, Help, PlaceKind};

/// Swarm joins constraints by "and": only a single value can be asked for. Constraints that are there are extended.
pub(super) fn constrain(
    found: &Found,
    verb: &str,
    changes: &Changes,
    label: Option<&LabelConstraint>,
) -> Option<Help> {
    let wanted = match label {
        Some(LabelConstraint { key, values, .. }) => match values.as_slice() {
            [value] => Some((format!("node.labels.{key}"), value)),
            _ => return None,
        },
        None => None,
    };
    let mut paste = String::new();
    let missing = label.map(|label| label.missing.as_slice()).unwrap_or_default();
    for HostLabel { host, key, value } in missing {
        let _ = writeln!(paste, "docker node update --label-add {key}={value} {host}");
    }
    let goes = |it: &Constraint| {
        changes.unconstrain.contains(it) || wanted.as_ref().is_some_and(|(key, _)| it.equal && it.key == *key)
    };
    paste.push_str("deploy:\n  placement:\n    constraints:");
    let kept = found.workload.placement.constraints.iter().filter(|it| !goes(it)).map(ToString::to_string);
    let added = wanted.as_ref().map(|(key, value)| format!("{key} == {value}"));
    let mut constraints = kept.chain(added).peekable();
    if constraints.peek().is_none() {
        paste.push_str(" []");
    }
    for constraint in constraints {
        let _ = write!(paste, "\n      - {constraint}");
    }
    let has_some = found.place(&PlaceKind::Constraint(0)).is_some();
    let place = if has_some { "; its constraints are then" } else { "" };
    let kept = match missing {
        [] => format!("keep it on the nodes that {verb} it"),
        _ => format!("label the nodes that {verb} it, then keep it on them"),
    };
    Some(Help { kind: super::CONSTRAIN_PLACEMENT, text: format!("{kept}{place}"), paste })
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
