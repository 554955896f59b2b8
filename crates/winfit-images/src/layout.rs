//! OCI layout folders: their documents, read by digest and verified. Which image of several is meant, `choice` tells.

mod choice;
mod document;
mod file;
mod index;

use std::path::{Path, PathBuf};

use bytes::Bytes;
use winfit_compat::Provenance;

pub(crate) use self::choice::{Candidate, Wanted, choose};
pub use self::document::DocumentError;
pub(crate) use self::document::{blob_name, json, verified};
pub(crate) use self::index::{check_version, root_digest};
use crate::shown::shown_path;
use crate::walk::{self, Contents, Store};
use crate::{Digest, ErrorKind, ImageError};

/// Why a layout folder did not give an image.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// It is none.
    #[error("{folder} is no OCI layout: it has no file {missing}")]
    NoLayout {
        /// The folder.
        folder: String,
        /// What it lacks.
        missing: &'static str,
    },
    /// There is something else in its place.
    #[error("{folder} is no folder")]
    NoFolder {
        /// The path.
        folder: String,
    },
    /// A file cannot be read.
    #[error("cannot read {file}: {error}")]
    Io {
        /// The file or folder.
        file: String,
        /// Why.
        error: std::io::Error,
    },
    /// What should be a file is a pipe, a device, a folder …; opening it might never return.
    #[error("{file} is no regular file and is not opened")]
    Special {
        /// The path.
        file: String,
    },
    /// Its documents are not as they should be, or do not have the image.
    #[error("{folder}: {error}")]
    Document {
        /// The folder.
        folder: String,
        /// What is wrong.
        error: DocumentError,
    },
}

impl LayoutError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Document { error, .. } => error.kind(),
            _ => ErrorKind::Environment,
        }
    }

    pub(crate) fn help(&self) -> Option<String> {
        match self {
            Self::NoLayout { .. } => Some(
                "a layout has the files oci-layout and index.json and the folder blobs; make one of an image with \
                 skopeo copy docker://REFERENCE oci:FOLDER"
                    .to_owned(),
            ),
            Self::NoFolder { folder } => {
                Some(format!("if it is an archive, write oci-archive:{folder} or docker-archive:{folder}"))
            }
            Self::Document { folder, error } => error.help(&format!("oci:{folder}")),
            Self::Io { .. } | Self::Special { .. } => None,
        }
    }
}

/// Reads an image of a layout folder.
pub(crate) async fn read(
    folder: &Path,
    name: Option<&str>,
) -> Result<(Option<Digest>, Contents), ImageError> {
    let folder = Folder { path: folder.to_owned() };
    let version = folder.marker("oci-layout").await?;
    check_version(&version).map_err(|error| folder.wrong(error))?;
    let index = folder.marker("index.json").await?;
    let digest = root_digest(&index, name).map_err(|error| folder.wrong(error))?;
    let root = folder.blob(&digest).await?;
    let contents = walk::contents(&folder, Some(&digest), &root, Provenance::Layout).await?;
    Ok((Some(digest), contents))
}

struct Folder {
    path: PathBuf,
}

impl Folder {
    fn shown(&self) -> String {
        shown_path(&self.path)
    }

    fn wrong(&self, error: DocumentError) -> LayoutError {
        LayoutError::Document { folder: self.shown(), error }
    }

    /// A file without which it is no layout.
    async fn marker(&self, name: &'static str) -> Result<Bytes, LayoutError> {
        match self.document(name.to_owned()).await? {
            Some(bytes) => Ok(bytes),
            None => Err(LayoutError::NoLayout { folder: self.shown(), missing: name }),
        }
    }

    async fn blob(&self, digest: &Digest) -> Result<Bytes, LayoutError> {
        let name = blob_name(digest);
        let bytes = self.document(name.clone()).await?;
        let missing = || DocumentError::Missing { document: name, named_by: None };
        let bytes = bytes.ok_or_else(missing).and_then(|bytes| verified(bytes, digest));
        bytes.map_err(|error| self.wrong(error))
    }

    /// A file of the folder, if there is one. It is read on a thread of its own: a folder may be on a network.
    async fn document(&self, name: String) -> Result<Option<Bytes>, LayoutError> {
        let folder = self.path.clone();
        let task = tokio::task::spawn_blocking(move || file::read(&folder, &name));
        task.await.unwrap_or_else(|error| {
            Err(LayoutError::Io { file: self.shown(), error: std::io::Error::other(error) })
        })
    }
}

impl Store for Folder {
    async fn manifest(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        Ok(self.blob(digest).await?)
    }

    async fn config(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        Ok(self.blob(digest).await?)
    }
}
