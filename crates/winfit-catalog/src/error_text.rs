//! How programs word the failures of Windows containers.

use crate::{List, Text};

/// A wording and what it is a sign of: a row of `catalog/error-texts.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorText {
    /// What the wording shows, e.g. `os-mismatch`: the same for all wordings of one meaning.
    pub sign: Text,
    /// The words as they are printed, with a capture in braces for what varies: `failed to pull image "{image}"`.
    pub phrase: Text,
    /// The program that prints it.
    pub printed_by: Text,
    /// Of which versions it is known.
    pub versions: Option<Text>,
    /// What it says: a sentence.
    pub says: Text,
    /// Ids of the sources.
    pub sources: List<Text>,
}

impl ErrorText {
    /// The names that a capture can have, sorted.
    pub const CAPTURES: [&'static str; 21] = [
        "any",
        "architecture",
        "code",
        "container",
        "count",
        "feature",
        "field",
        "host_version",
        "image",
        "image_version",
        "kb",
        "message",
        "network",
        "node",
        "os",
        "path",
        "platform",
        "pod",
        "runtime_class",
        "service",
        "volume",
    ];

    /// Those of them that may end a phrase: it is told from what they hold where they end.
    pub const LAST_CAPTURES: [&'static str; 4] = ["code", "image", "message", "path"];
}
