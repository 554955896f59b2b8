//! Load balancers of services that kube-proxy cannot make.

use super::frames;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// kube-proxy could not make the load balancer of a service.
pub static CAUSE: Cause = Cause {
    id: "load-balancer-ports",
    class: Class::Network,
    title: "kube-proxy could not make the load balancer of a service",
    statement: "Without direct server return each load balancer takes 64 of the host's dynamic ports. With many services they \
                run out, and services cannot be reached through that node. Others fail because one of an earlier kube-proxy is \
                still there, or for a reason that the message gives.",
    requires: "hcnCreateLoadBalancer failed in the log of kube-proxy; the ports: with the sentence about a port that exists \
               already.",
    against: "Another sentence behind the call: then that is the reason.",
    signs: &["load-balancer-ports", "load-balancer-failed", "load-balancer-exists"],
    sources: &["k8s-winkernel", "ms-kubernetes-problems", "k8s-issue-78574"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let host = told.host_words();
    if told.shows("load-balancer-ports") {
        return Says::certain(format!(
            "{host} has no ports left for the load balancers of services, or one of them is taken"
        ))
        .remedy("install KB4551853 or newer on Windows Server 2019, which shares the ports better", "")
        .remedy("enlarge the range of dynamic ports", "netsh int ipv4 set dynamicportrange tcp start=34000 num=31536")
        .remedy(
            "or let kube-proxy use direct server return, which takes none: from Kubernetes 1.34 on it can do so without a gate",
            "kube-proxy.exe --enable-dsr=true --feature-gates=WinDSR=true",
        )
        .settle(
            "how many ports are left; on that host",
            "netsh int ipv4 show dynamicportrange tcp; netsh int ipv4 show excludedportrange tcp",
        );
    }
    if told.shows("load-balancer-exists") {
        return Says::likely(format!("a load balancer of an earlier kube-proxy is still there on {host}"))
            .remedy(
                "delete what was left behind, and start kube-proxy anew",
                "Stop-Service kube-proxy; Get-HnsPolicyList | Remove-HnsPolicyList; Start-Service kube-proxy",
            )
            .settle("which there are", "hnsdiag list loadbalancers");
    }
    let reason = frames::first_reason(told);
    let reason = reason.map(|it| format!(": {it}")).unwrap_or_default();
    let says =
        Says::likely(format!("kube-proxy on {host} could not make the load balancer of a service{reason}"));
    frames::decoded(says, told)
        .remedy("start kube-proxy anew: it makes all of them again", "Restart-Service kube-proxy")
        .settle("which there are", "hnsdiag list loadbalancers")
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "no port is left",
        text: "E0612 10:02:11.000000 proxier.go:1131] Policy creation failed: hcnCreateLoadBalancer failed in Win32: The \
               specified port already exists. (0x803b0013)",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "one is still there",
        text: "E0612 10:02:11.000000 proxier.go:1131] \"Policy creation failed\" err=\"hcnCreateLoadBalancer failed in Win32: \
               Cannot create a file when that file already exists. (0xb7)\"",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a port that a container should publish",
        text: "failed to create endpoint web on network nat: hnsCall failed in Win32: The specified port already exists. \
               (0x803b0013)",
        found: None,
    },
];
