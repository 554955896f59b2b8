//! A full disk.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// The disk of the host or of the container is full.
pub static CAUSE: Cause = Cause {
    id: "disk-full",
    class: Class::Node,
    title: "the disk is full",
    statement: "Images of Windows take many gigabytes, and unpacking takes as much again for a while. On the host that is the \
                disk of the engine's data; inside, a container of Windows sees a system drive of 20 GB unless told \
                otherwise. The kubelet evicts pods before its disk is full, and those that use more than their own limit.",
    requires: "A message of Windows, Linux or the kubelet that says so.",
    against: "Storage that is short of in memory: Windows says \"not enough storage\" of memory.",
    signs: &["disk-full"],
    sources: &["win32-error-codes", "k8s-kubelet"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    if told.is_worded("EmptyDir") || told.is_worded("total limit of containers") {
        let what = told.capture("volume").map_or_else(String::new, |it| format!(" (volume {it})"));
        return Some(
            Says::certain(format!("{} uses more storage than its limit{what}", told.pod_words()))
                .remedy(
                    "raise the limit of the container, or sizeLimit of the volume",
                    "resources:\n  limits:\n    ephemeral-storage: 20Gi",
                )
                .settle("what it was given", format!("kubectl describe pod {}", told.pod())),
        );
    }
    let host = told.host_words();
    let says = match told.engine() {
        Engine::Kubernetes => Says::certain(format!("the disk of {host} is full"))
            .remedy("remove images that no container uses; on that node", "crictl rmi --prune")
            .settle("what the node says of its disk", format!("kubectl describe node {}", told.node())),
        Engine::Docker | Engine::Swarm => {
            Says::certain(format!("the disk of {host}, or of the container, is full"))
                .remedy("remove what is not used; on that host", "docker system prune -a")
        }
    };
    Some(
        says.remedy(
            "if it is the drive inside a container of Windows: give containers more than 20 GB, in daemon.json; then restart Docker",
            "{\n  \"storage-opts\": [\"size=60GB\"]\n}",
        )
        .settle("how much is left; on that host", "Get-PSDrive -PSProvider FileSystem"),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a layer does not fit",
        text: "failed to register layer: re-exec error: exit status 1: output: write \
               \\\\?\\C:\\ProgramData\\docker\\windowsfilter\\ab\\Files\\x.dll: There is not enough space on the disk.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the kubelet evicts",
        text: "Warning  Evicted  3m  kubelet  The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 2Gi.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "memory, not disk",
        text: "Not enough storage is available to process this command.",
        found: None,
    },
];
