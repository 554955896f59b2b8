//! An image that nothing may pull.

use super::pull::{pull_line, wanted};
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The image is not on the node, and the pod forbids to pull it.
pub static CAUSE: Cause = Cause {
    id: "image-not-on-node",
    class: Class::Workload,
    title: "the image is not on the node, and the pod forbids to pull it",
    statement: "With imagePullPolicy Never the kubelet only takes images that are on the node already. Images that were built \
                with Docker are not in containerd, and images in the namespace moby or default of containerd are not in \
                k8s.io, where the kubelet looks.",
    requires: "The kubelet's ErrImageNeverPull.",
    against: "A pull that was tried: then the policy is another.",
    signs: &["image-never-pull"],
    sources: &["k8s-kubelet"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let image = wanted(told).unwrap_or("the image");
    Some(
        Says::certain(format!(
            "{image} is not on {}, and imagePullPolicy Never forbids to pull it",
            told.host_words()
        ))
        .remedy("allow it to be pulled, in the container", "imagePullPolicy: IfNotPresent")
        .remedy("or get it onto the node; there", pull_line(told))
        .settle("what the kubelet finds on the node; there", "crictl images"),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the kubelet's event",
        text: r#"Warning  ErrImageNeverPull  2s (x3 over 9s)  kubelet  Container image "shop:dev" is not present with pull policy of Never"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a pull that was tried",
        text: r#"Warning  Failed  2s  kubelet  Failed to pull image "shop:dev": rpc error: code = NotFound desc = manifest unknown"#,
        found: None,
    },
];
