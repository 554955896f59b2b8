//! A mount that Windows does not have.

use super::told::{Says, Told, told_of};
use crate::cause::{Case, Cause, Class, Confidence, Engine, Example, Found};

/// The mount is written, or asked for, in a way that Windows does not have.
pub static CAUSE: Cause = Cause {
    id: "unsupported-mount",
    class: Class::Workload,
    title: "the mount is written, or asked for, in a way that Windows does not have",
    statement: "Paths in Windows containers begin with a drive, pipes with \\\\.\\pipe\\; there is no tmpfs, and of network \
                storage the kubelet mounts SMB only, or what a CSI driver for Windows brings.",
    requires: "The engine's or the kubelet's message.",
    against: "A message that says more, such as a source that is missing.",
    signs: &["unsupported-mount"],
    sources: &["moby-windows-mounts", "k8s-kubelet", "k8s-windows-storage"],
    retry_may_help: false,
    find,
    examples: EXAMPLES,
};

/// Messages that tell what is wrong with a mount more closely.
const CLOSER: [&str; 3] = ["single-file-mount", "system-drive-mount", "mount-source-missing"];

fn find(case: &Case<'_>) -> Vec<Found> {
    let is_general =
        |phrase: &str| phrase.starts_with("invalid mount config") || phrase.starts_with("invalid volume");
    let told_closer = CLOSER.iter().any(|sign| case.has(sign));
    let telling = case.seen(CAUSE.signs).filter(|it| !(told_closer && is_general(&it.row.phrase)));
    told_of(case, &CAUSE, telling, say)
}

fn say(told: &Told<'_>) -> Option<Says> {
    let says = match () {
        () if told.is_worded("only cifs mount") => Says::certain(format!(
            "{} mounts a kind of network storage that the kubelet on Windows does not have",
            told.pod_words()
        ))
        .remedy(
            "use a share of SMB through its CSI driver, or one of your cloud's for Windows",
            "csi:\n  driver: smb.csi.k8s.io",
        ),
        () if told.is_worded("tmpfs") => Says::certain(
            "the container asks for a tmpfs, which Windows does not have",
        )
        .remedy("leave it out, or mount a folder in its place", "docker run -v C:\\temp:C:\\temp IMAGE"),
        () if told.is_worded("pipe path") => {
            Says::certain("a pipe is mounted, and its path is none of Windows").remedy(
                "write it so, as source and as target",
                "docker run -v \\\\.\\pipe\\docker_engine:\\\\.\\pipe\\docker_engine IMAGE",
            )
        }
        () if told.is_worded("must be absolute") => Says::certain(format!(
            "the mount path {} is not absolute: in Windows containers it begins with a drive",
            told.capture("path").unwrap_or_default()
        ))
        .remedy("write it with its drive", "docker run -v C:\\data:C:\\data IMAGE"),
        () => Says::likely(format!(
            "the engine does not take the mount as it is written: {}",
            told.capture("message").unwrap_or_default()
        ))
        .remedy("write source and target with their drives", "docker run -v C:\\data:C:\\data IMAGE")
        .settle(
            "whether the engine runs Windows or Linux containers: it decides how paths are written",
            "docker info --format '{{.OSType}}'",
        ),
    };
    Some(match told.engine() {
        Engine::Kubernetes => says.settle(
            "what the pod mounts",
            format!("kubectl get pod {} -o jsonpath='{{.spec.volumes}}'", told.pod()),
        ),
        Engine::Docker | Engine::Swarm => says,
    })
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a path of Linux",
        text: "docker: Error response from daemon: invalid mount config for type \"volume\": invalid mount path: '/data' mount \
               path must be absolute.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the kubelet on Windows",
        text: "MountVolume.SetUp failed for volume \"files\" : only cifs mount is supported now",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a source that is missing",
        text: "docker: Error response from daemon: invalid mount config for type \"bind\": bind source path does not exist: D:\\x",
        found: None,
    },
];
