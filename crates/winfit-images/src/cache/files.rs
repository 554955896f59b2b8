//! Files of the cache, read with suspicion and written whole. Trouble is noted once, and never an error.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use super::error::CacheError;
use super::folder::Folder;

/// How the names of files begin that are still being written.
pub(super) const UNFINISHED: &str = ".winfit-";

/// How exactly it is known when a file was last used: marking each use would cost as much as the reading.
const USE_IS_MARKED_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// What was met so far.
#[derive(Debug, Default)]
pub(super) struct Files {
    trouble: OnceLock<String>,
    /// Nothing more is written once writing failed: a thousand images would fail a thousand times.
    is_closed: AtomicBool,
}

impl Files {
    pub(super) fn trouble(&self) -> Option<String> {
        self.trouble.get().cloned()
    }

    fn note(&self, error: &CacheError) {
        let _ = self.trouble.set(error.to_string());
    }

    /// A file of at most so many bytes. Anything else that bears its name is removed: a link, which would lead out of the
    /// folder, a pipe, which would block, a file that is too long or shorter than it says.
    pub(super) fn read(&self, path: &Path, most: u64) -> Option<Vec<u8>> {
        match read(path, most) {
            Ok(Some(bytes)) => return Some(bytes),
            Ok(None) => discard(path),
            Err(error) if is_no_trouble(&error) => {}
            Err(error) => self.note(&CacheError::io("read", path, error)),
        }
        None
    }

    /// Writes a file whole or not at all; whether it did.
    ///
    /// It is not synced: after a power cut it may be empty or garbage, which readers take as absent.
    pub(super) fn write(&self, folder: &Folder, path: &Path, bytes: &[u8]) -> bool {
        self.put(folder, path, |path| replace(path, bytes))
    }

    /// Writes a file of which readers can tell a part from the whole, by its digest or checksum. One that is new is written
    /// where it belongs, which takes half the time of putting it in place in one step.
    pub(super) fn write_checked(&self, folder: &Folder, path: &Path, bytes: &[u8]) -> bool {
        self.put(folder, path, |path| match create(path, bytes) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => replace(path, bytes),
            created => created,
        })
    }

    fn put(&self, folder: &Folder, path: &Path, write: impl Fn(&Path) -> io::Result<()>) -> bool {
        if self.is_closed.load(Ordering::Relaxed) {
            return false;
        }
        let written = with_folder(folder, path, write);
        if let Err(error) = &written {
            self.is_closed.store(true, Ordering::Relaxed);
            self.note(error);
        }
        written.is_ok()
    }
}

/// Removes a file that is of no use. If it stays, it is met again and is still of no use.
pub(super) fn discard(path: &Path) {
    let _ = fs::remove_file(path);
}

/// Whether there is a file of this length; it may still be broken.
pub(super) fn has_length(path: &Path, length: u64) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == length)
}

fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let found = fs::symlink_metadata(path)?;
    let length = usize::try_from(found.len()).unwrap_or(usize::MAX);
    if !found.is_file() || found.len() > most {
        return Ok(None);
    }
    let mut file = File::open(path)?;
    let mut bytes = vec![0; length];
    match file.read_exact(&mut bytes) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let now = SystemTime::now();
    let used = found.modified().ok().and_then(|used| now.duration_since(used).ok());
    if used.is_none_or(|age| age > USE_IS_MARKED_EVERY) {
        // In a folder that may only be read, nobody trims either.
        let _ = OpenOptions::new().write(true).open(path).and_then(|file| file.set_modified(now));
    }
    Ok(Some(bytes))
}

/// Folders are looked after only where one is missing: at the first file, or after somebody removed them.
fn with_folder(
    folder: &Folder,
    path: &Path,
    write: impl Fn(&Path) -> io::Result<()>,
) -> Result<(), CacheError> {
    let written = match write(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            folder.prepare()?;
            path.parent().map_or(Ok(()), make_folder).and_then(|()| write(path))
        }
        written => written,
    };
    written.map_err(|error| CacheError::io("write", path, error))
}

/// Writes a file that is not there yet, for this user alone.
fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path)?.write_all(bytes);
    if written.is_err() {
        discard(path);
    }
    written
}

/// Puts a file in place in one step, over what was there.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
    file.write_all(bytes)?;
    match file.persist(path) {
        // Windows replaces no file that somebody is reading. What it says differs from this at most in its age.
        Err(_) if cfg!(windows) && path.is_file() => Ok(()),
        persisted => persisted.map(drop).map_err(|error| error.error),
    }
}

/// Makes a folder and those above it, for this user alone: it tells which private images there are.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Absence is what a cache is full of; and on Windows, a file that is being replaced just then cannot be opened.
fn is_no_trouble(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
        || (cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied)
}
