//! Why an image could not be read.

use winfit_compat::reference::Reference;

use crate::archive::ArchiveError;
use crate::daemon::DaemonError;
use crate::layout::LayoutError;
use crate::manifest::ManifestError;
use crate::registry::RegistryError;

/// Why an image could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ImageError {
    /// The registry did not give it.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The layout folder did not give it.
    #[error(transparent)]
    Layout(#[from] LayoutError),
    /// The archive did not give it.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The daemon did not give it.
    #[error(transparent)]
    Daemon(#[from] DaemonError),
    /// What was given is no image that hosts understand.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// Asking is not allowed, and the cache does not have it.
    #[error("{reference} is not in the cache, and nothing may be looked up offline")]
    Offline {
        /// The image.
        reference: Reference,
    },
    /// Asking is not allowed, and daemons have no cache.
    #[error("docker-daemon:{reference} cannot be read: no daemon is asked offline")]
    OfflineDaemon {
        /// The image.
        reference: Reference,
    },
    /// Time was up before its turn or in the middle of it.
    #[error("{reference} was not read within {seconds} s in all")]
    Deadline {
        /// The image.
        reference: String,
        /// The time that all images had together.
        seconds: u64,
    },
    /// It failed a moment ago, and is not asked for again so soon.
    #[error("{message} (asked a moment ago)")]
    Remembered {
        /// The kind of failure.
        kind: ErrorKind,
        /// What was said.
        message: String,
    },
}

/// The kinds of failure that callers tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorKind {
    /// There is no such image.
    NotFound,
    /// It may not be read with the credentials at hand, or without any.
    Denied,
    /// The registry asks to wait.
    RateLimited,
    /// Nobody answers, or the connection breaks: name, network, certificate.
    Unreachable,
    /// Time was up.
    Timeout,
    /// What was answered is broken: garbage, a wrong digest, too large.
    Malformed,
    /// What was answered is sound, and of a kind that is not read, e.g. schema 1.
    Unsupported,
    /// Asking is not allowed.
    Offline,
    /// A file, a credential helper or another part of this machine failed.
    Environment,
}

/// Whatever said that nobody is to be asked.
const ONLINE: &str = "without --offline, WINFIT_OFFLINE and offline in winfit.toml";

impl ErrorKind {
    /// The word of `winfit/1`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Denied => "denied",
            Self::RateLimited => "rate-limited",
            Self::Unreachable => "unreachable",
            Self::Timeout => "timeout",
            Self::Malformed => "malformed",
            Self::Unsupported => "unsupported",
            Self::Offline => "offline",
            Self::Environment => "environment",
        }
    }
}

impl ImageError {
    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Registry(error) => error.kind(),
            Self::Layout(error) => error.kind(),
            Self::Archive(error) => error.kind(),
            Self::Daemon(error) => error.kind(),
            Self::Manifest(error) => error.kind(),
            Self::Offline { .. } | Self::OfflineDaemon { .. } => ErrorKind::Offline,
            Self::Deadline { .. } => ErrorKind::Timeout,
            Self::Remembered { kind, .. } => *kind,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Registry(error) => error.help(),
            Self::Layout(error) => error.help(),
            Self::Archive(error) => error.help(),
            Self::Daemon(error) => error.help(),
            Self::Manifest(error) => error.help(),
            Self::Offline { .. } => Some(format!("look it up once {ONLINE}")),
            Self::OfflineDaemon { reference } => Some(format!(
                "ask {ONLINE}, or read it from an archive: docker save -o FILE {reference}, then docker-archive:FILE"
            )),
            Self::Deadline { .. } => Some("give more time with --timeout".to_owned()),
            Self::Remembered { .. } => Some("ask again with --no-cache".to_owned()),
        }
    }
}
