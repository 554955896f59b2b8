//! A pod of one operating system on a node of the other.

use super::steps::patch;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The pod says another operating system than its node has.
pub static CAUSE: Cause = Cause {
    id: "pod-os-refused",
    class: Class::Platform,
    title: "the pod says another operating system than its node has",
    statement: "spec.os.name is not looked at by the scheduler: it only tells what the pod is. Without a node selector the pod \
                may come to any node, and the kubelet of a node of the other system refuses it, for good.",
    requires: "The kubelet's words about the OS field.",
    against: "Its words about the label kubernetes.io/os of the pod: that is another thing.",
    signs: &["pod-os-refused"],
    sources: &["k8s-kubelet-admission", "k8s-pods"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let summary = format!(
        "{} was put on {}, whose operating system is not the one of its spec.os",
        told.pod_words(),
        told.host_words()
    );
    Some(
        Says::certain(summary)
            .remedy(
                "keep pods for Windows on Windows nodes; for Linux it is linux",
                patch(told.pair.pod, "{\"kubernetes.io/os\":\"windows\"}"),
            )
            .remedy(
                "then delete the refused pods: they are never placed anew",
                format!("kubectl delete pod {}", told.pod()),
            )
            .settle(
                "which system it says, and where it was put",
                format!("kubectl get pod {} -o jsonpath='{{.spec.os.name}} {{.spec.nodeName}}'", told.pod()),
            ),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the kubelet's event",
        text: "Warning  PodOSNotSupported  3s  kubelet  Failed to admit pod as the OS field doesn't match node OS",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the label, not the field",
        text: "Warning  PodOSSelectorNodeLabelDoesNotMatch  3s  kubelet  Failed to admit pod as the `kubernetes.io/os` label \
               doesn't match node label",
        found: None,
    },
];
