//! A port of the host that is taken.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// A port that a container should publish is taken on the host.
pub static CAUSE: Cause = Cause {
    id: "hns-port-in-use",
    class: Class::Network,
    title: "a port that the container should publish is taken on the host",
    statement: "A port of the host can be published once. Another container has it, a program of the host listens on it, or \
                Windows keeps it in a reserved range. Image and host may well fit.",
    requires: "The network service, Docker or Windows says that the port exists already, is allocated, or is in use.",
    against: "A load balancer of a Kubernetes service that was not made: there ports run out, and no container has them.",
    signs: &["hns-port-in-use"],
    sources: &["hcsshim-hcn", "moby", "ms-container-networking"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let port = told.seen.iter().find_map(|it| port(&it.line));
    let number = port.map_or_else(|| "PORT".to_owned(), |it| it.to_string());
    let what = port.map_or_else(|| "a port".to_owned(), |it| format!("port {it}"));
    let host = told.host_words();
    let says =
        Says::certain(format!("{what}, which {} should publish, is taken on {host}", told.image_words()))
            .remedy(
                "see which container has it, and stop that one",
                format!("docker ps --all --filter publish={number}"),
            )
            .remedy(
                "or which program of the host",
                format!(
                    "Get-Process -Id (Get-NetTCPConnection -LocalPort {number} -State Listen).OwningProcess"
                ),
            );
    let says = match told.engine() {
        Engine::Docker => {
            says.remedy("or publish another port", format!("docker run --publish 8081:80 {}", told.image()))
        }
        Engine::Swarm => says.remedy(
            "or publish another port of the hosts",
            format!("docker service update --publish-rm {number} --publish-add published=8081,target=80,mode=host {}", told.service()),
        ),
        Engine::Kubernetes => {
            says.remedy("or take hostPort out of the pod's template: a service reaches the pod without it", "")
        }
    };
    let says = says.remedy(
        "if nothing has it: what a container left behind goes with the network service",
        "Restart-Service hns",
    );
    Some(says.settle(
        "whether Windows keeps the port in a reserved range; on that host",
        "netsh interface ipv4 show excludedportrange protocol=tcp",
    ))
}

/// The port behind an address of the host: `0.0.0.0:8080`.
fn port(line: &str) -> Option<u16> {
    let addresses = ["0.0.0.0:", "127.0.0.1:", "[::]:"];
    let after = addresses.iter().flat_map(|address| line.split(address).skip(1));
    let digits = after.map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
    digits.filter_map(|it| it.parse().ok()).find(|port| *port != 0)
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "another container publishes it",
        text: "docker: Error response from daemon: driver failed programming external connectivity on endpoint web: Bind for \
               0.0.0.0:8080 failed: port is already allocated.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the network service of Windows",
        text: "Error response from daemon: failed to create endpoint web on network nat: failed during hnsCallRawResponse: \
               hnsCall failed in Win32: The specified port already exists. (0x803b0013).",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the load balancer of a service",
        text: "E0612 10:02:11.000000 proxier.go:1131] Policy creation failed: hcnCreateLoadBalancer failed in Win32: The \
               specified port already exists. (0x803b0013)",
        found: None,
    },
];
