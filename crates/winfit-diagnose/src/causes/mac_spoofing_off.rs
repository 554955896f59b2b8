//! Virtual machines that may not send for their pods.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The hypervisor drops what pods send.
pub static CAUSE: Cause = Cause {
    id: "mac-spoofing-off",
    class: Class::Network,
    title: "the hypervisor drops what pods on this virtual machine send",
    statement: "Pods send from the node's adapter under hardware addresses of their own. A hypervisor that forbids other addresses \
                than the virtual machine's drops all of it: pods start, and reach nothing outside of the machine.",
    requires: "A list of adapters of a virtual machine that says MacAddressSpoofing: Off.",
    against: "A network that hides these addresses, such as an overlay, or a virtual machine that is no node.",
    signs: &["mac-spoofing-off"],
    sources: &["k8s-windows-intro-1.22"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |_| {
            Some(
                Says::possible(
                    "an adapter of a virtual machine may not send for pods: MacAddressSpoofing is off",
                )
                .remedy(
                    "allow it on each adapter of each node; on the Hyper-V host",
                    "Get-VMNetworkAdapter -VMName NODE | Set-VMNetworkAdapter -MacAddressSpoofing On",
                )
                .remedy("on vSphere: accept forged transmits and promiscuous mode in the port group", "")
                .settle(
                    "whether pods reach other nodes",
                    "kubectl exec POD -- powershell Test-NetConnection ADDRESS -Port 443",
                ),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "an adapter of a node",
        text: "PS C:\\> Get-VMNetworkAdapter -VMName winw1 | fl\n\nName                 : Network Adapter\nMacAddressSpoofing   : Off\n\
               DhcpGuard            : Off",
        found: Some(Confidence::Possible),
    },
    Example { says: "one that may", text: "MacAddressSpoofing   : On", found: None },
];
