//! A folder that is not on the host.

use super::steps::patch;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// The folder that should be mounted is not on the host.
pub static CAUSE: Cause = Cause {
    id: "mount-source-missing",
    class: Class::Workload,
    title: "the folder that should be mounted is not on the host",
    statement: "Windows engines do not make the source of a mount. In Kubernetes a hostPath of Linux on a Windows node shows, \
                as a rule, that the pod is for Linux and nothing keeps it away.",
    requires: "The engine's or the kubelet's message.",
    against: "A path that is there: then the engine runs on another host, or in a virtual machine.",
    signs: &["mount-source-missing"],
    sources: &["moby-windows-mounts", "k8s-kubelet"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let path = told.capture("path").map_or("PATH", |it| it.split(['"', '\'', ' ']).next().unwrap_or(it));
    let says = Says::certain(format!("{path} is not on {}", told.host_words()));
    let is_of_linux = path.starts_with('/');
    Some(match told.engine() {
        Engine::Kubernetes => {
            let says = match is_of_linux {
                true => says.remedy(
                    "if the pod is for Linux: keep it on Linux nodes",
                    patch(told.pair.pod, "{\"kubernetes.io/os\":\"linux\"}"),
                ),
                false => says,
            };
            says.remedy(
                "or let the kubelet make it, in the pod template",
                "hostPath:\n  path: C:\\data\n  type: DirectoryOrCreate",
            )
        }
        Engine::Swarm | Engine::Docker if is_of_linux => says.remedy(
            "write a path of Windows, if the engine runs Windows containers",
            "docker run -v C:\\data:C:\\data IMAGE",
        ),
        Engine::Swarm => says.remedy(
            "make it on every node that the service may come to",
            format!("New-Item -ItemType Directory -Force {path}"),
        ),
        Engine::Docker => says.remedy(
            "make it first; on the host of the engine",
            format!("New-Item -ItemType Directory -Force {path}"),
        ),
    })
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "docker run",
        text: "docker: Error response from daemon: invalid mount config for type \"bind\": bind source path does not exist: C:\\data.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a file in place of a folder",
        text: "docker: Error response from daemon: invalid mount config for type \"bind\": source path must be a directory",
        found: None,
    },
];
