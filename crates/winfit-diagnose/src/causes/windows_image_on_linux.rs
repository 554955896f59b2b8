//! A Windows image on Linux.

use super::mismatch::{self, Kind};
use crate::cause::{Cause, Class, Confidence, Example};

/// A Windows image on a daemon that runs Linux containers.
pub static CAUSE: Cause = Cause {
    id: "windows-image-on-linux",
    class: Class::Platform,
    title: "a Windows image on a daemon that runs Linux containers",
    statement: "An engine on Linux, or Docker Desktop in its Linux mode, cannot run Windows images.",
    requires: "A daemon that names the operating system it refuses; or no platform for linux/amd64 in the image.",
    against: "A Linux entry among the platforms of the image: then the architecture does not fit.",
    signs: &["image-os-refused", "no-matching-manifest"],
    sources: &["moby"],
    retry_may_help: false,
    find: |case| mismatch::found(case, Kind::WindowsImage, &CAUSE),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "Docker names the system",
        text: r#"docker: image operating system "windows" cannot be used on this platform."#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "no entry for Linux",
        text: r#"no matching manifest for linux/amd64 in the manifest list entries"#,
        found: Some(Confidence::Likely),
    },
    Example {
        says: "another architecture of Linux",
        text: r#"no matching manifest for linux/arm64/v8 in the manifest list entries"#,
        found: None,
    },
];
