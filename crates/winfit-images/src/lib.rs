//! From image references to platforms: what an image says of the Windows inside it, read from where the image is.
//!
//! Tags lie, and `latest` says nothing. The truth is in the image index and the image configuration, a few kilobytes in a
//! registry, an OCI layout folder, an archive or a Docker daemon. This crate reads them, and never a layer.
//!
//! [`Source`] says where an image is, [`ImageFacts`] what was read, [`ImageError`] why it was not. [`Images`] reads many at
//! once. Nothing here decides what runs where.
//!
//! [`replace`] puts files in place in one step: facts files, and whatever else of the user's is rewritten.

mod archive;
mod cache;
mod credentials;
mod daemon;
mod digest;
mod error;
mod facts;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod images;
mod layout;
mod lock;
mod manifest;
mod registry;
mod shown;
mod source;
mod walk;

pub mod replace;

pub use archive::ArchiveError;
pub use cache::{Cache, CacheError, CacheInfo, CacheSettings, Cleared, Known};
pub use credentials::{
    AuthFile, Credential, CredentialError, CredentialSettings, Credentials, Secret, auth_file_places,
};
pub use daemon::{DaemonError, DaemonSettings};
pub use digest::{Digest, ParseDigestError};
pub use error::{ErrorKind, ImageError};
pub use facts::{BaseHint, ImageFacts, Origin, PlatformFacts, Skipped, SkippedKind};
pub use images::{Images, Progress, Resolved, Settings, SetupError};
pub use layout::{DocumentError, LayoutError};
pub use lock::{Lock, LockError, Stale};
pub use manifest::ManifestError;
pub use registry::{Proxies, RegistryError, RegistrySettings};
pub use source::{ArchivePrefix, ParseSourceError, Source};
