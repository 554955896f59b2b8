//! One file of a layout folder: a regular one, of bounded size.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use bytes::Bytes;

use super::{DocumentError, LayoutError};
use crate::manifest::DOCUMENT_LIMIT;
use crate::shown::shown_path;

/// The file `name`, its parts joined by `/`, if there is one. A link is followed wherever it leads, because what the
/// file holds is verified; but only a regular file is opened, because a pipe would never end.
pub(super) fn read(folder: &Path, name: &str) -> Result<Option<Bytes>, LayoutError> {
    let path = name.split('/').fold(folder.to_owned(), |path, part| path.join(part));
    let file = || shown_path(&path);
    let cannot = |error| LayoutError::Io { file: file(), error };
    let kind = match fs::metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return none_in(folder),
        // What is no folder has no files, whatever they are called.
        Err(_) if folder.is_file() => return none_in(folder),
        Err(error) => return Err(cannot(error)),
    };
    if !kind.is_file() {
        return Err(LayoutError::Special { file: file() });
    }
    let mut bytes = Vec::new();
    File::open(&path)
        .and_then(|it| it.take(DOCUMENT_LIMIT as u64 + 1).read_to_end(&mut bytes))
        .map_err(cannot)?;
    if bytes.len() > DOCUMENT_LIMIT {
        let error = DocumentError::TooLarge { document: name.to_owned() };
        return Err(LayoutError::Document { folder: shown_path(folder), error });
    }
    Ok(Some(bytes.into()))
}

/// There is no such file: in this folder, or because there is no such folder.
fn none_in(folder: &Path) -> Result<Option<Bytes>, LayoutError> {
    let file = || shown_path(folder);
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(None),
        Ok(_) => Err(LayoutError::NoFolder { folder: file() }),
        Err(error) => Err(LayoutError::Io { file: file(), error }),
    }
}
