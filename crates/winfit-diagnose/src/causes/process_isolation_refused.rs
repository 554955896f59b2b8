//! A client of Windows without process isolation.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// This client of Windows, or its engine, runs containers in Hyper-V isolation only.
pub static CAUSE: Cause = Cause {
    id: "process-isolation-refused",
    class: Class::Node,
    title: "this client of Windows runs containers in Hyper-V isolation only",
    statement: "Windows 10 has process isolation since version 1809, with Docker 18.09 or newer, for development. Before, \
                clients have Hyper-V isolation only. The versions of image and host are not at fault.",
    requires: "The engine's message.",
    against: "A server: there process isolation is the default.",
    signs: &["process-isolation-refused"],
    sources: &["moby", "ms-hyperv-container"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let engine = told.is_worded("only support Hyper-V");
    let needs = if engine {
        "Docker 18.09 or newer, on Windows 10 version 1809 or newer"
    } else {
        "Windows 10 version 1809 or newer"
    };
    Some(
        Says::certain(format!("{} has no process isolation: it needs {needs}", told.host_words()))
            .remedy("use Hyper-V isolation", format!("docker run --isolation=hyperv {}", told.image()))
            .remedy(format!("or update: {needs}"), "")
            .settle("which Windows it is; on that host", "cmd /c ver"),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "an engine of 2018",
        text: "docker: Error response from daemon: invalid option: Windows client operating systems only support Hyper-V containers.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "an engine on Linux",
        text: "docker: Error response from daemon: invalid isolation 'process': linux only supports 'default'.",
        found: None,
    },
];
