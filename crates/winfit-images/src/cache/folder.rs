//! The folder: which file lies where, and the mark that says whose folder it is.
//!
//! ```text
//! CACHEDIR.TAG                 the mark; backups leave such folders out
//! v1/documents/abcd…           documents, by the digits of their digest
//! v1/tags/abcd…                what tags stand for, by the SHA-256 of the reference
//! v1/failures/abcd…            what could not be read, likewise
//! v1/size                      how much there is: see `trim`
//! …/.winfit-…                  being written, or left behind by a writer that was killed
//! ```
//!
//! There is no level of folders between: file systems of today find a name among a hundred thousand as fast as among a
//! hundred, and making 256 folders would take as long as writing the first thousand images.
//!
//! Another layout takes another number, so that no winfit misreads what an older or newer one wrote.

use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::CacheError;
use super::files::{UNFINISHED, make_folder, replace};

const MARK: &str = "CACHEDIR.TAG";

/// How the mark begins: a line of <https://bford.info/cachedir/>, and one that says that the folder is ours.
const OURS: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of winfit.";

/// What the mark says besides, for whoever finds it.
const ABOUT: &str = " All of it can be had again; `winfit cache clear` empties it.\n";

const LAYOUT: &str = "v1";

/// The kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shelf {
    Documents,
    Tags,
    Failures,
}

/// Where everything is.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    layout: PathBuf,
}

/// A file that was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// `None` for one that nobody reads: it is being written.
    pub(super) shelf: Option<Shelf>,
    pub(super) bytes: u64,
    /// When it was last used, to a day.
    pub(super) used: SystemTime,
}

/// Whose folder it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// It is not there, or empty.
    Nobody,
    /// It has our mark.
    Winfit,
    /// It has something else.
    Other,
}

impl Shelf {
    pub(super) const ALL: [Self; 3] = [Self::Documents, Self::Tags, Self::Failures];

    const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Tags => "tags",
            Self::Failures => "failures",
        }
    }
}

impl Folder {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), layout: root.join(LAYOUT) }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the count of bytes is.
    pub(super) fn ledger(&self) -> PathBuf {
        self.layout.join("size")
    }

    /// The file with these digits.
    pub(super) fn file(&self, shelf: Shelf, hex: &str) -> PathBuf {
        let mut path = self.layout.join(shelf.name());
        path.push(hex);
        path
    }

    /// Makes the folder and marks it, unless it is there and ours.
    ///
    /// # Errors
    ///
    /// It cannot be made, or holds something else: a mark in somebody's documents would keep them out of backups.
    pub(super) fn prepare(&self) -> Result<(), CacheError> {
        match self.owner()? {
            Owner::Winfit => Ok(()),
            Owner::Other => Err(CacheError::NotACache { folder: self.root.display().to_string() }),
            Owner::Nobody => {
                make_folder(&self.root).map_err(|error| CacheError::io("make", &self.root, error))?;
                let mark = self.root.join(MARK);
                replace(&mark, [OURS, ABOUT].concat().as_bytes())
                    .map_err(|error| CacheError::io("write", &mark, error))
            }
        }
    }

    /// Whose folder it is.
    pub(super) fn owner(&self) -> Result<Owner, CacheError> {
        if self.has_mark() {
            return Ok(Owner::Winfit);
        }
        let is_empty = self.is_empty().map_err(|error| CacheError::io("read", &self.root, error))?;
        Ok(match is_empty {
            true => Owner::Nobody,
            // Another process may have made it in the meantime.
            false if self.has_mark() => Owner::Winfit,
            false => Owner::Other,
        })
    }

    fn has_mark(&self) -> bool {
        let mut text = [0; OURS.len()];
        let path = self.root.join(MARK);
        let is_file = fs::symlink_metadata(&path).is_ok_and(|mark| mark.is_file());
        is_file
            && fs::File::open(path).and_then(|mut mark| mark.read_exact(&mut text)).is_ok()
            && text == *OURS.as_bytes()
    }

    /// Whether nothing is in it, but for marks that are being written.
    fn is_empty(&self) -> io::Result<bool> {
        let entries = match fs::read_dir(&self.root) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            entries => entries?,
        };
        for entry in entries {
            if !entry?.file_name().to_string_lossy().starts_with(UNFINISHED) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Shows every file that winfit put there, but for mark and ledger. What has another name, or is no file, is not seen.
    pub(super) fn walk(&self, mut visit: impl FnMut(Found)) -> Result<(), CacheError> {
        let mut show = |path: &Path, file: &Metadata, shelf| {
            let used = file.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            visit(Found { path: path.to_owned(), shelf, bytes: file.len(), used });
        };
        for folder in [&self.root, &self.layout] {
            for_each(folder, |path, name, entry| {
                if entry.is_file() && name.starts_with(UNFINISHED) {
                    show(path, entry, None);
                }
            })?;
        }
        for (shelf, folder) in self.shelves() {
            for_each(&folder, |path, name, entry| {
                if entry.is_file() && name.starts_with(UNFINISHED) {
                    show(path, entry, None);
                } else if entry.is_file() && is_hash(name) {
                    show(path, entry, Some(shelf));
                }
            })?;
        }
        Ok(())
    }

    /// The folders of files. A link in the place of one would lead out of the cache; the cache itself may be behind one.
    fn shelves(&self) -> impl Iterator<Item = (Shelf, PathBuf)> {
        let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|it| it.is_dir());
        let shelves = Shelf::ALL.map(|shelf| (shelf, self.layout.join(shelf.name())));
        let is_real = is_folder(&self.layout);
        shelves.into_iter().filter(move |(_, path)| is_real && is_folder(path))
    }

    /// Removes the folders that are empty.
    pub(super) fn prune(&self) {
        for (_, folder) in self.shelves() {
            let _ = fs::remove_dir(folder);
        }
        let _ = fs::remove_dir(&self.layout);
    }
}

/// Shows the entries of a folder, which may be gone; so may each of them. Links are shown as links.
fn for_each(folder: &Path, mut visit: impl FnMut(&Path, &str, &Metadata)) -> Result<(), CacheError> {
    let failed = |error| CacheError::io("read", folder, error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(failed)?,
    };
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let (Ok(metadata), name) = (entry.metadata(), entry.file_name()) else { continue };
        visit(&entry.path(), &name.to_string_lossy(), &metadata);
    }
    Ok(())
}

/// Whether these are the digits of SHA-256 or SHA-512.
fn is_hash(name: &str) -> bool {
    matches!(name.len(), 64 | 128) && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
