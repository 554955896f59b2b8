//! No network adapter when the kubelet starts.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The scripts that start the node, or flanneld, find no network adapter.
pub static CAUSE: Cause = Cause {
    id: "kubelet-no-adapter",
    class: Class::Node,
    title: "no network adapter is found when the kubelet starts",
    statement: "The kubelet needs the virtual adapter of the pods' network, which the start scripts and flanneld make on an \
                adapter of the host. They found none: the adapter is not called Ethernet, as they assume, or the virtual network \
                did not come up.",
    requires: "The scripts, or flanneld, say that they find no adapter.",
    against: "Nothing: the message says so.",
    signs: &["kubelet-no-adapter"],
    sources: &["microsoft-sdn", "flannel", "k8s-windows-intro-1.22"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |it| {
            let host = it.host_words();
            Some(
                Says::certain(format!("no network adapter of {host} was found for the network of the pods"))
                    .remedy("see what the adapter is called, and which has the node's address", "Get-NetIPAddress -AddressFamily IPv4 | Format-Table InterfaceAlias, IPAddress")
                    .remedy("name it", ".\\start.ps1 -ManagementIP ADDRESS -InterfaceName \"Ethernet 2\"\nflanneld.exe --iface=ADDRESS --ip-masq=1 --kube-subnet-mgr=1 --kubeconfig-file=C:\\k\\config")
                    .remedy("look for errors further up, where the virtual network is made", "C:\\k\\start-kubelet.ps1")
                    .settle(
                        "whether the virtual network is there: each prints a line if it is",
                        "Get-HnsNetwork | ? Name -ieq cbr0\nGet-NetAdapter | ? Name -Like \"vEthernet (*\"",
                    ),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "the start script",
        text: "Failed to find a suitable network adapter, check your network settings.\nAt C:\\k\\helper.psm1:48 char:5",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "flanneld",
        text: "E0612 10:02:11.000000    4120 main.go:229] Failed to find any valid interface to use: failed to get default interface",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a program that looks for a camera",
        text: "Failed to find a suitable adapter, using the default one",
        found: None,
    },
];
