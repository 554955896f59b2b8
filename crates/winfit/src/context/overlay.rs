//! `--catalog DIR`: newer facts, read from files of the catalogue's names.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use winfit_compat::builtin::overlaid;
use winfit_compat::catalog::Catalog;
use winfit_compat::catalog::read::{FILE_NAMES, Files, MAX_FILE_BYTES, Problems};

/// Why a directory gives no catalogue.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OverlayError {
    /// A file or the directory cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not UTF-8.
    #[error("{} is not UTF-8: byte {offset} begins no character", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// Where.
        offset: usize,
    },
    /// The directory has no file of a catalogue.
    #[error("{} has no file of a catalogue", path.display())]
    NoFile {
        /// The directory.
        path: PathBuf,
    },
    /// What the files say is wrong.
    #[error("the catalogue in {} is wrong:\n{problems}", path.display())]
    Wrong {
        /// The directory.
        path: PathBuf,
        /// All that is wrong.
        problems: Problems,
    },
}

/// The built-in catalogue with the files of a directory over it.
pub(super) fn overlaid_from(directory: &Path) -> Result<Catalog, OverlayError> {
    let unreadable = |source| OverlayError::Unreadable { path: directory.to_owned(), source };
    if !directory.metadata().map_err(unreadable)?.is_dir() {
        return Err(unreadable(io::Error::from(io::ErrorKind::NotADirectory)));
    }
    let mut files = Files::new(directory.display().to_string());
    for name in FILE_NAMES {
        if let Some(text) = read(&directory.join(name))? {
            files.insert(name, text);
        }
    }
    if files.names().next().is_none() {
        return Err(OverlayError::NoFile { path: directory.to_owned() });
    }
    overlaid(&files).map_err(|problems| OverlayError::Wrong { path: directory.to_owned(), problems })
}

/// The text of a file, or `None` if there is none of that name. One byte more than the limit is enough for the reader to
/// refuse it.
fn read(path: &Path) -> Result<Option<String>, OverlayError> {
    let unreadable = |source| OverlayError::Unreadable { path: path.to_owned(), source };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let limit = u64::try_from(MAX_FILE_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    String::from_utf8(bytes).map(Some).map_err(|error| OverlayError::NotUtf8 {
        path: path.to_owned(),
        offset: error.utf8_error().valid_up_to(),
    })
}

impl OverlayError {
    /// What to do about it.
    pub(crate) fn help(&self) -> String {
        let names = || FILE_NAMES.join(", ");
        match self {
            Self::Unreadable { .. } => {
                "--catalog takes a directory with files of the catalogue's names and form".to_owned()
            }
            Self::NotUtf8 { .. } => "save the file as UTF-8".to_owned(),
            Self::NoFile { .. } => format!("it may have any of {}", names()),
            Self::Wrong { .. } => {
                "correct the rows named above; a row replaces the built-in one with the same key".to_owned()
            }
        }
    }
}
