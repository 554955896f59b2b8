//! An image of a newer Windows than the host.

use super::mismatch::{self, Kind};
use crate::cause::{Cause, Class, Confidence, Example};

/// The image is newer than the host.
pub static CAUSE: Cause = Cause {
    id: "image-newer-than-host",
    class: Class::OsMismatch,
    title: "the image is newer than the host",
    statement: "A host never runs an image of a newer build in process isolation, and Docker refuses to pull one whatever the isolation. An older tag of the image or a newer host helps; Hyper-V isolation does not.",
    requires: "The refusal of Docker with both versions; or the sentence of Windows or a missing platform where the image is known to be newer.",
    against: "An entry of the host's own build among the platforms of the image.",
    signs: &[
        "image-newer",
        "os-mismatch",
        "no-matching-manifest",
        "compute-system-failed",
        "layer-import-failed",
    ],
    sources: &["moby", "ms-version-compatibility"],
    retry_may_help: false,
    find: |case| mismatch::found(case, Kind::ImageNewer, &CAUSE),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "Docker since 18.04, at the pull",
        text: r#"a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "Windows refuses a tag that names a newer release",
        text: r#"C:\>docker run --rm mcr.microsoft.com/windows/nanoserver:ltsc2022
docker: Error response from daemon: hcsshim::CreateComputeSystem 0f1e: The container operating system does not match the host operating system.

Microsoft Windows [Version 10.0.17763.437]"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "an older image",
        text: r#"C:\>docker run --rm mcr.microsoft.com/windows/nanoserver:1809
docker: Error response from daemon: hcsshim::CreateComputeSystem 0f1e: The container operating system does not match the host operating system.

Microsoft Windows [Version 10.0.20348.825]"#,
        found: None,
    },
];
