//! Why an archive did not give an image.

use crate::{ArchivePrefix, DocumentError, ErrorKind};

/// Why an archive did not give an image.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It cannot be read.
    #[error("cannot read {file}: {error}")]
    Io {
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
    /// It is a pipe, a device …; opening it might never return.
    #[error("{file} is no regular file and is not opened")]
    Special {
        /// The path.
        file: String,
    },
    /// It is no tar archive.
    #[error("{file} is no tar archive, plain or compressed with gzip or zstd: {problem}")]
    NotTar {
        /// The file.
        file: String,
        /// What is wrong.
        problem: String,
    },
    /// It is compressed in a way that is not read.
    #[error("{file} is compressed with {with}, which is not read")]
    Compression {
        /// The file.
        file: String,
        /// The format, e.g. `xz`.
        with: &'static str,
    },
    /// It ends too early. Nothing is said of an image in it, even if all of its documents were seen: no engine loads it.
    #[error("{file} is cut off: it ends in the middle, in or behind entry {entries}")]
    CutOff {
        /// The file.
        file: String,
        /// Entries that have begun before the end.
        entries: usize,
    },
    /// It is damaged.
    #[error("{file} is damaged in or behind entry {entries}: {problem}")]
    Damaged {
        /// The file.
        file: String,
        /// Entries that have begun before the damage.
        entries: usize,
        /// What is wrong.
        problem: String,
    },
    /// It has more of something than any image has.
    #[error("{file} is no sound archive: it has more than {limit}")]
    TooMuch {
        /// The file.
        file: String,
        /// The limit that it breaks, in words.
        limit: &'static str,
    },
    /// It is a tar archive of something else.
    #[error("{file} is an archive, but of no image: it has neither index.json nor manifest.json; {found}")]
    NoImage {
        /// The file.
        file: String,
        /// What there is, in words.
        found: String,
        /// The folder in it that has an image, if there is one.
        inside: Option<String>,
    },
    /// Its documents are not as they should be, or do not have the image.
    #[error("{file}: {error}")]
    Document {
        /// What stands before the file.
        prefix: ArchivePrefix,
        /// The file.
        file: String,
        /// What is wrong.
        error: DocumentError,
    },
}

impl ArchiveError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Io { .. } | Self::Special { .. } => ErrorKind::Environment,
            Self::Compression { .. } => ErrorKind::Unsupported,
            Self::NotTar { .. }
            | Self::CutOff { .. }
            | Self::Damaged { .. }
            | Self::TooMuch { .. }
            | Self::NoImage { .. } => ErrorKind::Malformed,
            Self::Document { error, .. } => error.kind(),
        }
    }

    pub(crate) fn help(&self) -> Option<String> {
        match self {
            Self::Io { error, .. } => (error.kind() == std::io::ErrorKind::NotFound).then(|| {
                "a reference that looks like a path needs docker:// before it; an image in an archive is named as in \
                 docker-archive:FILE:NAME"
                    .to_owned()
            }),
            Self::Special { file } => Some(format!("write what comes out of {file} to a file first")),
            Self::NotTar { .. } => Some(
                "give the output of docker save, podman save or skopeo copy; a reference that looks like a file name \
                 needs docker:// before it"
                    .to_owned(),
            ),
            Self::Compression { with, .. } => {
                Some(format!("decompress it first, or compress it with gzip or zstd instead of {with}"))
            }
            Self::CutOff { .. } | Self::Damaged { .. } | Self::TooMuch { .. } => {
                Some("copy or save it again".to_owned())
            }
            Self::NoImage { inside: Some(folder), .. } => Some(format!(
                "the image is in its folder \"{folder}\": archive what the folder holds, as tar -C {folder} -c . does"
            )),
            Self::NoImage { .. } => Some(
                "docker export and a layer alone tell nothing of the image; use docker save instead".to_owned(),
            ),
            Self::Document { prefix, file, error } => {
                // A name may follow only behind a prefix; either one does for any archive, and this one takes any name.
                let prefix = if *prefix == ArchivePrefix::None { ArchivePrefix::Oci } else { *prefix };
                error.help(&format!("{prefix}{file}"))
            }
        }
    }
}
