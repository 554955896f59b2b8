//! Archives: `docker save` and OCI, plain, gzip or zstd, streamed once and never unpacked.

mod docker;
mod documents;
mod error;
mod pass;
mod stream;
mod zstd;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use tokio::sync::Semaphore;
use winfit_compat::Provenance;

use self::documents::{Documents, Image};
pub use self::error::ArchiveError;
use self::pass::Found;
use crate::shown::shown_path;
use crate::walk::{self, Contents, Store};
use crate::{ArchivePrefix, Digest, ImageError, layout};

/// Archives read at a time: each may hold 64 MiB of documents, and a window of 128 MiB for zstd.
static TURNS: Semaphore = Semaphore::const_new(4);

/// Reads an image of an archive, or of a layout folder in its place.
pub(crate) async fn read(
    prefix: ArchivePrefix,
    file: &Path,
    name: Option<&str>,
) -> Result<(Option<Digest>, Contents), ImageError> {
    // It is never closed; if it were, the archive would be read out of turn.
    let _turn = TURNS.acquire().await.ok();
    let documents = match pass(file).await? {
        Found::Archive(documents) => documents,
        Found::Folder => return layout::read(file, name).await,
    };
    let place = Archive { prefix, file: shown_path(file), documents };
    match place.documents.image(name).map_err(|error| error.into_error(prefix, &place.file))? {
        Image::Listed(digest) => {
            let root = place.blob(&digest)?;
            let contents = walk::contents(&place, Some(&digest), &root, Provenance::Archive).await?;
            Ok((Some(digest), contents))
        }
        Image::Config(config) => Ok((None, docker::contents(&config).await?)),
    }
}

/// Reads through the archive on a thread of its own, which stops soon after nobody waits for it any more.
async fn pass(file: &Path) -> Result<Found, ArchiveError> {
    let given_up = Arc::new(AtomicBool::new(false));
    let _waiting = Waiting { given_up: Arc::clone(&given_up) };
    let path = file.to_owned();
    let task = tokio::task::spawn_blocking(move || pass::read(&path, &given_up));
    task.await.unwrap_or_else(|error| {
        let file = shown_path(file);
        Err(ArchiveError::Io { file, error: std::io::Error::other(error) })
    })
}

struct Waiting {
    given_up: Arc<AtomicBool>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
    }
}

struct Archive {
    prefix: ArchivePrefix,
    file: String,
    documents: Documents,
}

impl Archive {
    fn blob(&self, digest: &Digest) -> Result<Bytes, ArchiveError> {
        let blob = self.documents.blob(digest);
        blob.map_err(|error| ArchiveError::Document { prefix: self.prefix, file: self.file.clone(), error })
    }
}

impl Store for Archive {
    async fn manifest(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        Ok(self.blob(digest)?)
    }

    async fn config(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        Ok(self.blob(digest)?)
    }
}
