//! The image of the sandbox.

use super::mismatch::{self, Kind};
use crate::cause::{Cause, Class, Confidence, Example};

/// The pause image does not fit the node.
pub static CAUSE: Cause = Cause {
    id: "sandbox-pause-image-mismatch",
    class: Class::OsMismatch,
    title: "the pause image does not fit the node",
    statement: "Each pod begins with a sandbox that runs the pause image of the node. If that image is not built for the Windows of the node, no pod starts there, whatever its own images are; docker run of the same image works. The configuration of the node is at fault, not the pod.",
    requires: "A mismatch, or a missing platform, while the sandbox was made or the pause image was pulled.",
    against: "A network plug-in that failed: then the sandbox failed for another reason.",
    signs: &["os-mismatch", "image-newer", "no-matching-manifest", "sandbox-failed", "compute-system-failed"],
    sources: &["k8s-kubelet", "containerd"],
    retry_may_help: false,
    find: |case| mismatch::found(case, Kind::Sandbox, &CAUSE),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "the sandbox is refused by Windows",
        text: r#"Warning  FailedCreatePodSandBox  21s  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox container for pod "web": Error response from daemon: hcsshim::CreateComputeSystem 0f1e: The container operating system does not match the host operating system."#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the pause image has no platform for the node",
        text: r#"RunPodSandbox from runtime service failed: rpc error: code = Unknown desc = failed pulling image "k8s.gcr.io/pause:3.1": no matching manifest for windows/amd64 10.0.17763 in the manifest list entries"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a container of the pod is refused",
        text: r#"Error: failed to start container "web": Error response from daemon: hcsshim::CreateComputeSystem web: The container operating system does not match the host operating system."#,
        found: None,
    },
];
