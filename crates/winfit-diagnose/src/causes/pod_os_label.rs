//! A label of the pod that its node has otherwise.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The pod has the label kubernetes.io/os with another value than its node.
pub static CAUSE: Cause = Cause {
    id: "pod-os-label",
    class: Class::Workload,
    title: "the pod has the label kubernetes.io/os with another value than its node",
    statement: "kubernetes.io/os is a label of nodes. As a label of the pod it places nothing, and the kubelet refuses the pod \
                where the two differ. It belongs under nodeSelector.",
    requires: "The kubelet's words about the label.",
    against: "Its words about the OS field of the pod: that is another thing.",
    signs: &["pod-os-label"],
    sources: &["k8s-kubelet-admission", "k8s-labels"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let summary = format!(
        "the label kubernetes.io/os of {} is not that of {}: it belongs under nodeSelector",
        told.pod_words(),
        told.host_words()
    );
    Some(
        Says::certain(summary)
            .remedy(
                "in the pod template: take it out of metadata.labels, and select by it",
                "nodeSelector:\n  kubernetes.io/os: windows",
            )
            .settle("the labels of the pod", format!("kubectl get pod {} --show-labels", told.pod())),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the kubelet's event",
        text: "Warning  PodOSSelectorNodeLabelDoesNotMatch  3s  kubelet  Failed to admit pod as the `kubernetes.io/os` label \
               doesn't match node label",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the field, not the label",
        text: "Warning  PodOSNotSupported  3s  kubelet  Failed to admit pod as the OS field doesn't match node OS",
        found: None,
    },
];
