//! Port forwarding without wincat.

use super::steps::newest_pause_image;
use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The pause image lacks the program that forwards ports.
pub static CAUSE: Cause = Cause {
    id: "port-forward-wincat",
    class: Class::Node,
    title: "the pause image of the node lacks the program that forwards ports",
    statement: "kubectl port-forward runs wincat.exe in the sandbox of the pod, so that the pause image must have it: \
                mcr.microsoft.com/k8s/core/pause:1.2.0 and those of Kubernetes since 3.4 do, images of one's own often do not. \
                Kubernetes can do it from 1.15 on; containerd 2.0 needs no wincat any more.",
    requires: "The kubelet or containerd says that wincat was not found.",
    against: "Nothing: the message names the program.",
    signs: &["port-forward-wincat"],
    sources: &["k8s-windows-intro-1.22", "kubernetes-pause"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |it| {
            let host = it.host_words();
            Some(
                Says::certain(format!("the pause image of {host} lacks wincat.exe, which forwards ports"))
                    .remedy(
                        "take a pause image that has it: containerd's config.toml, then restart containerd and make the pod anew",
                        format!(
                            "[plugins.\"io.containerd.grpc.v1.cri\"]\n  sandbox_image = \"{}\"",
                            newest_pause_image(case, None)
                        ),
                    )
                    .remedy("Kubernetes before 1.15 cannot do it: go there by a service, or upgrade", "kubectl version")
                    .settle("which pause image the node has; on that node", "containerd config dump | Select-String sandbox"),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "an old pause image",
        text: "E0612 10:02:11.000000 portforward.go:400] an error occurred forwarding 8080 -> 80: unable to do port forwarding: \
               wincat not found",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a pod that listens on nothing",
        text: "E0612 10:02:11.000000 portforward.go:400] an error occurred forwarding 8080 -> 80: error forwarding port 80 to pod \
               0f1e: connection refused",
        found: None,
    },
];
