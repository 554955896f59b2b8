//! The compute service waits too long.

use super::compute;
use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The compute service, or who asked it, waited too long for a container.
pub static CAUSE: Cause = Cause {
    id: "compute-service-timeout",
    class: Class::Node,
    title: "the container or its virtual machine did not answer in time",
    statement: "Windows was asked to start or stop a container and was not done in time (0xc0370109). The host is under load or \
                short of memory, an antivirus program looks at every file, or the compute service hangs. Versions that do not \
                fit are told otherwise.",
    requires: "Windows or hcsshim says that the time was up.",
    against: "A short message of Windows that other programs print as well.",
    signs: &["compute-service-timeout"],
    sources: &["ms-hcs-codes", "hcsshim"],
    retry_may_help: true,
    find: |case| {
        told(case, &CAUSE, |it| {
            let (host, image) = (it.host_words(), it.image_words());
            let is_sure =
                it.is_worded("hcsshim") || it.is_worded("virtual machine or container") || it.is_worded("0x");
            let confidence = if is_sure { Confidence::Certain } else { Confidence::Likely };
            Some(
                Says::new(confidence, format!("{image} did not answer on {host} in time: the host is slow, or its compute service hangs"))
                    .remedy(compute::EXCLUDE, compute::EXCLUSION)
                    .remedy("start the compute service anew; it ends all containers of the host", "Restart-Service vmcompute -Force")
                    .remedy("give the host more memory, or fewer containers, each with a limit", "docker stats --no-stream")
                    .settle(compute::LOGGED, compute::LOG),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "a host under load",
        text: "Error response from daemon: container 0f1e2d encountered an error during hcsshim::System::Start: failure in a Windows \
               system call: The operation timed out because a response was not received from the virtual machine or container. \
               (0xc0370109)",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a short message",
        text: "hcs::System::Start 0f1e2d: This operation returned because the timeout period expired. (0x5b4)",
        found: Some(Confidence::Likely),
    },
    Example { says: "another operation", text: "The operation timed out after 30 seconds", found: None },
];
