//! Where an image is, as users write it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use winfit_compat::reference::{ParseReferenceError, Reference};

/// Where an image is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// In a registry: `docker://mcr.microsoft.com/windows/nanoserver:1809`, or without the prefix.
    Registry(Reference),
    /// In an OCI layout folder: `oci:FOLDER` or `oci:FOLDER:NAME`.
    Layout {
        /// The folder with `oci-layout` and `index.json`.
        folder: PathBuf,
        /// The image in it, where it has several; a digest starts with `@`.
        name: Option<String>,
    },
    /// In an archive, plain, gzip or zstd: `docker-archive:FILE[:NAME]`, `oci-archive:FILE[:NAME]`, or the path of one.
    Archive {
        /// The file.
        file: PathBuf,
        /// The image in it, where it has several; a digest starts with `@`.
        name: Option<String>,
    },
    /// In a Docker daemon: `docker-daemon:REFERENCE`.
    Daemon(Reference),
}

/// The text says nowhere to find an image.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseSourceError {
    /// The reference is malformed.
    #[error(transparent)]
    Reference(#[from] ParseReferenceError),
}

impl FromStr for Source {
    type Err = ParseSourceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::Registry(text.parse()?))
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |name: &Option<String>| name.as_ref().map(|name| format!(":{name}")).unwrap_or_default();
        match self {
            Self::Registry(reference) => f.pad(&reference.to_string()),
            Self::Layout { folder, name } => f.pad(&format!("oci:{}{}", folder.display(), named(name))),
            Self::Archive { file, name } => f.pad(&format!("{}{}", file.display(), named(name))),
            Self::Daemon(reference) => f.pad(&format!("docker-daemon:{reference}")),
        }
    }
}
