//! An attempt that still goes on.

use super::compute;
use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// An earlier attempt to make the sandbox or the container still goes on.
pub static CAUSE: Cause = Cause {
    id: "sandbox-name-reserved",
    class: Class::Node,
    title: "an earlier attempt to make the sandbox or the container still goes on",
    statement: "The kubelet gave up on an attempt after its deadline and tries again, while containerd is still at the first one \
                and keeps the name for it. The node is slow: a heavy load, a slow disk, an antivirus program that looks at every \
                layer. Why the first attempt took so long is the question.",
    requires: "containerd could not reserve the name.",
    against: "Nothing; what made the first attempt slow is told elsewhere, if at all.",
    signs: &["sandbox-name-reserved"],
    sources: &["containerd"],
    retry_may_help: true,
    find: |case| {
        told(case, &CAUSE, |it| {
            let (host, pod) = (it.host_words(), it.pod_words());
            Some(
                Says::likely(format!(
                    "an earlier attempt to start {pod} still goes on on {host}, which is slow"
                ))
                .remedy(compute::EXCLUDE, compute::EXCLUSION)
                .remedy(
                    "clear the attempt away, if it hangs for minutes",
                    "crictl pods; crictl rmp --force ID",
                )
                .remedy("or start containerd anew", "Restart-Service containerd")
                .settle("what happened to the first attempt", format!("kubectl describe pod {}", it.pod())),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "a slow node",
        text: "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to reserve sandbox name \
               \"web-0_shop_9d1e_1\": name \"web-0_shop_9d1e_1\" is reserved for \"0f1e2d3c4b5a\"",
        found: Some(Confidence::Likely),
    },
    Example { says: "another reservation", text: "failed to reserve memory for the table", found: None },
];
