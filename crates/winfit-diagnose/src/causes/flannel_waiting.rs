//! flannel waits for its network.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The network of flannel has not come up.
pub static CAUSE: Cause = Cause {
    id: "flannel-waiting",
    class: Class::Network,
    title: "flannel waits for its network to come up",
    statement: "The network service makes a virtual switch on the adapter of the node, and the address of the node moves to it. \
                flanneld and the start script wait for that. Before flannel 0.12.0 a race made them wait for ever; today it is \
                the wrong adapter, as a rule.",
    requires: "The line with which flanneld or the start script waits.",
    against: "What comes behind: each start prints it once or a few times, and goes on.",
    signs: &["flannel-waiting"],
    sources: &["flannel", "microsoft-sdn", "k8s-windows-intro-1.22"],
    retry_may_help: true,
    find: |case| {
        told(case, &CAUSE, |it| {
            let host = it.host_words();
            let times: u32 = it.seen.iter().map(|it| it.count).fold(0, u32::saturating_add);
            let confidence = if times > PATIENCE { Confidence::Likely } else { Confidence::Possible };
            let node = it.node();
            let says = Says::new(confidence, format!("the network of flannel has not come up on {host}"));
            let says = match confidence {
                Confidence::Possible => {
                    says.against("every start prints that line; it is a failure if nothing follows")
                }
                _ => says,
            };
            Some(
                says.remedy("run start.ps1 again, with the adapter that has the node's address", ".\\start.ps1 -InterfaceName Ethernet -ManagementIP ADDRESS -NetworkMode overlay")
                    .remedy(
                        "or start flanneld by hand, to see what it says",
                        format!(
                            "[Environment]::SetEnvironmentVariable('NODE_NAME', '{node}')\nC:\\flannel\\flanneld.exe \
                             --kubeconfig-file=C:\\k\\config --iface=ADDRESS --ip-masq=1 --kube-subnet-mgr=1"
                        ),
                    )
                    .remedy("take flannel 0.12.0 or newer", "flanneld.exe --version")
                    .settle("whether the network is there, and has the address of the node", "Get-HnsNetwork | Format-Table Name, Type, ManagementIP"),
            )
        })
    },
    examples: EXAMPLES,
};

/// How often the line comes in a start that succeeds.
const PATIENCE: u32 = 4;

const EXAMPLES: &[Example] = &[
    Example {
        says: "a script that waits for ever",
        text: "Waiting for the Network to be created\nWaiting for the Network to be created\nWaiting for the Network to be created\n\
               Waiting for the Network to be created\nWaiting for the Network to be created\nWaiting for the Network to be created",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "the start of flanneld",
        text: "I0612 10:02:11.000000 device_windows.go:116] Waiting to get ManagementIP from HostComputeNetwork flannel.4096",
        found: Some(Confidence::Possible),
    },
    Example { says: "another wait", text: "Waiting for the network to be ready", found: None },
];
