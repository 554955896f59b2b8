//! A program that does not start in its container.

use super::frames;
use super::told::{Says, Told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The container runs, and a program did not start in it.
pub static CAUSE: Cause = Cause {
    id: "create-process-failed",
    class: Class::Application,
    title: "the container runs, and the program did not start in it",
    statement: "Windows made the container, so that image and host fit, and did not start the program in it. What stands behind \
                the call says why.",
    requires: "CreateProcess failed, and no message beside it is known to another cause.",
    against: "Nothing that the program did not start; why is up to the sentence behind the call.",
    signs: &["create-process-failed"],
    sources: &["hcsshim"],
    retry_may_help: false,
    find: |case| frames::unexplained(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let reason = frames::first_reason(told);
    let reason = reason.map(|it| format!(": {it}")).unwrap_or_default();
    let image = told.image();
    let says =
        Says::likely(format!("{} was made, and its program did not start{reason}", told.image_words()));
    frames::decoded(says, told)
        .remedy(
            "see which program the image starts, and as which user",
            format!("docker inspect --format='{{{{json .Config}}}}' {image}"),
        )
        .settle(
            "whether it starts from a shell inside",
            format!("docker run --rm -it --entrypoint cmd {image}"),
        )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a reason that only the message knows",
        text: "container 0f1e2d encountered an error during CreateProcess: failure in a Windows system call: The group or resource is \
               not in the correct state to perform the requested operation. (0x139f)",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a reason that another cause knows",
        text: "container 0f1e2d encountered an error during CreateProcess: failure in a Windows system call: The system cannot find \
               the file specified. (0x2)",
        found: None,
    },
];
