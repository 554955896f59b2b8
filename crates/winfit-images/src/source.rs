//! Where an image is, as users write it: the prefixes of skopeo, a bare reference, a bare path. Nothing is opened here.

mod path;

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use winfit_compat::reference::{ParseReferenceError, Reference, without_credentials};

use crate::Digest;
use crate::shown::shown;

/// Where an image is.
///
/// ```
/// use winfit_images::Source;
/// for text in ["oci:images/app:1.0", r"oci:C:\images\app:1.0", "docker-archive:app.tar", "./app.tar.gz", "docker-daemon:app:1"] {
///     assert!(!matches!(text.parse()?, Source::Registry(_)), "{text}");
/// }
/// assert!(matches!("localhost:5000/app".parse()?, Source::Registry(_)));
/// # Ok::<(), winfit_images::ParseSourceError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// In a registry: `docker://mcr.microsoft.com/windows/nanoserver:1809`, or without the prefix.
    Registry(Reference),
    /// In an OCI layout folder: `oci:FOLDER` or `oci:FOLDER:NAME`.
    Layout {
        /// The folder with `oci-layout` and `index.json`.
        folder: PathBuf,
        /// The image in it, where it has several; a digest or a position starts with `@`.
        name: Option<String>,
    },
    /// In an archive, plain, gzip or zstd: `docker-archive:FILE[:NAME]`, `oci-archive:FILE[:NAME]`, or the path of one.
    Archive {
        /// How it is written. What kind of archive it is, the file itself tells.
        prefix: ArchivePrefix,
        /// The file. A bare path may also be that of an OCI layout folder.
        file: PathBuf,
        /// The image in it, where it has several; a digest or a position starts with `@`.
        name: Option<String>,
    },
    /// In a Docker daemon: `docker-daemon:REFERENCE`.
    Daemon(Reference),
}

/// What stands before an archive's path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArchivePrefix {
    /// Nothing.
    None,
    /// `oci-archive:`
    Oci,
    /// `docker-archive:`
    Docker,
}

/// The text says nowhere to find an image.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseSourceError {
    /// The reference is malformed.
    #[error(transparent)]
    Reference(#[from] ParseReferenceError),
    /// It is somewhere that nothing is read from.
    #[error("\"{}\" starts with {prefix}, which is not supported; what is: {SUPPORTED}", shown(.text))]
    Prefix {
        /// The text, without credentials.
        text: String,
        /// How it starts, e.g. `containers-storage:`.
        prefix: &'static str,
    },
    /// There is no path behind the prefix.
    #[error("\"{}\" names no {what}", shown(.text))]
    NoPath {
        /// The text.
        text: String,
        /// `folder` or `file`.
        what: &'static str,
    },
    /// What follows `@` is neither a digest nor a position.
    #[error(
        "\"{}\" names no image in \"{}\": behind the @ comes a digest, as in @sha256:0f1e…, or a position, as in @0",
        shown(.name), shown(.text)
    )]
    Name {
        /// The text.
        text: String,
        /// Its name with the `@`.
        name: String,
    },
}

const SUPPORTED: &str = "docker://REFERENCE, oci:FOLDER[:NAME], oci-archive:FILE[:NAME], \
    docker-archive:FILE[:REFERENCE], docker-daemon:REFERENCE, a bare reference, the path of a layout folder or archive";

/// Where skopeo, podman or a browser would find something and winfit does not look.
const UNSUPPORTED: [&str; 7] =
    ["containers-storage:", "dir:", "ostree:", "tarball:", "sif:", "https://", "http://"];

impl FromStr for Source {
    type Err = ParseSourceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(prefix) = UNSUPPORTED.into_iter().find(|prefix| text.starts_with(prefix)) {
            let shown = without_credentials(text);
            if prefix.ends_with("://") && shown != text {
                // What is wrong first of all is the login.
                text.parse::<Reference>()?;
            }
            return Err(ParseSourceError::Prefix { text: shown.into_owned(), prefix });
        }
        if let Some(reference) = text.strip_prefix("docker://") {
            return Ok(Self::Registry(reference.parse()?));
        }
        if let Some(reference) = text.strip_prefix("docker-daemon:") {
            return Ok(Self::Daemon(reference.parse()?));
        }
        if let Some(rest) = text.strip_prefix("oci:") {
            let (folder, name) = path_and_name(text, rest, "folder")?;
            return Ok(Self::Layout { folder, name });
        }
        if let Some(rest) = text.strip_prefix("oci-archive:") {
            let (file, name) = path_and_name(text, rest, "file")?;
            return Ok(Self::Archive { prefix: ArchivePrefix::Oci, file, name });
        }
        if let Some(rest) = text.strip_prefix("docker-archive:") {
            let (file, name) = path_and_name(text, rest, "file")?;
            if let Some(reference) = name.as_deref().filter(|name| !name.starts_with('@')) {
                reference.parse::<Reference>()?;
            }
            return Ok(Self::Archive { prefix: ArchivePrefix::Docker, file, name });
        }
        if path::is_path(text) {
            return Ok(Self::Archive { prefix: ArchivePrefix::None, file: PathBuf::from(text), name: None });
        }
        Ok(Self::Registry(text.parse()?))
    }
}

fn path_and_name(
    text: &str,
    rest: &str,
    what: &'static str,
) -> Result<(PathBuf, Option<String>), ParseSourceError> {
    let (path, name) = path::split_name(rest);
    if path.is_empty() {
        return Err(ParseSourceError::NoPath { text: text.to_owned(), what });
    }
    if name.and_then(|name| name.strip_prefix('@')).is_some_and(|name| !is_digest_or_position(name)) {
        let name = name.unwrap_or_default().to_owned();
        return Err(ParseSourceError::Name { text: text.to_owned(), name });
    }
    Ok((PathBuf::from(path), name.map(str::to_owned)))
}

fn is_digest_or_position(text: &str) -> bool {
    text.parse::<Digest>().is_ok()
        || (text.bytes().all(|b| b.is_ascii_digit()) && text.parse::<u32>().is_ok())
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |name: &Option<String>| name.as_ref().map(|name| format!(":{name}")).unwrap_or_default();
        match self {
            Self::Registry(reference) => {
                let text = reference.to_string();
                // A registry may be called `oci:5000`, and a repository `app.tar`.
                let is_plain = matches!(text.parse(), Ok(Self::Registry(same)) if same == *reference);
                f.pad(&if is_plain { text } else { format!("docker://{text}") })
            }
            Self::Layout { folder, name } => f.pad(&format!("oci:{}{}", folder.display(), named(name))),
            Self::Archive { prefix, file, name } => {
                f.pad(&format!("{prefix}{}{}", file.display(), named(name)))
            }
            Self::Daemon(reference) => f.pad(&format!("docker-daemon:{reference}")),
        }
    }
}

impl fmt::Display for ArchivePrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::None => "",
            Self::Oci => "oci-archive:",
            Self::Docker => "docker-archive:",
        })
    }
}
