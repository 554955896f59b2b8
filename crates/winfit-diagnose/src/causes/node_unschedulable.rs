//! Nodes that take no pods.

use super::nodes;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// Nodes are cordoned, or not ready, or there are none.
pub static CAUSE: Cause = Cause {
    id: "node-unschedulable",
    class: Class::Placement,
    title: "nodes take no pods",
    statement: "Nodes that are cordoned get no new pods until somebody uncordons them; nodes that are not ready get none until \
                their kubelet reports again.",
    requires: "The scheduler's word that nodes were unschedulable or not ready, or that there are none.",
    against: "Another reason in the same message, about nodes that take pods.",
    signs: &["node-unschedulable"],
    sources: &["k8s-scheduler"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let pod = told.pod_words();
    let node = nodes::named(told.case).next().map_or("NODE", |(name, _)| name);
    let cordoned = told.is_worded("unschedulable");
    let says = match () {
        () if cordoned => Says::certain(format!("nodes that may fit {pod} are cordoned"))
            .remedy("let it take pods again", format!("kubectl uncordon {node}")),
        () if told.is_worded("not ready") => Says::certain(format!("nodes that may fit {pod} are not ready")),
        () => Says::certain(format!("the cluster has no nodes for {pod}")),
    };
    Some(
        says.settle("which nodes take pods", "kubectl get nodes -o wide")
            .settle("why one does not", format!("kubectl describe node {node}")),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a node that is being drained",
        text: "0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't find available persistent volumes.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "nodes that take pods",
        text: "0/3 nodes are available: 3 Insufficient memory.",
        found: None,
    },
];
