//! An image from nothing.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The build starts from nothing, and Windows containers need a base image.
pub static CAUSE: Cause = Cause {
    id: "from-scratch",
    class: Class::Workload,
    title: "the build starts from nothing, and Windows containers need a base image",
    statement: "Each Windows image stands on a base image of Windows: FROM scratch is for Linux, where the kernel is enough. \
                Such a Dockerfile is, as a rule, for Linux, and the engine runs Windows containers.",
    requires: "The engine's message.",
    against: "An engine that runs Linux containers: there it is in order.",
    signs: &["from-scratch-refused"],
    sources: &["moby-builder", "ms-container-base-images"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |_| {
            Some(
                Says::certain("the Dockerfile begins with FROM scratch, and Windows containers need a base image of Windows")
                    .remedy("begin with the smallest base image, for the Windows of the hosts", "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022")
                    .remedy(
                        "or build it with an engine for Linux containers; Docker Desktop can switch",
                        "& $Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe -SwitchLinuxEngine",
                    )
                    .settle("which containers the engine runs", "docker info --format '{{.OSType}}'"),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "docker build",
        text: "Step 1/3 : FROM scratch\nWindows does not support FROM scratch",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a build on Linux",
        text: "Step 1/3 : FROM scratch\n ---> \nStep 2/3 : COPY app /",
        found: None,
    },
];
