//! Remedies as Kubernetes users write them.

use winfit_compat::Isolation;
use winfit_fleet::placement::Taint;
use winfit_fleet::{Changes, HostLabel, LabelConstraint};

use crate::{Found, Help, PlaceKind};

/// The nodes that run a workload, as lines for its pod. What is there already is extended: a second key of the same
/// name would silently replace the first.
pub(super) fn constrain(
    found: &Found,
    verb: &str,
    changes: &Changes,
    label: Option<&LabelConstraint>,
) -> Help {
    let mut paste = Vec::new();
    for HostLabel { host, key, value } in label.into_iter().flat_map(|label| &label.missing) {
        paste.push(format!("kubectl label node {host} {key}={value}"));
    }
    let mut places = Vec::new();
    let only = label.and_then(|label| match label.values.as_slice() {
        [value] => Some((label.key.as_str(), value.as_str())),
        _ => None,
    });
    if only.is_some() || !changes.deselect.is_empty() {
        let goes = |key: &String| changes.deselect.contains(key) || only.is_some_and(|(only, _)| only == key);
        let kept = found.workload.placement.node_selector.iter().filter(|(key, _)| !goes(key));
        let entries: Vec<_> = kept
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .chain(only)
            .map(|(key, value)| format!("\n  {key}: \"{value}\""))
            .collect();
        if found.place(&PlaceKind::NodeSelector).is_some() {
            places.push("its nodeSelector is then");
        }
        paste.push(if entries.is_empty() {
            "nodeSelector: {}".to_owned()
        } else {
            format!("nodeSelector:{}", entries.concat())
        });
    }
    if let Some(LabelConstraint { key, values, .. }) = label.filter(|_| only.is_none()) {
        let (head, indent) = if found.place(&PlaceKind::NodeAffinity).is_some() {
            places.push("in each term of its required node affinity");
            ("", "")
        } else {
            (AFFINITY, "            ")
        };
        let quoted = values.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join(", ");
        paste.push(format!(
            "{head}{indent}- key: {key}\n{indent}  operator: In\n{indent}  values: [{quoted}]"
        ));
    }
    if !changes.tolerate.is_empty() {
        let tolerations: Vec<_> = changes.tolerate.iter().map(toleration).collect();
        let has_some = found.places.iter().any(|place| matches!(place.kind, PlaceKind::Toleration(_)));
        if has_some {
            places.push("its tolerations get");
        }
        paste.push(format!("tolerations:{}", tolerations.concat()));
    }
    let unname = if changes.unname { "drop its nodeName, then " } else { "" };
    let places = if places.is_empty() { String::new() } else { format!("; {}", places.join(", ")) };
    let kept = match label.is_some_and(|label| !label.missing.is_empty()) {
        true => format!("label the nodes that {verb} it, then keep it on them"),
        false => format!("keep it on the nodes that {verb} it"),
    };
    Help {
        kind: super::CONSTRAIN_PLACEMENT,
        text: format!("{unname}{kept}{places}"),
        paste: paste.join("\n"),
    }
}

const AFFINITY: &str = "affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms:
        - matchExpressions:
";

/// Hyper-V isolation is a matter of the runtime class in Kubernetes; process isolation is what pods get anyway.
pub(super) fn isolation(isolation: Isolation) -> Option<Help> {
    (isolation == Isolation::HyperV).then(|| Help {
        kind: "use-hyperv",
        text: "run it in Hyper-V isolation, through a RuntimeClass whose handler offers it".to_owned(),
        paste: "runtimeClassName: runhcs-wcow-hypervisor".to_owned(),
    })
}

fn toleration(taint: &Taint) -> String {
    let Taint { key, value, effect } = taint;
    let (operator, value) = if value.is_empty() {
        ("Exists", String::new())
    } else {
        ("Equal", format!("\n    value: \"{value}\""))
    };
    format!("\n  - key: {key}\n    operator: {operator}{value}\n    effect: {effect}")
}

pub(super) fn label(host: &str, key: &str, value: &str) -> Help {
    Help {
        kind: "label-hosts",
        text: format!("set the label that is asked for on {host}, which runs the workload"),
        paste: format!("kubectl label node {host} {key}={value}"),
    }
}
