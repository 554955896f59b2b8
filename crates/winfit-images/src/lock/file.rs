//! Facts files on disk: read up to a limit, replaced in one step.

use std::fs::File;
use std::io::Read;
use std::path::Path;
#[cfg(unix)]
use std::{
    fs::TryLockError,
    time::{Duration, Instant},
};

use super::LockError;
use crate::replace::replace;
#[cfg(unix)]
use crate::replace::{behind_links, folder_of};

/// Bytes of the longest file that is read: some ten thousand images.
const LIMIT: usize = 16 * 1024 * 1024;

pub(super) fn read(file: &Path) -> Result<Vec<u8>, LockError> {
    let limit = u64::try_from(LIMIT).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|opened| opened.take(limit.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(|error| LockError::io("read", file, error))?;
    if bytes.len() > LIMIT {
        return Err(LockError::TooLarge { file: file.display().to_string(), limit: LIMIT });
    }
    Ok(bytes)
}

pub(super) fn write(file: &Path, bytes: &[u8]) -> Result<(), LockError> {
    replace(file, bytes).map_err(|error| LockError::io("write", file, error))
}

/// How long a turn is waited for: who has it writes one file, unless somebody holds the folder for another reason.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(10);

/// A turn in the file's folder, until it is dropped; `None` where the system knows none, or it does not come.
///
/// The folder is locked, since the file is replaced and a file beside it would have to stay for ever.
#[cfg(unix)]
pub(super) fn turn(file: &Path) -> Option<File> {
    let target = behind_links(file).ok()?;
    let folder = File::open(folder_of(&target)).ok()?;
    let start = Instant::now();
    loop {
        match folder.try_lock() {
            Ok(()) => return Some(folder),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(_) => return None,
        }
    }
}

/// Folders cannot be locked here.
#[cfg(not(unix))]
pub(super) const fn turn(_: &Path) -> Option<File> {
    None
}
