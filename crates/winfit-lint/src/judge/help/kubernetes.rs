//! Remedies as Kubernetes users write them.

use std::fmt::Write;

use winfit_compat::Isolation;
use winfit_fleet::HostLabel;
use winfit_fleet::placement::Taint;

use crate::Help;

pub(super) fn constrain(key: &str, values: &[String], missing: &[HostLabel]) -> Help {
    let mut paste = String::new();
    for HostLabel { host, key, value } in missing {
        let _ = writeln!(paste, "kubectl label node {host} {key}={value}");
    }
    if let [value] = values {
        let _ = write!(paste, "nodeSelector:\n  {key}: \"{value}\"");
    } else {
        let quoted: Vec<_> = values.iter().map(|value| format!("\"{value}\"")).collect();
        let _ = write!(
            paste,
            "affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      \
             nodeSelectorTerms:\n        - matchExpressions:\n            - key: {key}\n              \
             operator: In\n              values: [{}]",
            quoted.join(", ")
        );
    }
    let first = if missing.is_empty() { "" } else { "label those that run it, then " };
    Help { kind: "constrain-placement", text: format!("{first}keep it on the nodes that run it"), paste }
}

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
