//! Remedies as Kubernetes users write them.

use std::fmt::Write;

use winfit_compat::Isolation;
use winfit_fleet::HostLabel;
use winfit_fleet::placement::Taint;

use crate::{Found, Help, PlaceKind};

/// The nodes that run a workload, as lines for its pod. What is there already is extended: a second key of the same
/// name would silently replace the first.
pub(super) fn constrain(
    found: &Found,
    verb: &str,
    key: &str,
    values: &[String],
    missing: &[HostLabel],
) -> Help {
    let mut paste = String::new();
    for HostLabel { host, key, value } in missing {
        let _ = writeln!(paste, "kubectl label node {host} {key}={value}");
    }
    let (lines, place) = match values {
        [value] => {
            let kept = found.workload.placement.node_selector.iter().filter(|(known, _)| known != key);
            let entries =
                kept.map(|(key, value)| (key.as_str(), value.as_str())).chain([(key, value.as_str())]);
            let entries: Vec<_> = entries.map(|(key, value)| format!("\n  {key}: \"{value}\"")).collect();
            let has_some = found.place(&PlaceKind::NodeSelector).is_some();
            let place = if has_some { "; its nodeSelector is then" } else { "" };
            (format!("nodeSelector:{}", entries.concat()), place)
        }
        values => {
            let quoted: Vec<_> = values.iter().map(|value| format!("\"{value}\"")).collect();
            let (head, indent, place) = if found.place(&PlaceKind::NodeAffinity).is_some() {
                ("", "", ", in each term of its required node affinity")
            } else {
                (AFFINITY, "            ", "")
            };
            let quoted = quoted.join(", ");
            let requirement =
                format!("{indent}- key: {key}\n{indent}  operator: In\n{indent}  values: [{quoted}]");
            (format!("{head}{requirement}"), place)
        }
    };
    paste.push_str(&lines);
    let text = if missing.is_empty() {
        format!("keep it on the nodes that {verb} it{place}")
    } else {
        format!("label the nodes that {verb} it, then keep it on them{place}")
    };
    Help { kind: "constrain-placement", text, paste }
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

pub(super) fn tolerate(taint: &Taint) -> Help {
    let Taint { key, value, effect } = taint;
    let (operator, value) = if value.is_empty() {
        ("Exists", String::new())
    } else {
        ("Equal", format!("\n    value: \"{value}\""))
    };
    Help {
        kind: "constrain-placement",
        text: format!("tolerate the taint {taint}"),
        paste: format!("tolerations:\n  - key: {key}\n    operator: {operator}{value}\n    effect: {effect}"),
    }
}

pub(super) fn label(host: &str, key: &str, value: &str) -> Help {
    Help {
        kind: "label-hosts",
        text: format!("set the label that is asked for on {host}, which runs the workload"),
        paste: format!("kubectl label node {host} {key}={value}"),
    }
}
