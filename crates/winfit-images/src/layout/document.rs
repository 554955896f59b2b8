//! Documents of a layout or an archive: how large, where by digest, and what can be wrong with them.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::manifest::DOCUMENT_LIMIT;
use crate::shown::{said, shown};
use crate::{Digest, ErrorKind};

/// What is wrong with the documents of a layout or an archive.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// One is not there.
    #[error("\"{}\" is missing{}", shown(.document), whose(*.named_by))]
    Missing {
        /// Its path.
        document: String,
        /// The document that says it should be there.
        named_by: Option<&'static str>,
    },
    /// One is too large to be what it should be.
    #[error("\"{}\" is larger than {DOCUMENT_LIMIT} bytes, too large for a document", shown(.document))]
    TooLarge {
        /// Its path.
        document: String,
    },
    /// One is not the JSON that it should be.
    #[error("\"{}\" cannot be understood: {problem}", shown(.document))]
    Json {
        /// Its path.
        document: String,
        /// What is wrong, and where.
        problem: String,
    },
    /// The layout is of another version.
    #[error("the layout's version is \"{}\"; 1.x is what can be read", shown(.version))]
    Version {
        /// Its `imageLayoutVersion`.
        version: String,
    },
    /// An image is listed by what is no digest.
    #[error("\"{}\" lists an image by \"{}\", which is no digest that can be verified", shown(.document), shown(.digest))]
    Digest {
        /// The list's path.
        document: String,
        /// The text in a digest's place.
        digest: String,
    },
    /// The content of a document is not what its name says.
    #[error("\"{}\" is damaged: its content is not that of {digest}", shown(.document))]
    Content {
        /// Its path.
        document: String,
        /// The digest that it should have.
        digest: Digest,
    },
    /// There is no image of that name.
    #[error("it has no image \"{}\"; {present}", shown(.name))]
    NoSuchImage {
        /// The name.
        name: String,
        /// The images that are there, in words.
        present: String,
        /// The name of one that is there.
        example: Option<String>,
    },
    /// No name was given, or one that several images have.
    #[error("it has several images{}; {present}", wanted_name(.name.as_deref()))]
    Several {
        /// The name.
        name: Option<String>,
        /// The images that are there, in words.
        present: String,
        /// The name of one that no other has.
        example: Option<String>,
    },
    /// It lists no image at all.
    #[error("it lists no image")]
    Empty,
}

fn whose(document: Option<&'static str>) -> String {
    document.map(|document| format!(", which {document} names")).unwrap_or_default()
}

fn wanted_name(name: Option<&str>) -> String {
    name.map(|name| format!(" named \"{}\"", shown(name))).unwrap_or_default()
}

impl DocumentError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NoSuchImage { .. } | Self::Several { .. } | Self::Empty => ErrorKind::NotFound,
            Self::Version { .. } => ErrorKind::Unsupported,
            Self::Missing { .. }
            | Self::TooLarge { .. }
            | Self::Json { .. }
            | Self::Digest { .. }
            | Self::Content { .. } => ErrorKind::Malformed,
        }
    }

    /// What to do about it; `place` is the layout or archive, as it would be written with a prefix.
    pub(crate) fn help(&self, place: &str) -> Option<String> {
        match self {
            Self::NoSuchImage { example: Some(name), .. } | Self::Several { example: Some(name), .. } => {
                Some(format!(
                    "name one of them, as in {place}:{}, or by position, as in {place}:@0",
                    said(name)
                ))
            }
            Self::NoSuchImage { .. } | Self::Several { .. } => {
                Some(format!("name one of them by position, as in {place}:@0"))
            }
            Self::Missing { .. } | Self::Content { .. } => {
                Some("it was changed or not copied as a whole; copy the image again".to_owned())
            }
            _ => None,
        }
    }
}

/// Where a layout has the blob of this digest.
pub(crate) fn blob_name(digest: &Digest) -> String {
    format!("blobs/{}/{}", digest.algorithm(), digest.hex())
}

/// The content of a blob, if it is that of its digest.
pub(crate) fn verified(bytes: Bytes, digest: &Digest) -> Result<Bytes, DocumentError> {
    if digest.is_of(&bytes) {
        return Ok(bytes);
    }
    Err(DocumentError::Content { document: blob_name(digest), digest: digest.clone() })
}

/// The value of a JSON document.
pub(crate) fn json<T: DeserializeOwned>(document: &str, bytes: &[u8]) -> Result<T, DocumentError> {
    serde_json::from_slice(bytes).map_err(|error| DocumentError::Json {
        document: document.to_owned(),
        problem: said(&error.to_string()),
    })
}
