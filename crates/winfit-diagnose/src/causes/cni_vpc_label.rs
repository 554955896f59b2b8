//! Pods of Amazon EKS without an address.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// Nothing in an EKS cluster gave the pod an address.
pub static CAUSE: Cause = Cause {
    id: "cni-vpc-label",
    class: Class::Network,
    title: "nothing in the EKS cluster gives Windows pods their addresses",
    statement: "On Amazon EKS a controller writes the address of a Windows pod to it before the network plug-in runs. It is \
                switched off, runs without its rights, or did not take the pod for a Windows one: it looks for the node \
                selector kubernetes.io/os: windows. Image and host have no part in it.",
    requires: "The plug-in says that the pod lacks vpc.amazonaws.com/PrivateIPv4Address.",
    against: "Nothing: no other failure is told so.",
    signs: &["cni-vpc-label"],
    sources: &["aws-eks-windows"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |it| {
            let pod = it.pod_words();
            let step = super::steps::patch(it.pair.pod, "{\"kubernetes.io/os\":\"windows\"}");
            Some(
                Says::certain(format!("{pod} was given no address: the EKS cluster does not hand them out to Windows pods"))
                    .remedy(
                        "switch it on, and let the role of the cluster have the policy AmazonEKSVPCResourceController",
                        "kubectl patch configmap amazon-vpc-cni -n kube-system --type merge -p '{\"data\":{\"enable-windows-ipam\":\"true\"}}'",
                    )
                    .remedy("let the pod say that it is for Windows", step)
                    .remedy("then make the pod anew", format!("kubectl delete pod {}", it.pod()))
                    .settle(
                        "whether the node offers addresses: it lists vpc.amazonaws.com/PrivateIPv4Address among its capacity",
                        format!("kubectl describe node {}", it.node()),
                    ),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "a pod on a node of EKS",
        text: "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox \"0f1e\": plugin \
               type=\"vpc-bridge\" failed (add): failed to parse Kubernetes args: pod does not have label \
               vpc.amazonaws.com/PrivateIPv4Address",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a node that has none left",
        text: "0/3 nodes are available: 3 Insufficient vpc.amazonaws.com/PrivateIPv4Address.",
        found: None,
    },
];
