//! Facts files on disk: read up to a limit, replaced in one step.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::{
    fs::TryLockError,
    time::{Duration, Instant},
};

use super::LockError;

/// Bytes of the longest file that is read: some ten thousand images.
const LIMIT: usize = 16 * 1024 * 1024;

/// Links in a row that are followed; systems follow about as many.
const MOST_LINKS: usize = 40;

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

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Unlike a file of the cache, nobody can get this one anew: it is on disk before it takes the old one's place.
fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = behind_links(file)?;
    let old = match fs::metadata(&target) {
        Ok(old) if old.is_file() => Some(old),
        Ok(_) => {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is there, and is no regular file"));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let folder = folder_of(&target);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".winfit-lock-");
    // What others may do with a new file is the user's umask to say.
    #[cfg(unix)]
    let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut written = builder.tempfile_in(folder)?;
    written.write_all(bytes)?;
    if let Some(old) = old {
        written.as_file().set_permissions(old.permissions())?;
    }
    written.as_file().sync_all()?;
    written.persist(&target).map_err(|error| error.error)?;
    // The name is in the folder. Where folders cannot be synced, the old file may be back after a power cut.
    #[cfg(unix)]
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// The file itself, or what the link in its place leads to, which need not exist.
fn behind_links(file: &Path) -> io::Result<PathBuf> {
    let mut target = file.to_owned();
    for _ in 0..MOST_LINKS {
        if !fs::symlink_metadata(&target).is_ok_and(|it| it.is_symlink()) {
            return Ok(target);
        }
        let next = fs::read_link(&target)?;
        target = target.parent().unwrap_or(Path::new("")).join(next);
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "too many links lead on from it"))
}
