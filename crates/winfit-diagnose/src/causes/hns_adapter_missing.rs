//! No adapter for a network of the host.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The network service finds no adapter of the host for a network.
pub static CAUSE: Cause = Cause {
    id: "hns-adapter-missing",
    class: Class::Network,
    title: "the network service finds no adapter of the host for a network",
    statement: "A network of containers rests on an adapter of the host. The network service finds none: the adapter has no \
                address, belongs to another virtual switch, was renamed or replaced, or a network of an earlier installation \
                still refers to it. Image and host have no part in it.",
    requires: "The network service says that an adapter was not found, or gives the code 0x803b0006.",
    against: "Nothing: no other failure is told so.",
    signs: &["hns-adapter"],
    sources: &["ms-hcn-codes", "ms-container-networking"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let host = told.host_words();
    Says::certain(format!("the network service of {host} finds no adapter for a network of the containers"))
        .remedy(
            "compare the adapters with what the networks ask for",
            "Get-NetAdapter; Get-HnsNetwork | Format-Table Name, Type, NetworkAdapterName, ManagementIP",
        )
        .remedy(
            "let the service look again, and Docker make its network anew",
            "Stop-Service docker; Restart-Service hns; Start-Service docker",
        )
        .remedy(
            "delete a network that names an adapter which is gone; Docker makes nat anew when it starts",
            "Get-HnsNetwork | Where-Object Name -eq NETWORK | Remove-HnsNetwork",
        )
        .settle(
            "whether a port of the host is taken, which some versions tell so too",
            "docker ps --all; netstat -ano",
        )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a task of a Swarm service",
        text: "failed to create endpoint web.1.x on network nat: failed during hnsCallRawResponse: hnsCall failed in Win32: An \
               adapter was not found. (0x803b0006)",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a program that knows adapters too",
        text: "The default network adapter was not selected.",
        found: None,
    },
];
