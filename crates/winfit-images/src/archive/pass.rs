//! The one pass through an archive: what may be a document is kept, everything else is skipped.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tar::{Entries, Entry, EntryType};

use super::ArchiveError;
use super::documents::Documents;
use super::stream::{Account, Stream, Unread};
use crate::manifest::DOCUMENT_LIMIT;
use crate::shown::{said, shown_path};

/// Entries of the longest archive that is read to its end.
const ENTRIES: usize = 100_000;

/// Bytes that may describe one entry: its header, its long name, its extended attributes.
const DESCRIPTION: u64 = 1024 * 1024;

/// Bytes of an entry's start in which a JSON document would have begun.
const START: u64 = 64;

/// What a path leads to.
pub(super) enum Found {
    /// An archive, and its documents.
    Archive(Documents),
    /// A folder.
    Folder,
}

/// Reads through the file. This blocks, for as long as the file is long, until it is `given_up`.
pub(super) fn read(path: &Path, given_up: &Arc<AtomicBool>) -> Result<Found, ArchiveError> {
    let file = || shown_path(path);
    let io = |error| ArchiveError::Io { file: file(), error };
    let metadata = fs::metadata(path).map_err(io)?;
    if metadata.is_dir() {
        return Ok(Found::Folder);
    }
    if !metadata.is_file() {
        return Err(ArchiveError::Special { file: file() });
    }
    if metadata.len() == 0 {
        return Err(ArchiveError::NotTar { file: file(), problem: "it is empty".to_owned() });
    }
    let account = Account::new(given_up);
    let opened = File::open(path).map_err(io)?;
    let stream = Stream::new(opened, metadata.len(), &account).map_err(io)?;
    let stream = stream.map_err(|Unread(with)| ArchiveError::Compression { file: file(), with })?;
    let mut documents = Documents::default();
    match keep_all(stream, &account, &mut documents) {
        Ok(()) => Ok(Found::Archive(documents)),
        Err(stop) => Err(stop.into_error(file(), &account, &documents)),
    }
}

/// Why the pass stopped.
enum Stop {
    /// Reading failed, for what reason the account knows.
    Read(io::Error),
    /// A limit, in words.
    TooMuch(&'static str),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}

impl Stop {
    fn into_error(self, file: String, account: &Account, documents: &Documents) -> ArchiveError {
        let entries = documents.entries();
        match self {
            Self::TooMuch(limit) => ArchiveError::TooMuch { file, limit },
            Self::Read(_) if account.overdrawn.get() => {
                ArchiveError::TooMuch { file, limit: "1 MiB to describe one entry" }
            }
            Self::Read(error) if account.failed.get() => ArchiveError::Io { file, error },
            Self::Read(_) if account.ended.get() && entries > 0 => ArchiveError::CutOff { file, entries },
            Self::Read(error) => {
                let problem = said(&error.to_string());
                match entries {
                    0 => ArchiveError::NotTar { file, problem },
                    entries => ArchiveError::Damaged { file, entries, problem },
                }
            }
        }
    }
}

fn keep_all(stream: Stream, account: &Account, documents: &mut Documents) -> Result<(), Stop> {
    let mut archive = tar::Archive::new(stream);
    let mut entries = archive.entries_with_seek()?;
    while let Some(mut entry) = next(&mut entries, account)? {
        if documents.entries() >= ENTRIES {
            return Err(Stop::TooMuch("100,000 entries"));
        }
        documents.begin_entry();
        account.allow(u64::MAX);
        keep(&mut entry, documents)?;
        if documents.is_full() {
            return Err(Stop::TooMuch("64 MiB of documents"));
        }
    }
    Ok(())
}

/// The next entry. The library reads as much of long names and extended attributes as there is; the account stops it.
fn next<'a>(entries: &mut Entries<'a, Stream>, account: &Account) -> io::Result<Option<Entry<'a, Stream>>> {
    account.allow(DESCRIPTION);
    entries.next().transpose()
}

fn keep(entry: &mut Entry<'_, Stream>, documents: &mut Documents) -> io::Result<()> {
    let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    let target = |entry: &Entry<'_, Stream>| {
        entry.link_name_bytes().map(|target| String::from_utf8_lossy(&target).into_owned())
    };
    match entry.header().entry_type() {
        EntryType::Directory | EntryType::XGlobalHeader => {}
        EntryType::Symlink => documents.link(&name, &target(entry).unwrap_or_default()),
        EntryType::Link => documents.same(&name, &target(entry).unwrap_or_default()),
        _ => {
            let mut bytes = Vec::new();
            entry.by_ref().take(START).read_to_end(&mut bytes)?;
            if !is_start_of_json(&bytes) {
                documents.other(&name);
            } else if entry.size() > DOCUMENT_LIMIT as u64 {
                documents.too_large(&name);
            } else {
                entry.by_ref().take(DOCUMENT_LIMIT as u64).read_to_end(&mut bytes)?;
                if (bytes.len() as u64) < entry.size() {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                documents.document(&name, bytes.into());
            }
        }
    }
    Ok(())
}

/// Whether this may be a manifest, an index, a configuration. Layers are never.
fn is_start_of_json(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start(), [b'{' | b'[', ..])
}
