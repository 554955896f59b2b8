//! flanneld has not written the subnet of the node.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// flanneld has not written the file with the subnet of the node.
pub static CAUSE: Cause = Cause {
    id: "flannel-subnet-env",
    class: Class::Network,
    title: "flanneld has not written the subnet of the node",
    statement: "flanneld leases a subnet for the node and writes it to C:\\run\\flannel\\subnet.env, where its plug-in reads it \
                for each pod. The file is not there, so that flanneld did not start properly, and pods stay in \
                ContainerCreating.",
    requires: "The plug-in could not load or open /run/flannel/subnet.env.",
    against: "Nothing: the message names the file.",
    signs: &["flannel-subnet-env"],
    sources: &["flannel", "k8s-windows-intro-1.22"],
    retry_may_help: true,
    find: |case| {
        told(case, &CAUSE, |it| {
            let host = it.host_words();
            Some(
                Says::certain(format!("flanneld on {host} has not written C:\\run\\flannel\\subnet.env: it did not start properly"))
                    .remedy("start it again; pods follow by themselves", "Restart-Service flanneld")
                    .remedy(
                        "or write the file by hand: copy /run/flannel/subnet.env of a control plane node, and put the node's own \
                         subnet in",
                        "FLANNEL_NETWORK=10.244.0.0/16\nFLANNEL_SUBNET=10.244.4.1/24\nFLANNEL_MTU=1500\nFLANNEL_IPMASQ=true",
                    )
                    .settle("which subnet the node has", format!("kubectl get node {} -o jsonpath='{{.spec.podCIDR}}'", it.node()))
                    .settle("whether flanneld runs, and what it says", "Get-Process flanneld; Get-Content C:\\run\\flannel\\subnet.env"),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "a pod before flanneld",
        text: "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox \"0f1e\": plugin \
               type=\"flannel\" failed (add): loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: The system cannot find \
               the path specified.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "flanneld writes it",
        text: "I0612 10:02:11.000000 main.go:342] Wrote subnet file to /run/flannel/subnet.env",
        found: None,
    },
];
