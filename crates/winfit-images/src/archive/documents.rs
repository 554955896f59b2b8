//! The documents of an archive by their paths, as extracting the archive would leave them: the last of a name counts,
//! and links lead to one another.

use std::collections::HashMap;

use bytes::Bytes;

use super::{ArchiveError, docker};
use crate::layout::{blob_name, check_version, root_digest, verified};
use crate::shown::shown;
use crate::{ArchivePrefix, Digest, DocumentError};

/// Bytes of documents and names that are kept of one archive.
const KEPT: usize = 64 * 1024 * 1024;

/// Links that are followed, one to the next.
const LINKS: usize = 16;

/// Paths that an error names.
const LISTED: usize = 10;

/// What is kept of an archive.
#[derive(Default)]
pub(super) struct Documents {
    kept: HashMap<String, Kept>,
    /// The first paths, for people.
    first: Vec<String>,
    entries: usize,
    bytes: usize,
}

#[derive(Clone)]
enum Kept {
    Document(Bytes),
    TooLarge,
    Link(String),
}

/// The image that was asked for.
pub(super) enum Image {
    /// One of `index.json`.
    Listed(Digest),
    /// One of `manifest.json`, which names no manifest but this configuration.
    Config(Bytes),
}

/// Why there is none.
pub(super) enum NoImage {
    /// It is an archive of something else.
    Other { found: String, inside: Option<String> },
    /// It is an archive of images.
    Document(DocumentError),
}

impl NoImage {
    pub(super) fn into_error(self, prefix: ArchivePrefix, file: &str) -> ArchiveError {
        let file = file.to_owned();
        match self {
            Self::Other { found, inside } => ArchiveError::NoImage { file, found, inside },
            Self::Document(error) => ArchiveError::Document { prefix, file, error },
        }
    }
}

impl From<DocumentError> for NoImage {
    fn from(error: DocumentError) -> Self {
        Self::Document(error)
    }
}

impl Documents {
    /// Another entry begins.
    pub(super) fn begin_entry(&mut self) {
        self.entries += 1;
    }

    /// Entries that have begun.
    pub(super) fn entries(&self) -> usize {
        self.entries
    }

    /// Whether more is kept than should be.
    pub(super) fn is_full(&self) -> bool {
        self.bytes > KEPT
    }

    pub(super) fn document(&mut self, name: &str, bytes: Bytes) {
        self.bytes += bytes.len();
        self.keep(name, Some(Kept::Document(bytes)));
    }

    /// What begins like a document and cannot be one.
    pub(super) fn too_large(&mut self, name: &str) {
        self.keep(name, Some(Kept::TooLarge));
    }

    /// A symbolic link, whose target counts from its own folder.
    pub(super) fn link(&mut self, name: &str, target: &str) {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let target = if target.starts_with('/') { None } else { plain(&format!("{folder}/{target}")) };
        self.bytes += target.as_ref().map_or(0, String::len);
        self.keep(name, target.map(Kept::Link));
    }

    /// A hard link: another name for what an earlier entry holds.
    pub(super) fn same(&mut self, name: &str, target: &str) {
        let target = plain(target).and_then(|target| self.kept.get(&target)).cloned();
        self.keep(name, target);
    }

    /// What is no document.
    pub(super) fn other(&mut self, name: &str) {
        self.keep(name, None);
    }

    fn keep(&mut self, name: &str, kept: Option<Kept>) {
        if self.first.len() < LISTED {
            self.first.push(shown(name));
        }
        let Some(name) = plain(name) else { return };
        match kept {
            Some(kept) => {
                self.bytes += name.len();
                self.kept.insert(name, kept);
            }
            None => {
                self.kept.remove(&name);
            }
        }
    }

    /// The document at a path, if there is one.
    pub(super) fn get(&self, name: &str) -> Result<Option<Bytes>, DocumentError> {
        let Some(mut name) = plain(name) else { return Ok(None) };
        for _ in 0..LINKS {
            match self.kept.get(&name) {
                None => return Ok(None),
                Some(Kept::Document(bytes)) => return Ok(Some(bytes.clone())),
                Some(Kept::TooLarge) => return Err(DocumentError::TooLarge { document: name }),
                Some(Kept::Link(target)) => name.clone_from(target),
            }
        }
        Ok(None)
    }

    /// The blob of this digest.
    pub(super) fn blob(&self, digest: &Digest) -> Result<Bytes, DocumentError> {
        let document = blob_name(digest);
        let bytes = self.get(&document)?;
        verified(bytes.ok_or(DocumentError::Missing { document, named_by: None })?, digest)
    }

    /// The image of this name. `docker save` lists images in `manifest.json`, these days also in `index.json`, which tells
    /// more: the digest, and all platforms.
    pub(super) fn image(&self, name: Option<&str>) -> Result<Image, NoImage> {
        let list = self.get("manifest.json")?;
        if let (Some(version), Some(index)) = (self.get("oci-layout")?, self.get("index.json")?) {
            check_version(&version)?;
            match (root_digest(&index, name), list.is_some()) {
                (Err(DocumentError::NoSuchImage { .. } | DocumentError::Empty), true) => {}
                (digest, _) => return Ok(Image::Listed(digest?)),
            }
        }
        match list {
            Some(list) => Ok(Image::Config(docker::config(self, &list, name)?)),
            None => Err(NoImage::Other { found: self.found(), inside: self.inside() }),
        }
    }

    fn found(&self) -> String {
        if self.first.is_empty() {
            return "it is empty".to_owned();
        }
        let listed: Vec<_> = self.first.iter().map(|name| format!("\"{name}\"")).collect();
        let dots = if self.entries > listed.len() { " …" } else { "" };
        format!("it has {}{dots}", listed.join(", "))
    }

    /// The folder in the archive that would be an image, had its content been archived instead of itself.
    fn inside(&self) -> Option<String> {
        let folder = |name: &String| {
            name.strip_suffix("/index.json").or(name.strip_suffix("/manifest.json")).map(shown)
        };
        self.kept.keys().filter_map(folder).min()
    }
}

/// A path without `.`, `..` and empty parts; `None` if it leads out of the archive.
fn plain(name: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
