//! A volume upon the system drive.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A volume is mounted upon the system drive of the container.
pub static CAUSE: Cause = Cause {
    id: "system-drive-mount",
    class: Class::Workload,
    title: "a volume is mounted upon the system drive of the container",
    statement: "C: of the container holds its Windows, and cannot be covered. A mount path such as / or C:\\ means it.",
    requires: "The engine's or containerd's message.",
    against: "A message about a path below C:, which is free.",
    signs: &["system-drive-mount"],
    sources: &["containerd", "moby-windows-mounts"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    Some(
        Says::certain("a volume is mounted upon drive C: of the container, which holds its Windows")
            .remedy(
                "in the pod template: mount it at a folder below, or at another drive",
                "mountPath: C:\\data",
            )
            .remedy("with Docker: the same", format!("docker run -v C:\\data:C:\\data {}", told.image())),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "Docker",
        text: "docker: Error response from daemon: invalid volume specification: 'C:\\data:C:\\': invalid mount config for \
               type \"bind\": invalid specification: destination path cannot be `c:` or `c:\\`.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a folder below it",
        text: "docker: Error response from daemon: invalid mount config for type \"bind\": bind source path does not exist: C:\\",
        found: None,
    },
];
