//! The cache: documents by digest for ever, what a tag stands for with a time to live, failures briefly.
//!
//! What is read from it is checked as if a stranger had written it: documents against their digest, the rest against the
//! digest and the reference that it carries. That is why nothing is locked, nothing is synced to disk, and many processes
//! may share a folder: a file is there in full, or as good as absent. What registries say of images is not a matter of this
//! module.

mod error;
mod files;
mod folder;
mod info;
mod record;
mod trim;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use winfit_compat::reference::Reference;

use crate::manifest::DOCUMENT_LIMIT;
use crate::{Digest, ErrorKind};
use files::Files;
use folder::{Folder, Shelf};
use record::{Failure, Tag};

pub use error::CacheError;
pub use info::{CacheInfo, Cleared};

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
pub enum Known {
    /// It stood for this digest then.
    Digest {
        /// The digest.
        digest: Digest,
        /// When that was last known, to the second.
        checked: SystemTime,
        /// Within the time to live.
        fresh: bool,
    },
    /// It could not be read a moment ago.
    Failure {
        /// The kind of failure.
        kind: ErrorKind,
        /// What was said, in one line.
        message: String,
    },
}

/// A cache folder. Trouble with it never fails a question: it is then as if nothing were known.
///
/// Clones share what they know of trouble, and of how much was written.
#[derive(Debug, Clone)]
pub struct Cache {
    settings: CacheSettings,
    folder: Arc<Folder>,
    files: Arc<Files>,
    /// Bytes written since the folder's ledger was last told.
    written: Arc<AtomicU64>,
}

impl Cache {
    /// Nothing is opened or made before the first question.
    #[must_use]
    pub fn new(settings: CacheSettings) -> Self {
        let folder = Arc::new(Folder::new(&settings.folder));
        Self { settings, folder, files: Arc::default(), written: Arc::default() }
    }

    /// A document, verified again. One that is broken is removed, and as if absent.
    #[must_use]
    pub fn document(&self, digest: &Digest) -> Option<Bytes> {
        let path = self.folder.file(Shelf::Documents, digest.hex());
        let bytes = self.files.read(&path, DOCUMENT_LIMIT as u64)?;
        if !digest.is_of(&bytes) {
            files::discard(&path);
            return None;
        }
        Some(Bytes::from(bytes))
    }

    /// Keeps a document that has this digest.
    pub fn keep_document(&self, digest: &Digest, bytes: &Bytes) {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        // One document must not push out most of the others.
        if length > (DOCUMENT_LIMIT as u64).min(self.settings.limit / 4) {
            return;
        }
        let path = self.folder.file(Shelf::Documents, digest.hex());
        if !files::has_length(&path, length) {
            self.write(&path, bytes);
        }
    }

    /// What is known of a tag: what it stands for, fresh or not, unless it failed since; `None` if nothing.
    #[must_use]
    pub fn tag(&self, reference: &Reference, now: SystemTime) -> Option<Known> {
        let name = record::name(reference);
        let tag = self.read_record(Shelf::Tags, &name, Tag::parse);
        if let Some(tag) = &tag
            && is_within(self.settings.tag_lifetime, tag.checked, now)
        {
            return Some(Known::Digest { digest: tag.digest.clone(), checked: tag.checked, fresh: true });
        }
        let failure = self.read_record(Shelf::Failures, &name, Failure::parse);
        if let Some(Failure { kind, message, failed }) = failure
            && is_within(self.settings.failure_lifetime, failed, now)
        {
            return Some(Known::Failure { kind, message });
        }
        tag.map(|Tag { digest, checked }| Known::Digest { digest, checked, fresh: false })
    }

    /// Keeps what a tag stands for.
    pub fn keep_tag(&self, reference: &Reference, digest: &Digest, now: SystemTime) {
        let name = record::name(reference);
        let tag = Tag { digest: digest.clone(), checked: now };
        self.write(&self.path(Shelf::Tags, &name), tag.record(&name).as_bytes());
        files::discard(&self.path(Shelf::Failures, &name));
    }

    /// Keeps briefly that a tag cannot be read. What it once stood for stays known, unless there is no such tag any more.
    pub fn keep_failure(&self, reference: &Reference, kind: ErrorKind, message: &str, now: SystemTime) {
        let name = record::name(reference);
        let failure = Failure { kind, message: message.to_owned(), failed: now };
        self.write(&self.path(Shelf::Failures, &name), failure.record(&name).as_bytes());
        if kind == ErrorKind::NotFound {
            files::discard(&self.path(Shelf::Tags, &name));
        }
    }

    /// Brings it back under its limit; called once at the end of many questions. Costs the reading of one small file
    /// unless there is something to be done.
    pub fn trim(&self) {
        trim::trim(&self.folder, &self.files, &self.settings, &self.written);
    }

    /// What is wrong with the folder, in words: that it is somebody else's or no folder, else what went wrong first. Answers
    /// were given without it.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        // Who only reads meets nothing in somebody else's folder, and would believe the cache empty.
        info::refuse_others(&self.folder)
            .err()
            .map(|error| error.to_string())
            .or_else(|| self.files.trouble())
    }

    /// What it holds. A folder that is not there holds nothing.
    ///
    /// # Errors
    ///
    /// The folder is something else, or cannot be read.
    pub fn info(&self) -> Result<CacheInfo, CacheError> {
        info::info(&self.folder, self.settings.limit)
    }

    /// Removes all that winfit put there, and nothing else; the folder and its mark stay.
    ///
    /// # Errors
    ///
    /// The folder is something else, or a file cannot be removed.
    pub fn clear(&self) -> Result<Cleared, CacheError> {
        info::clear(&self.folder)
    }

    fn read_record<R>(
        &self,
        shelf: Shelf,
        name: &str,
        parse: impl FnOnce(&str, &str) -> Option<R>,
    ) -> Option<R> {
        let path = self.path(shelf, name);
        let bytes = self.files.read(&path, record::LONGEST)?;
        let record = str::from_utf8(&bytes).ok().and_then(|text| parse(text, name));
        if record.is_none() {
            files::discard(&path);
        }
        record
    }

    fn path(&self, shelf: Shelf, name: &str) -> PathBuf {
        self.folder.file(shelf, Digest::of(name.as_bytes()).hex())
    }

    fn write(&self, path: &Path, bytes: &[u8]) {
        if self.files.write_checked(&self.folder, path, bytes) {
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            self.written.fetch_add(length, Ordering::Relaxed);
        }
    }
}

/// Whether something of `then` still holds. A time that is yet to come says that a clock was wrong, then or now.
fn is_within(lifetime: Duration, then: SystemTime, now: SystemTime) -> bool {
    now.duration_since(then).is_ok_and(|age| age < lifetime)
}
