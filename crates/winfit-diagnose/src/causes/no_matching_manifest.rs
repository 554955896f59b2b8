//! No platform that fits, and nothing tells why.

use super::mismatch::{self, Kind};
use crate::cause::{Cause, Class, Confidence, Example};

/// The image has no platform that fits the host.
pub static CAUSE: Cause = Cause {
    id: "no-matching-manifest",
    class: Class::OsMismatch,
    title: "the image has no platform that fits the host",
    statement: "The list of platforms behind the tag was read, and the host takes none of them: their builds, their system or their architecture are others. Which of these it is, the list tells.",
    requires: "The message, where neither the image nor the host tells more.",
    against: "What tells more is said by the cause that it proves.",
    signs: &["no-matching-manifest"],
    sources: &["moby", "containerd-platforms"],
    retry_may_help: false,
    find: |case| mismatch::found(case, Kind::NoMatch, &CAUSE),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "an image of which nothing is known",
        text: r#"no matching manifest for windows/amd64 10.0.17763 in the manifest list entries"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "containerd",
        text: r#"failed to pull and unpack image "registry.example.com/shop/web:1.2": no match for platform in manifest: not found"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "an image that is not there at all",
        text: r#"manifest for registry.example.com/shop/web:9 not found: manifest unknown"#,
        found: None,
    },
];
