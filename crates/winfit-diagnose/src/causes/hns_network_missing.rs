//! A network or an endpoint that is not there.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A network of the host, or an endpoint on it, does not exist.
pub static CAUSE: Cause = Cause {
    id: "hns-network-missing",
    class: Class::Network,
    title: "a network of the host, or an endpoint on it, does not exist",
    statement: "Somebody asks the network service for a network or an endpoint that it does not have: the network was never \
                made, has another name, or was deleted while containers or kube-proxy still refer to it.",
    requires: "The network service says that a network or an endpoint was not found; or kube-proxy does not find its network.",
    against: "Nothing; why it is not there needs a look at the host.",
    signs: &["hns-network-missing", "hns-endpoint-missing", "kube-proxy-network"],
    sources: &["hcsshim-hcn", "k8s-winkernel", "ms-hcn-codes"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

const LIST: &str = "Get-HnsNetwork | Format-Table Name, Type, Id";

fn say(told: &Told<'_>) -> Says {
    let host = told.host_words();
    let network = told.capture("network");
    if told.shows("kube-proxy-network") {
        return kube_proxy(&host, network);
    }
    if told.is_worded("network nat not found") {
        return Says::certain(format!("{host} has lost the network nat, which Docker puts containers on"))
            .remedy(
                "let Docker make it anew",
                "Stop-Service docker; Restart-Service hns; Start-Service docker",
            )
            .settle("which networks there are", LIST);
    }
    if told.shows("hns-network-missing") {
        let name = network.map(|it| format!(" {it}")).unwrap_or_default();
        return Says::certain(format!("the network{name} does not exist on {host}"))
            .remedy("see which networks there are, and what asks for this one", LIST)
            .remedy(
                "start what makes it: the network plug-in of the cluster, or Docker",
                "Restart-Service hns; Restart-Service docker",
            )
            .settle("which networks there are", LIST);
    }
    Says::likely(format!("an endpoint that is asked for does not exist on {host}: it was deleted in the meantime"))
        .remedy(
            "kube-proxy deletes endpoints that it does not know for those of its own node: start it with the node's name",
            "C:\\k\\kube-proxy.exe --hostname-override=$(hostname)",
        )
        .remedy("then make the pod anew", format!("kubectl delete pod {}", told.pod()))
        .settle("which endpoints are left, and whether they shrink when kube-proxy starts", "hnsdiag list endpoints")
}

fn kube_proxy(host: &str, network: Option<&str>) -> Says {
    let summary = match network {
        Some(network) => {
            format!("kube-proxy looks for the network {network}, and {host} has none of that name")
        }
        None => format!("kube-proxy on {host} was not told its network, or does not find it"),
    };
    Says::certain(summary)
        .remedy("see which networks there are", LIST)
        .remedy(
            "tell kube-proxy the one of the pods: cbr0 of flannel in host-gw mode, vxlan0 or flannel.4096 in vxlan mode, else \
             as the network plug-in names it; then restart it",
            "kube-proxy.exe --network-name=NETWORK",
        )
        .remedy("if there is none, start the network plug-in first: kube-proxy needs what it makes", "")
        .settle("what kube-proxy is told", "sc.exe qc kube-proxy; nssm get kube-proxy AppEnvironmentExtra")
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "kube-proxy with a name that no network has",
        text: "E0612 10:02:11.000000 proxier.go:663] Unable to find HNS Network specified by vxlan0. Please check network name \
               and CNI deployment",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "Docker without its own network",
        text: "docker: Error response from daemon: network nat not found.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "an endpoint that kube-proxy deleted",
        text: "failed to remove endpoint: Endpoint ID \"9d1e5a4c-0000-4e21-8d2f-0f1e2d3c4b5a\" not found",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a share, not a network of containers",
        text: "New-SmbMapping : The network name cannot be found.",
        found: None,
    },
];
