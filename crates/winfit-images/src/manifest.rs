//! What the bytes of manifests, indexes and image configurations say. Pure: bytes in, values out.

use crate::ErrorKind;

/// Bytes of the longest image configuration that is read.
pub(crate) const CONFIG_LIMIT: usize = 4 * 1024 * 1024;

/// Why a document is no image that hosts understand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// Not JSON.
    #[error("the manifest is no JSON: {problem}")]
    Json {
        /// What is wrong, and where.
        problem: String,
    },
}

impl ManifestError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Json { .. } => ErrorKind::Malformed,
        }
    }

    pub(crate) fn help(&self) -> Option<String> {
        None
    }
}
