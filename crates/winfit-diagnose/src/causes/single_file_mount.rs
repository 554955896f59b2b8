//! A single file where Windows mounts folders.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A single file is to be mounted, and Windows mounts folders.
pub static CAUSE: Cause = Cause {
    id: "single-file-mount",
    class: Class::Workload,
    title: "a single file is to be mounted, and Windows mounts folders",
    statement: "Docker on Windows maps folders into containers, not files; and nowhere can a folder be mounted upon a file, or a \
                file upon a folder. Configs and secrets of Swarm are files too, and come to Windows another way.",
    requires: "The engine's message.",
    against: "A source that is missing: Docker on Linux makes a folder of its name, which then does not fit.",
    signs: &["single-file-mount"],
    sources: &["moby", "moby-windows-mounts", "ms-persistent-storage"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    Some(
        Says::certain(format!("a file is mounted into {}, where only a folder can be", told.image_words()))
            .remedy(
                "put the file into a folder of its own, and mount that",
                format!("docker run -v C:\\config:C:\\config {}", told.image()),
            )
            .remedy("or copy it into the image, in the Dockerfile", "COPY app.config C:/app/")
            .settle("whether the source is a file; on the host", "Get-Item C:\\PATH"),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a file of settings",
        text: "docker: Error response from daemon: invalid mount config for type \"bind\": source path must be a directory.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a source that is missing",
        text: "docker: Error response from daemon: invalid mount config for type \"bind\": bind source path does not exist: C:\\data",
        found: None,
    },
];
