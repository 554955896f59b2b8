//! The sandbox of a pod failed.

use super::frames;
use super::told::{Says, Told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The sandbox of a pod did not come up, and nothing says why.
pub static CAUSE: Cause = Cause {
    id: "sandbox-failed",
    class: Class::Consequence,
    title: "the sandbox of the pod did not come up, and nothing here says why",
    statement: "Before its containers, each pod gets a sandbox: the pause image and the network. It failed, so that the \
                containers' own images were not even looked at.",
    requires: "The kubelet or containerd says that the sandbox failed, and no message beside it is known to another cause.",
    against: "Any other failure in the text: then this follows from it.",
    signs: &["sandbox-failed"],
    sources: &["k8s-kubelet", "containerd"],
    retry_may_help: true,
    find: |case| frames::unexplained(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let summary = format!("the sandbox of {} did not come up on {}", told.pod_words(), told.host_words());
    Says::possible(summary)
        .remedy(
            "see the events of the pod: one of them says more",
            format!("kubectl describe pod {} | winfit diagnose -", told.pod()),
        )
        .settle(
            "what the kubelet and containerd of the node say; on that node",
            "Get-Content C:\\k\\kubelet.log -Tail 200 | winfit diagnose -",
        )
        .settle(
            "whether the pause image fits the node; on that node",
            "containerd config dump | Select-String sandbox",
        )
        .settle(
            "whether the network plug-in runs there",
            format!(
                "kubectl get pods --all-namespaces -o wide --field-selector spec.nodeName={}",
                told.node()
            ),
        )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "an event that says no more",
        text: "Warning  FailedCreatePodSandBox  21s  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = something \
               unheard of",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "a reason that another cause knows",
        text: "Warning  FailedCreatePodSandBox  21s  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = failed to \
               setup network for sandbox \"0f1e\": plugin type=\"host-local\" failed (add): no IP addresses available in range set: \
               10.244.4.1-10.244.4.254",
        found: None,
    },
];
