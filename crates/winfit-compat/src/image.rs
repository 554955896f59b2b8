//! What is known of an image.

use std::fmt;

use crate::{Architecture, Os, OsVersion};

/// What an image says of the Windows inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImageOsVersion {
    /// It carries this `os.version`, and says so where hosts look when they choose among platforms.
    Known(OsVersion),
    /// Its configuration carries this `os.version`, and the index that lists it carries none: hosts choose it, or another,
    /// without knowing the version, and find out when they start it.
    Unlisted(OsVersion),
    /// It was read, and carries none.
    Absent,
    /// It was not read, and its name does not tell.
    Unknown,
}

/// Where facts about an image come from, most trustworthy first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provenance {
    /// Given by the user, e.g. on the command line.
    Given,
    /// Read from the image itself in its registry, by digest.
    Registry,
    /// Read from the image itself in an OCI layout folder.
    Layout,
    /// Read from the image itself in an archive.
    Archive,
    /// Told by a daemon.
    Daemon,
    /// Inferred from the tag; the image itself may say otherwise.
    Tag,
    /// Nothing tells.
    None,
}

/// One entry of an image: what a host compares itself with.
///
/// `os.features` is not among the facts: no matcher compares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Platform {
    /// Operating system; `None` if nothing tells.
    pub os: Option<Os>,
    /// Architecture; `None` if nothing tells.
    pub architecture: Option<Architecture>,
    /// The Windows inside.
    pub os_version: ImageOsVersion,
    /// Where these facts come from.
    pub provenance: Provenance,
}

impl Platform {
    /// A Windows platform for amd64 of this version.
    #[must_use]
    pub const fn windows(os_version: OsVersion, provenance: Provenance) -> Self {
        Self {
            os: Some(Os::Windows),
            architecture: Some(Architecture::Amd64),
            os_version: ImageOsVersion::Known(os_version),
            provenance,
        }
    }

    /// A Linux platform for amd64.
    #[must_use]
    pub const fn linux(provenance: Provenance) -> Self {
        Self {
            os: Some(Os::Linux),
            architecture: Some(Architecture::Amd64),
            os_version: ImageOsVersion::Absent,
            provenance,
        }
    }

    /// A platform of which nothing is known.
    #[must_use]
    pub const fn unknown() -> Self {
        Self {
            os: None,
            architecture: None,
            os_version: ImageOsVersion::Unknown,
            provenance: Provenance::None,
        }
    }
}

/// An image: its reference, and the platforms that it offers in the order of its index.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Image {
    /// As the user wrote it, e.g. `mcr.microsoft.com/windows/nanoserver:1809`.
    pub reference: String,
    /// Digest of the manifest or index, where it was read.
    pub digest: Option<String>,
    /// One or several platforms, in list order.
    pub platforms: Vec<Platform>,
}

impl Image {
    /// Whether all of its platforms are known to be of this system.
    #[must_use]
    pub fn is_only_for(&self, os: Os) -> bool {
        !self.platforms.is_empty() && self.platforms.iter().all(|platform| platform.os == Some(os))
    }
}

impl ImageOsVersion {
    /// The Windows inside, wherever it is written.
    #[must_use]
    pub const fn inside(self) -> Option<OsVersion> {
        match self {
            Self::Known(version) | Self::Unlisted(version) => Some(version),
            Self::Absent | Self::Unknown => None,
        }
    }
}

impl Provenance {
    /// In words, for people.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Registry => "read from the registry",
            Self::Layout => "read from the layout folder",
            Self::Archive => "read from the archive",
            Self::Daemon => "told by the daemon",
            Self::Tag => "inferred from the tag",
            Self::None => "unknown",
        }
    }
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
