//! A node that does not reach services through itself.

use std::net::Ipv4Addr;

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The node itself does not reach the ports or addresses of services.
pub static CAUSE: Cause = Cause {
    id: "node-to-service",
    class: Class::Network,
    title: "the node itself does not reach the ports or addresses of services",
    statement: "On older builds of Windows a node does not reach NodePorts of its own, nor the addresses of services, while pods, \
                other nodes and clients do. KB4571748 (10.0.17763.1432) cures it for NodePorts of Windows Server 2019.",
    requires: "A connection to a NodePort of the machine itself, or to an address of the usual subnet of services, that failed.",
    against: "The same request fails from another machine, or from a pod: then the service is at fault.",
    signs: &["connect-failed"],
    sources: &["k8s-windows-intro-1.22", "ms-kubernetes-problems"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

/// The ports that Kubernetes takes for NodePorts, unless it is told others.
const NODE_PORTS: std::ops::RangeInclusive<u16> = 30000..=32767;

fn say(told: &Told<'_>) -> Option<Says> {
    let asked = told.seen.iter().filter_map(|it| {
        let port = it.capture("message")?.split(|c: char| !c.is_ascii_digit()).next()?;
        Some((it.capture("node")?, port.parse::<u16>().ok()?))
    });
    let (address, port, is_port) = asked
        .filter_map(|(address, port)| {
            let is_port = NODE_PORTS.contains(&port) && is_itself(address);
            (is_port || is_service(address)).then_some((address, port, is_port))
        })
        .next()?;
    let what = if is_port { "its own NodePort" } else { "the address of a service" };
    Some(
        Says::possible(format!("a Windows node may not reach {what}, {address}:{port}, while others do"))
            .remedy(
                "ask from a pod, or from another machine",
                format!(
                    "kubectl exec {} -- curl.exe -sS -m 5 http://{}:{port}",
                    told.pod(),
                    if is_port { "NODE" } else { address }
                ),
            )
            .remedy("on Windows Server 2019: install KB4571748 or newer", super::compute::UPDATE)
            .settle("whether the service has pods behind it", "kubectl get endpoints --all-namespaces")
            .settle("which revision the node has; on that node", "cmd /c ver"),
    )
}

fn is_itself(address: &str) -> bool {
    address.eq_ignore_ascii_case("localhost") || address.parse().is_ok_and(|it: Ipv4Addr| it.is_loopback())
}

/// Whether an address is in 10.96.0.0/12, of which clusters take the addresses of their services unless they are told others.
fn is_service(address: &str) -> bool {
    address.parse().is_ok_and(|it: Ipv4Addr| matches!(it.octets(), [10, 96..=111, ..]))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a NodePort of the node itself",
        text: "C:\\>curl http://localhost:30080\ncurl: (7) Failed to connect to localhost port 30080: Connection refused",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "the address of a service",
        text: "curl: (28) Failed to connect to 10.96.0.10 port 53 after 21039 ms: Could not connect to server",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "any server",
        text: "curl: (7) Failed to connect to example.com port 443: Connection refused",
        found: None,
    },
];
