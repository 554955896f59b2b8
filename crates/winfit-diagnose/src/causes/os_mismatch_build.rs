//! Windows refuses a container of another build.

use super::mismatch::{self, Kind};
use crate::cause::{Cause, Class, Confidence, Example};

/// The image is built for another Windows than the host runs.
pub static CAUSE: Cause = Cause {
    id: "os-mismatch-build",
    class: Class::OsMismatch,
    title: "the image is built for another Windows than the host runs",
    statement: "In process isolation, and below build 20348, host and image need the same build. Windows refuses to create the container: HCS error 0xc0370101. Trying again is futile: host, image or isolation must change.",
    requires: "The sentence of Windows or its code, for a container and not for the sandbox of a pod; or a failed CreateComputeSystem in another language beside a host and an image that the decision keeps apart.",
    against: "Host and image of the same build: the container may be of another image than the text names.",
    signs: &["os-mismatch", "no-matching-manifest", "compute-system-failed", "compute-file-missing"],
    sources: &["hcsshim", "ms-version-compatibility"],
    retry_may_help: false,
    find: |case| mismatch::found(case, Kind::Build, &CAUSE),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "Docker up to 18.06, with the code",
        text: r#"docker: Error response from daemon: container 0f1e encountered an error during CreateContainer: failure in a Windows system call: The operating system of the container does not match the operating system of the host. (0xc0370101) extra info: {"SystemType":"Container","HvPartition":false}."#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "on a host of 1909, which words it as a missing file",
        text: "C:\\>docker run --rm --isolation=process mcr.microsoft.com/windows/nanoserver:1809\n\
               docker: Error response from daemon: hcsshim::CreateComputeSystem 0f1e: The system cannot find the file specified.\n\
               Microsoft Windows [Version 10.0.18363.720]",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "the sandbox of a pod: another image is at fault",
        text: r#"Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox container for pod "web": Error response from daemon: hcsshim::CreateComputeSystem 0f1e: The container operating system does not match the host operating system."#,
        found: None,
    },
    Example {
        says: "a question about such errors, not one",
        text: r#"Does anyone know what the operating system of a container has to match?"#,
        found: None,
    },
];
