//! Another processor.

use super::mismatch::{self, Kind};
use crate::cause::{Cause, Class, Confidence, Example};

/// The image is not there for the architecture of the host.
pub static CAUSE: Cause = Cause {
    id: "arch-mismatch",
    class: Class::Platform,
    title: "the image is not there for the architecture of the host",
    statement: "Operating system and version may fit: the processor does not. Windows images are for amd64, few for arm64; nothing emulates the other on a server.",
    requires: "No platform for an architecture that is not amd64; or an entry of the right system for another architecture.",
    against: "An entry of the architecture among the platforms of the image.",
    signs: &["no-matching-manifest"],
    sources: &["moby", "containerd-platforms"],
    retry_may_help: false,
    find: |case| mismatch::found(case, Kind::Architecture, &CAUSE),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "arm64 has no entry",
        text: r#"no matching manifest for linux/arm64/v8 in the manifest list entries"#,
        found: Some(Confidence::Likely),
    },
    Example {
        says: "amd64",
        text: r#"no matching manifest for windows/amd64 10.0.17763 in the manifest list entries"#,
        found: None,
    },
];
