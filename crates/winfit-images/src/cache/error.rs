//! Why a cache folder cannot be looked at or cleared. Questions about images never meet these.

use std::io;
use std::path::Path;

/// Why a cache folder cannot be looked at or cleared.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// There is something in it, and no mark of winfit.
    #[error("{folder} is no cache of winfit: it holds files, and no CACHEDIR.TAG that winfit wrote")]
    NotACache {
        /// The folder.
        folder: String,
    },
    /// It cannot be read or changed.
    #[error("cannot {doing} {path}: {error}")]
    Io {
        /// `read`, `write` or `remove`.
        doing: &'static str,
        /// The file or folder.
        path: String,
        /// Why.
        error: io::Error,
    },
}

impl CacheError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NotACache { .. } => Some(
                "name the folder of the cache with --cache-dir, or leave it out for the usual one".to_owned(),
            ),
            Self::Io { .. } => {
                Some("check who may read and change it, or name another with --cache-dir".to_owned())
            }
        }
    }

    pub(super) fn io(doing: &'static str, path: &Path, error: io::Error) -> Self {
        Self::Io { doing, path: path.display().to_string(), error }
    }
}
