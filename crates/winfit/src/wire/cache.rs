//! The bodies of `winfit cache info` and `winfit cache clear`.

use serde::Serialize;

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Body {
    Info(Info),
    Cleared(Cleared),
}

/// What the cache holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Info {
    pub(crate) schema: &'static str,
    /// It need not exist.
    pub(crate) folder: String,
    /// Manifests, indexes and image configurations.
    pub(crate) documents: usize,
    /// Tags whose digest is known.
    pub(crate) tags: usize,
    pub(crate) failures: usize,
    pub(crate) bytes: u64,
    /// Bytes that it may hold.
    pub(crate) limit: u64,
    /// When the file was used that was not used for longest.
    pub(crate) oldest: Option<String>,
    /// When the file was used that was used last.
    pub(crate) newest: Option<String>,
}

/// What was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Cleared {
    pub(crate) schema: &'static str,
    pub(crate) folder: String,
    /// Files.
    pub(crate) removed: usize,
    /// Their bytes.
    pub(crate) freed: u64,
}
