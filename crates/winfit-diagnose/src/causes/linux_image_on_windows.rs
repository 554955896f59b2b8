//! A Linux image on Windows.

use super::mismatch::{self, Kind};
use crate::cause::{Cause, Class, Confidence, Example};

/// A Linux image on a host that runs Windows containers.
pub static CAUSE: Cause = Cause {
    id: "linux-image-on-windows",
    class: Class::Platform,
    title: "a Linux image on a host that runs Windows containers",
    statement: "A Windows host runs Windows images only. Nothing kept the workload off it, or Docker Desktop is switched to Windows containers.",
    requires: "A daemon that names the operating system it refuses; or no platform for Windows in an image that is known, or named, to be for Linux.",
    against: "A Windows entry among the platforms of the image.",
    signs: &["image-os-refused", "no-matching-manifest"],
    sources: &["moby", "k8s-kubelet"],
    retry_may_help: false,
    find: |case| mismatch::found(case, Kind::LinuxImage, &CAUSE),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "Docker names the system",
        text: r#"image operating system "linux" cannot be used on this platform"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "an image that is for Linux only",
        text: r#"C:\>docker pull debian:12
no matching manifest for windows/amd64 10.0.17763 in the manifest list entries"#,
        found: Some(Confidence::Likely),
    },
    Example {
        says: "an image that has Windows entries",
        text: r#"C:\>docker pull golang:1.22
no matching manifest for windows/amd64 10.0.17763 in the manifest list entries"#,
        found: None,
    },
];
