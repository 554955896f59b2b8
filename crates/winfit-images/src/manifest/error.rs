//! Why a document is no image that hosts understand, and what to do about it.

use super::DOCUMENT_LIMIT;
use super::json::ENTRIES;
use crate::ErrorKind;

/// Why a document is no image that hosts understand. `what` is `manifest` or `image configuration`; texts out of the
/// document are shortened and escaped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// It has no bytes, or only blanks.
    #[error("the {what} is empty")]
    Empty {
        /// Which document.
        what: &'static str,
    },
    /// It is longer than any that hosts accept.
    #[error("the {what} has {bytes} bytes; {DOCUMENT_LIMIT} are the most that is read")]
    TooLarge {
        /// Which document.
        what: &'static str,
        /// Its length.
        bytes: usize,
    },
    /// It is encoded otherwise than as plain UTF-8.
    #[error("the {what} is no JSON in UTF-8: it starts like {found}")]
    Encoding {
        /// Which document.
        what: &'static str,
        /// What its first bytes mean.
        found: &'static str,
    },
    /// Not JSON, or with a field that occurs twice.
    #[error("the {what} is broken JSON: {problem}; it starts with \"{start}\"")]
    Json {
        /// Which document.
        what: &'static str,
        /// What is wrong, with line and column.
        problem: String,
        /// Its beginning.
        start: String,
    },
    /// JSON, but no object.
    #[error("the {what} is JSON, but no object")]
    NoObject {
        /// Which document.
        what: &'static str,
    },
    /// Docker's oldest format.
    #[error("the manifest has schema version 1, Docker's oldest format, which names no platform")]
    SchemaOne,
    /// Neither an index nor a manifest, by its media type or its fields.
    #[error("the manifest is neither an index nor an image: {problem}")]
    Shape {
        /// What it lacks.
        problem: String,
    },
    /// An index and a manifest at once: hosts would not agree which.
    #[error("the manifest can be read in two ways: {problem}")]
    Ambiguous {
        /// What contradicts what.
        problem: String,
    },
    /// Something else than an image: a chart, a signature, a bill of materials.
    #[error("it is an artifact of type \"{media_type}\", and no image")]
    Artifact {
        /// Its artifact type, or the media type of its configuration.
        media_type: String,
    },
    /// The index lists more than any that hosts accept.
    #[error("the index has {count} entries; {ENTRIES} are the most that is read")]
    TooManyEntries {
        /// How many it has.
        count: usize,
    },
    /// Indexes inside indexes inside indexes.
    #[error("the index has other indexes inside it more than {depth} deep")]
    TooDeep {
        /// How deep is read.
        depth: usize,
    },
    /// To know all platforms takes more documents than any honest image has.
    #[error("its platforms are spread over more than {limit} documents")]
    TooManyDocuments {
        /// How many are read.
        limit: usize,
    },
    /// The index lists nothing that a host could run.
    #[error("the index lists no image: {}", entries(*.attestations, *.artifacts, *.broken, .problem.as_deref()))]
    NoPlatforms {
        /// How many build attestations it lists.
        attestations: usize,
        /// How many other artifacts.
        artifacts: usize,
        /// How many entries that cannot be read.
        broken: usize,
        /// What is wrong with the first of these.
        problem: Option<String>,
    },
    /// A descriptor without a digest that can be verified.
    #[error("the manifest names no {of} by a digest that can be verified: {problem}")]
    Digest {
        /// What it should name, e.g. `image configuration`.
        of: &'static str,
        /// What stands there instead.
        problem: String,
    },
}

fn entries(attestations: usize, artifacts: usize, broken: usize, problem: Option<&str>) -> String {
    let counted = [
        (attestations, "build attestation", "build attestations"),
        (artifacts, "other artifact", "other artifacts"),
        (broken, "broken entry", "broken entries"),
    ];
    let words: Vec<String> = counted
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, several)| format!("{count} {}", if count == 1 { one } else { several }))
        .collect();
    let first = if broken > 1 { " with the first" } else { "" };
    let problem = problem.map(|it| format!("; what is wrong{first}: {it}")).unwrap_or_default();
    if words.is_empty() { "it is empty".to_owned() } else { format!("only {}{problem}", words.join(", ")) }
}

impl ManifestError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::SchemaOne | Self::Artifact { .. } | Self::NoPlatforms { broken: 0, .. } => {
                ErrorKind::Unsupported
            }
            _ => ErrorKind::Malformed,
        }
    }

    pub(crate) fn help(&self) -> Option<String> {
        let help = match self {
            Self::SchemaOne => "push the image again with a current docker: `docker pull`, `docker push`",
            Self::Artifact { .. } => "name the image itself; charts, signatures and the like run on no host",
            Self::NoPlatforms { broken: 0, .. } => "name a tag or digest that stands for an image",
            Self::Encoding { .. } | Self::Json { .. } | Self::NoObject { .. } | Self::Empty { .. } => {
                "if the document starts like a web page, a proxy or a login page answered in the registry's place; \
                 otherwise push the image again"
            }
            Self::Ambiguous { .. } => {
                "do not run it: two readers of this document would see two different images"
            }
            _ => "push the image again with current tools",
        };
        Some(help.to_owned())
    }
}
