//! No access to the compute service, or to a file of the container.

use super::compute;
use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The compute service refuses the caller, or cannot open a file.
pub static CAUSE: Cause = Cause {
    id: "compute-access-denied",
    class: Class::Node,
    title: "Windows denied access when the container was created",
    statement: "Whoever creates a container needs the rights of an administrator, or those of the group Hyper-V Administrators. \
                Where the service has them, a file of the container is the matter: an antivirus program holds it, or a mounted \
                folder is not open to the container.",
    requires: "Windows denied access where the container was to be created.",
    against: "Nothing that access was denied; to what is not told.",
    signs: &["compute-access-denied"],
    sources: &["ms-hcs-codes", "hcsshim"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |it| {
            let (host, image) = (it.host_words(), it.image_words());
            let says = match it.is_worded("Only administrators") || it.is_worded("0x8037011b") {
                true => Says::certain(format!("who creates containers on {host} lacks the right")),
                false => Says::likely(format!("{host} denied access when {image} was to be created")),
            };
            Some(
                says.remedy(
                    "run Docker or containerd as LocalSystem, or as an administrator",
                    "sc.exe config docker obj= LocalSystem; Restart-Service docker",
                )
                .remedy(
                    "or let the account use the compute service, then log on anew",
                    "Add-LocalGroupMember -Group \"Hyper-V Administrators\" -Member ACCOUNT",
                )
                .remedy(compute::EXCLUDE, compute::EXCLUSION)
                .settle("whether it starts without its mounts", format!("docker run --rm {}", it.image()))
                .settle(compute::LOGGED, compute::LOG),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "a user without the right",
        text: "hcs::CreateComputeSystem 0f1e2d: Only administrators or users that are members of the Hyper-V Administrators user group \
               are permitted to access virtual machines or containers.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a file",
        text: "docker: Error response from daemon: hcsshim::CreateComputeSystem 0f1e2d: Access is denied. (extra info: \
               {\"SystemType\":\"Container\"}).",
        found: Some(Confidence::Likely),
    },
    Example { says: "a program in a container", text: "copy C:\\web.config: Access is denied.", found: None },
];
