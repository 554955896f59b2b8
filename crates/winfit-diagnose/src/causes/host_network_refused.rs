//! The network of the host, which Windows containers do not get.

use super::steps::patch;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// The container asks for the network of the host, which Windows engines do not have.
pub static CAUSE: Cause = Cause {
    id: "host-network-refused",
    class: Class::Workload,
    title: "the container asks for the network of the host, which Windows does not have",
    statement: "Engines on Windows have no network named host. In Kubernetes it shows, as a rule, that a pod for Linux with \
                hostNetwork came to a Windows node: agents, proxies and network plug-ins of Linux that nothing keeps away.",
    requires: "The engine's message about a network named host.",
    against: "A network of another name that is missing: that has to be made.",
    signs: &["host-network-refused"],
    sources: &["moby", "ms-network-drivers"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    Some(match told.engine() {
        Engine::Kubernetes => Says::certain(format!(
            "{} asks for the host's network on {}, and Windows has none: it is for Linux, as a rule",
            told.pod_words(),
            told.host_words()
        ))
        .remedy(
            "if it is for Linux: keep it on Linux nodes",
            patch(told.pair.pod, "{\"kubernetes.io/os\":\"linux\"}"),
        )
        .remedy(
            "if it is for Windows: take hostNetwork out of the pod template, or make it a HostProcess pod",
            "",
        )
        .settle("which image it has, and for which system", format!("winfit image {}", told.image())),
        Engine::Docker | Engine::Swarm => {
            Says::certain(format!("{} has no network named host: Windows engines do not", told.host_words()))
                .remedy(
                    "use the network nat, and publish ports",
                    format!("docker run --network nat -p 80:80 {}", told.image()),
                )
                .remedy("or, in a Compose file, take network_mode: host out", "")
                .settle("which networks there are", "docker network ls")
        }
    })
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "docker run",
        text: "PS C:\\> docker run --network host contoso/shop:1\ndocker: Error response from daemon: network host not found.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a network of one's own",
        text: "docker: Error response from daemon: network backend not found.",
        found: None,
    },
];
