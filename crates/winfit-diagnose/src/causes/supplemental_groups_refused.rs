//! A policy of groups that the node does not have.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The pod asks for a policy of supplemental groups that its node does not have.
pub static CAUSE: Cause = Cause {
    id: "supplemental-groups-refused",
    class: Class::Workload,
    title: "the pod asks for a policy of supplemental groups that its node does not have",
    statement: "supplementalGroupsPolicy: Strict needs a runtime that knows it, on Linux. Windows has no such groups: the \
                kubelet of a Windows node refuses the pod.",
    requires: "The kubelet's SupplementalGroupsPolicyNotSupported.",
    against: "A Linux node with a runtime of today: then look at its version.",
    signs: &["supplemental-groups-refused"],
    sources: &["k8s-kubelet-admission"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    Some(
        Says::certain(format!(
            "{} asks for a policy of supplemental groups that {} does not have",
            told.pod_words(),
            told.host_words()
        ))
        .remedy("take supplementalGroupsPolicy out of the securityContext of pods for Windows", "")
        .remedy(
            "if it is for Linux: keep it on Linux nodes",
            super::steps::patch(told.pair.pod, "{\"kubernetes.io/os\":\"linux\"}"),
        )
        .settle(
            "which nodes know it",
            "kubectl get nodes -o custom-columns=NAME:.metadata.name,GROUPS:.status.features.supplementalGroupsPolicy",
        ),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the kubelet's event",
        text: "Warning  SupplementalGroupsPolicyNotSupported  2s  kubelet  SupplementalGroupsPolicy=Strict is not supported in \
               this node",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "another field",
        text: "spec.securityContext.supplementalGroups: Invalid value: -1",
        found: None,
    },
];
