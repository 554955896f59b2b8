//! Objects of an older network service.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The network service holds an object that its version cannot read.
pub static CAUSE: Cause = Cause {
    id: "hns-stale-object",
    class: Class::Network,
    title: "the network service holds a network or endpoint that its version cannot read",
    statement: "After an update of Windows, or a change by hand, a network or an endpoint of the time before no longer fits \
                the network service, which words it as a wrong diskette. Delete the object: it is made anew.",
    requires: "The sentence about the wrong diskette.",
    against: "The host has a diskette drive.",
    signs: &["hns-stale"],
    sources: &["ms-kubernetes-problems"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let host = told.host_words();
    Says::certain(format!(
        "the network service of {host} holds a network or endpoint from before an update, which it cannot read"
    ))
    .remedy("find it, and delete it", "hnsdiag list networks; hnsdiag list endpoints\nhnsdiag delete networks ID")
    .remedy("restart the service", "Restart-Service hns")
    .remedy(
        "or, up to Windows Server 2019, delete all of them; kubelet, kube-proxy and the network plug-in make their own anew",
        "Stop-Service hns\nRemove-Item C:\\ProgramData\\Microsoft\\Windows\\HNS\\HNS.data\nStart-Service hns",
    )
    .settle("what the host was updated to, and when", "Get-HotFix | Sort-Object InstalledOn | Select-Object -Last 3")
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a pod after an update of its node",
        text: "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox \"0f1e\": plugin \
               type=\"win-bridge\" name=\"cbr0\" failed (add): error while HNSEndpoint creation: hnsCall failed in Win32: The \
               wrong diskette is in the drive. Insert %2 (Volume Serial Number: %3) into drive %1. (0x22)",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "another sentence of the network service",
        text: "hnsCall failed in Win32: The network was not found. (0x803b0001)",
        found: None,
    },
];
