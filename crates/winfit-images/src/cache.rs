//! The cache: documents by digest for ever, what a tag stands for with a time to live, failures briefly.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use winfit_compat::reference::Reference;

use crate::{Digest, ErrorKind};

/// Where the cache is, and how much and how long it keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheSettings {
    /// Its folder; made when it is first written to.
    pub folder: PathBuf,
    /// Bytes that it may hold.
    pub limit: u64,
    /// How long a tag is taken to stand for the same digest.
    pub tag_lifetime: Duration,
    /// How long a failure is taken to last.
    pub failure_lifetime: Duration,
}

impl CacheSettings {
    /// The usual limits, in this folder.
    #[must_use]
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            folder,
            limit: 256 * 1024 * 1024,
            tag_lifetime: Duration::from_secs(60 * 60),
            failure_lifetime: Duration::from_secs(60),
        }
    }
}

/// What the cache knows of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// It stood for this digest then.
    Digest {
        digest: Digest,
        checked: SystemTime,
        /// Within the time to live.
        fresh: bool,
    },
    /// It could not be read a moment ago.
    Failure { kind: ErrorKind, message: String },
}

/// A cache folder. Trouble with it never fails a question: it is then as if nothing were known.
#[derive(Debug, Clone)]
pub(crate) struct Cache {
    settings: CacheSettings,
}

impl Cache {
    pub(crate) fn new(settings: CacheSettings) -> Self {
        Self { settings }
    }

    /// A document, verified again.
    pub(crate) fn document(&self, digest: &Digest) -> Option<Bytes> {
        let _ = (digest, &self.settings);
        None
    }

    /// Keeps a document that has this digest.
    pub(crate) fn keep_document(&self, digest: &Digest, bytes: &Bytes) {
        let _ = (digest, bytes);
    }

    /// What is known of a tag.
    pub(crate) fn tag(&self, reference: &Reference, now: SystemTime) -> Option<Known> {
        let _ = (reference, now);
        None
    }

    /// Keeps what a tag stands for.
    pub(crate) fn keep_tag(&self, reference: &Reference, digest: &Digest, now: SystemTime) {
        let _ = (reference, digest, now);
    }

    /// Keeps briefly that a tag cannot be read.
    pub(crate) fn keep_failure(
        &self,
        reference: &Reference,
        kind: ErrorKind,
        message: &str,
        now: SystemTime,
    ) {
        let _ = (reference, kind, message, now);
    }

    /// Brings it back under its limit; called once at the end of many questions.
    pub(crate) fn trim(&self) {}
}
