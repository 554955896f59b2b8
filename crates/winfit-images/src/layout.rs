//! OCI layout folders.

use std::path::Path;

use crate::walk::Contents;
use crate::{Digest, ErrorKind, ImageError};

/// Why a layout folder did not give an image.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// It is none.
    #[error("{folder} is no OCI layout: it has no file {missing}")]
    NoLayout {
        /// The folder.
        folder: String,
        /// What it lacks.
        missing: &'static str,
    },
}

impl LayoutError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NoLayout { .. } => ErrorKind::Environment,
        }
    }

    pub(crate) fn help(&self) -> Option<String> {
        None
    }
}

/// Reads an image of a layout folder.
pub(crate) async fn read(
    folder: &Path,
    name: Option<&str>,
) -> Result<(Option<Digest>, Contents), ImageError> {
    let _ = name;
    Err(LayoutError::NoLayout { folder: folder.display().to_string(), missing: "oci-layout" }.into())
}
