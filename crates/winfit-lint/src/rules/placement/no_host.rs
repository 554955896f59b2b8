//! A workload that placement allows on no host of the fleet.

use crate::rule::{Asks, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "no-host",
    title: "no host of the fleet takes the workload",
    statement: "Selectors, affinity, taints or constraints refuse every host of the fleet, so the workload stays pending \
                (Kubernetes) or at 0 replicas (Swarm), whatever its image. Often a label was never set, or a toleration \
                is missing. Of a Dockerfile: its stages run on different hosts, and one host has to build them all.",
    since: "always",
    sources: &["k8s-windows-intro", "ms-version-compatibility"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: &[],
};
