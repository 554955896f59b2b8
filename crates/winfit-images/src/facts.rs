//! What was read of an image.

use std::time::SystemTime;

use winfit_compat::catalog::ImageFamily;
use winfit_compat::{Image, Platform, Provenance};

use crate::Digest;

/// An image as it is, wherever it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageFacts {
    /// Digest of the index or of the single manifest that its name stands for; a daemon or an archive may not tell.
    pub digest: Option<Digest>,
    /// Its platforms, in list order.
    pub platforms: Vec<PlatformFacts>,
    /// What else its index lists.
    pub skipped: Vec<Skipped>,
    /// Where and when it was read.
    pub origin: Origin,
}

/// One platform of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlatformFacts {
    /// What a host compares itself with, and how it is known: [`Provenance::None`] if it [could not be
    /// read](Self::is_unread).
    pub platform: Platform,
    /// The operating system in the image's own word, e.g. `windows` or `freebsd`; empty if nothing tells.
    pub os: String,
    /// The architecture in the image's own word, e.g. `amd64`; empty if nothing tells.
    pub architecture: String,
    /// The architecture's variant, e.g. `v8`.
    pub variant: Option<String>,
    /// `os.version` as it is written, which may be malformed.
    pub os_version: Option<String>,
    /// Why the OS version is not known, or not as a host sees it: what could not be read, what is malformed.
    pub problem: Option<String>,
    /// `os.features`, e.g. `win32k`.
    pub os_features: Vec<String>,
    /// Digest of this platform's manifest.
    pub digest: Option<Digest>,
    /// The base image, where something tells it.
    pub base: Option<BaseHint>,
    /// Digests of its lowest layers, both as they are transferred and unpacked, as far as they were read on the way:
    /// `winfit_compat::base::base_of_layers` knows some.
    pub base_layers: Vec<Digest>,
}

/// What tells an image's base image. The layers are not here: what they tell is a matter of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseHint {
    /// Its family.
    pub family: ImageFamily,
    /// What tells it, for people: `annotation`, `layer`, `os.features` …
    pub told_by: String,
}

/// An entry of an index that is no image for a host. One that may be an image, but could not be read, is a platform with
/// a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// What it is.
    pub kind: SkippedKind,
    /// Its digest.
    pub digest: Option<Digest>,
    /// Its media or artifact type, where one is written.
    pub media_type: Option<String>,
    /// What is wrong with it, where something is.
    pub problem: Option<String>,
}

/// What an entry is that is no image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkippedKind {
    /// A build attestation.
    Attestation,
    /// Another artifact, e.g. a chart, a signature, a bill of materials.
    Artifact,
    /// An entry that names no document, so that no host can take it.
    Broken,
}

/// Where and when an image was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// When the name was last known to stand for these facts.
    pub checked: SystemTime,
    /// Taken from the cache, without asking.
    pub cached: bool,
}

impl PlatformFacts {
    /// Whether the documents that tell what is inside could not be read; `problem` says why. What is here is what the
    /// index tells of it, and may be wrong or nothing.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.platform.provenance == Provenance::None
    }
}

impl ImageFacts {
    /// The platforms that could not be read. If there are any, these facts are not the whole image: it may run where the
    /// others do not.
    pub fn unread(&self) -> impl Iterator<Item = &PlatformFacts> {
        self.platforms.iter().filter(|it| it.is_unread())
    }

    /// What the decision needs of it.
    #[must_use]
    pub fn image(&self, reference: &str) -> Image {
        Image {
            reference: reference.to_owned(),
            digest: self.digest.as_ref().map(ToString::to_string),
            platforms: self.platforms.iter().map(|it| it.platform).collect(),
        }
    }
}
