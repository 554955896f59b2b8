//! Internet Connection Sharing is off.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The service that networks of the kind nat need is switched off.
pub static CAUSE: Cause = Cause {
    id: "ics-disabled",
    class: Class::Network,
    title: "Internet Connection Sharing is switched off on the host",
    statement: "Networks of the kinds nat and ics use the service SharedAccess for addresses and names. Hardening guides and \
                group policies switch it off; then no such network comes up.",
    requires: "Windows says that the service SharedAccess is disabled and cannot be started.",
    against: "Nothing: the sentence names the service.",
    signs: &["ics-disabled"],
    sources: &["ms-hcn-codes"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |it| {
            let host = it.host_words();
            Some(
                Says::certain(format!(
                    "Internet Connection Sharing is switched off on {host}, and its networks need it"
                ))
                .remedy(
                    "allow the service to start; a group policy may have to change first",
                    "Set-Service SharedAccess -StartupType Manual",
                )
                .remedy(
                    "start the network service and Docker anew",
                    "Restart-Service hns; Restart-Service docker",
                )
                .settle(
                    "how the service is set",
                    "Get-Service SharedAccess | Format-List Name, StartType, Status",
                ),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "Docker makes its network",
        text: "failed to start daemon: Error initializing network controller: Error creating default network: failed during \
               hnsCallRawResponse: hnsCall failed in Win32: Internet Connection Sharing service (SharedAccess) is disabled and \
               cannot be started. (0x803b002a)",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a service that does not matter",
        text: "Restart-Service : Service 'SharedAccess' has been started.",
        found: None,
    },
];
