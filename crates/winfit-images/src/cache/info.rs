//! What a cache folder holds, and emptying it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::CacheError;
use super::folder::{Folder, Owner, Shelf};

/// What a cache folder holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheInfo {
    /// The folder, which need not be there.
    pub folder: PathBuf,
    /// Manifests, indexes and image configurations.
    pub documents: usize,
    /// Tags whose digest is known, fresh or not.
    pub tags: usize,
    /// Failures, over or not.
    pub failures: usize,
    /// Bytes of all these files, unfinished ones included.
    pub bytes: u64,
    /// Bytes that it may hold.
    pub limit: u64,
    /// When the file was used that was not used for longest, to a day.
    pub oldest: Option<SystemTime>,
    /// When the file was used that was used last, to a day.
    pub newest: Option<SystemTime>,
}

/// What clearing removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cleared {
    /// Files, unfinished ones included.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

pub(super) fn info(folder: &Folder, limit: u64) -> Result<CacheInfo, CacheError> {
    let mut info = CacheInfo {
        folder: folder.root().to_owned(),
        documents: 0,
        tags: 0,
        failures: 0,
        bytes: 0,
        limit,
        oldest: None,
        newest: None,
    };
    refuse_others(folder)?;
    folder.walk(|found| {
        info.bytes = info.bytes.saturating_add(found.bytes);
        match found.shelf {
            Some(Shelf::Documents) => info.documents += 1,
            Some(Shelf::Tags) => info.tags += 1,
            Some(Shelf::Failures) => info.failures += 1,
            None => return,
        }
        info.oldest = Some(info.oldest.map_or(found.used, |oldest| oldest.min(found.used)));
        info.newest = Some(info.newest.map_or(found.used, |newest| newest.max(found.used)));
    })?;
    Ok(info)
}

/// The mark stays, so that a process that writes meanwhile leaves no folder behind that looks like somebody else's.
pub(super) fn clear(folder: &Folder) -> Result<Cleared, CacheError> {
    refuse_others(folder)?;
    let mut cleared = Cleared::default();
    let mut failed = None;
    folder.walk(|found| match remove(&found.path) {
        Ok(()) => {
            cleared.files += 1;
            cleared.bytes = cleared.bytes.saturating_add(found.bytes);
        }
        Err(error) => failed = Some(error),
    })?;
    remove(&folder.ledger())?;
    folder.prune();
    match failed {
        Some(error) => Err(error),
        None => Ok(cleared),
    }
}

pub(super) fn refuse_others(folder: &Folder) -> Result<(), CacheError> {
    match folder.owner()? {
        Owner::Other => Err(CacheError::NotACache { folder: folder.root().display().to_string() }),
        Owner::Nobody | Owner::Winfit => Ok(()),
    }
}

fn remove(path: &Path) -> Result<(), CacheError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(CacheError::io("remove", path, error)),
        _ => Ok(()),
    }
}
