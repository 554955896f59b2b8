//! A share that the node does not map.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A share of SMB could not be mapped on the node.
pub static CAUSE: Cause = Cause {
    id: "smb-mount-failed",
    class: Class::Node,
    title: "a share could not be mapped on the node",
    statement: "The node maps a share once, by New-SmbGlobalMapping, for all pods that use it. It fails where the name does not \
                resolve, port 445 is closed, the account is wrong, or the same share is mapped with another account already.",
    requires: "The message of the kubelet or of the driver about the mapping.",
    against: "A share that works on other nodes: then DNS or the firewall of this one.",
    signs: &["smb-mount-failed"],
    sources: &["k8s-storage-plugins"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let text: String = told.seen.iter().map(|it| it.line.to_ascii_lowercase()).collect();
    let says = Says::certain(format!("{} did not map the share of {}", told.host_words(), told.pod_words()));
    let says = match () {
        () if text.contains("password") || text.contains("access is denied") => says.remedy(
            "correct the account in the secret: for a domain it is DOMAIN\\USER, for Azure AZURE\\ACCOUNT",
            "kubectl edit secret NAME",
        ),
        () if text.contains("network path") || text.contains("network name") => says.remedy(
            "let the node reach the server by name, on port 445",
            "Test-NetConnection SERVER -Port 445",
        ),
        () => says,
    };
    Some(
        says.remedy(
            "remove a mapping that is left from another account; on that node",
            "Get-SmbGlobalMapping | Remove-SmbGlobalMapping",
        )
        .settle(
            "what Windows says; on that node",
            "New-SmbGlobalMapping -RemotePath \\\\SERVER\\SHARE -Credential (Get-Credential)",
        ),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a wrong account",
        text: r#"MountVolume.MountDevice failed for volume "share" : rpc error: code = Internal desc = volume(share) mount "//files/shop" failed: smb mapping failed with error: NewSmbGlobalMapping failed. output: "The user name or password is incorrect""#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "another kind of storage",
        text: "MountVolume.SetUp failed for volume \"files\" : only cifs mount is supported now",
        found: None,
    },
];
