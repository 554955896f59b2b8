//! A call of Windows that failed.

use super::compute;
use super::frames;
use super::told::{Says, Told};
use crate::cause::{Cause, Class, Confidence, Example};

/// Windows did not create or start a container, and no other cause knows why.
pub static CAUSE: Cause = Cause {
    id: "windows-call-failed",
    class: Class::Consequence,
    title: "Windows did not create or start the container, for the reason that it gives",
    statement: "Docker and containerd ask Windows to create the container. It refused, and its sentence, or the code behind it, \
                says why.",
    requires: "A call to create or start a container failed, and no message beside it is known to another cause.",
    against: "Any other failure in the text: then this follows from it.",
    signs: &["compute-system-failed"],
    sources: &["hcsshim"],
    retry_may_help: true,
    find: |case| frames::unexplained(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let reason = frames::first_reason(told);
    let reason = reason.map(|it| format!(", and says: {it}")).unwrap_or_default();
    let (host, image) = (told.host_words(), told.image_words());
    let says = Says::possible(format!("Windows did not create or start {image} on {host}{reason}"));
    frames::decoded(says, told)
        .remedy(compute::LOGGED, compute::LOG)
        .settle("whether image and host fit", format!("winfit fits {} --host VERSION", told.image()))
        .settle("which Windows the host runs; on that host", "cmd /c ver")
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a sentence that no cause knows",
        text: "docker: Error response from daemon: hcs::CreateComputeSystem 0f1e2d: The group or resource is not in the correct state \
               to perform the requested operation. (0x139f)",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "a sentence that another cause knows",
        text: "hcs::CreateComputeSystem 0f1e2d: A virtual machine or container with the specified identifier already exists.",
        found: None,
    },
];
