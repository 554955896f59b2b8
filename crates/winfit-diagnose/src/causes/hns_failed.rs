//! The network service refuses a request.

use super::frames;
use super::told::{Says, Told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The network service of Windows refused a request, and no other cause knows why.
pub static CAUSE: Cause = Cause {
    id: "hns-failed",
    class: Class::Network,
    title: "the network service of Windows refused a request",
    statement: "Containers get their network from the host network service. It refused a request, and what stands behind the \
                call says why. Versions of image and host have no part in it.",
    requires: "A call of the network service that failed, and no message beside it that another cause knows.",
    against: "Nothing that it was the network service; why is up to the sentence behind the call.",
    signs: &["hns-failed"],
    sources: &["hcsshim-hcn", "moby", "ms-hcn-codes"],
    retry_may_help: true,
    find: |case| frames::unexplained(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let host = told.host_words();
    let reason = frames::first_reason(told);
    let reason = reason.map(|it| format!(": {it}")).unwrap_or_default();
    let says = Says::likely(format!("the network service of {host} refused a request{reason}"));
    frames::decoded(says, told).remedy("start the network service anew, and what uses it", "Restart-Service hns; Restart-Service docker")
        .remedy("see whether a network is damaged, and delete it: Docker or the network plug-in makes it anew", "Get-HnsNetwork | Format-List Name, Type, State, Subnets")
        .settle(
            "what the service itself logs",
            "Get-WinEvent -LogName Microsoft-Windows-Host-Network-Service-Admin -MaxEvents 20 | Format-List TimeCreated, Message",
        )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a wrong argument",
        text: "Error response from daemon: HNS failed with error : The parameter is incorrect.",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a reason that another cause knows",
        text: "failed during hnsCallRawResponse: hnsCall failed in Win32: An adapter was not found. (0x803b0006)",
        found: None,
    },
];
