//! No address is left for a pod.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// No address is left for the pod.
pub static CAUSE: Cause = Cause {
    id: "cni-no-addresses",
    class: Class::Network,
    title: "no address is left for the pod",
    statement: "The node has handed out all addresses of its share: too many pods, a share that is too small, or addresses of \
                pods that are long gone and were never given back.",
    requires: "A network plug-in, or the scheduler for it, says that no address is available.",
    against: "Nothing: the message says so.",
    signs: &["cni-no-addresses"],
    sources: &["cni-plugins", "azure-cni", "aws-eks-windows"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let pod = told.pod_words();
    let node = told.node();
    let count = format!("kubectl get pods --all-namespaces --field-selector spec.nodeName={node} -o wide");
    if told.is_worded("vpc.amazonaws.com") {
        return Says::certain(format!("no node of the EKS cluster has an address left for {pod}"))
            .remedy(
                "give Windows nodes prefixes instead of single addresses: some sixteen times as many pods",
                "kubectl patch configmap amazon-vpc-cni -n kube-system --type merge -p \
                 '{\"data\":{\"enable-windows-prefix-delegation\":\"true\"}}'",
            )
            .remedy("or take instances with more addresses, or more nodes", "")
            .remedy(
                "if no node offers any, Windows addresses are switched off in the cluster",
                "kubectl patch configmap amazon-vpc-cni -n kube-system --type merge -p '{\"data\":{\"enable-windows-ipam\":\"true\"}}'",
            )
            .settle("what the nodes offer, and what is taken", format!("kubectl describe node {node}"));
    }
    if told.is_worded("no ip addresses available in range") || told.is_worded("failed to allocate for range")
    {
        return Says::certain(format!("the share of addresses of the node is used up: none is left for {pod}"))
            .remedy(
                "see which are taken, compare them with the pods that run, and delete the files of those that are gone",
                "Get-ChildItem C:\\var\\lib\\cni\\networks -Recurse",
            )
            .remedy("or give each node a larger share: the kube-controller-manager's mask, for new nodes", "--node-cidr-mask-size-ipv4=24")
            .settle("how many pods the node has", count);
    }
    Says::likely(format!("the network plug-in has no address left for {pod}"))
        .remedy(
            "see which pods ended and keep their addresses, and delete them",
            "kubectl get pods --all-namespaces --field-selector status.phase=Failed -o wide",
        )
        .remedy("or add nodes, or enlarge the subnet that the nodes take addresses from", "")
        .settle(
            "how many pods the node has, and how many it may",
            format!("{count}\nkubectl describe node {node}"),
        )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a used up range of a node",
        text: "plugin type=\"host-local\" failed (add): no IP addresses available in range set: 10.244.4.1-10.244.4.254",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a used up node of EKS",
        text: "0/3 nodes are available: 1 Insufficient vpc.amazonaws.com/PrivateIPv4Address, 2 node(s) didn't match Pod's node \
               affinity/selector.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "another thing that is not available",
        text: "No available adapters were found.",
        found: None,
    },
];
