//! The facts that a verdict may lack.

use std::fmt;

/// A fact without which the question cannot be answered. A verdict never guesses one; it names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// The OS version of the host.
    HostOsVersion,
    /// The revision of the host's OS version.
    HostRevision,
    /// Whether the host is a server or a client.
    HostKind,
    /// Which release the host's build belongs to: the catalogue does not know it.
    HostRelease,
    /// The architecture of the host.
    HostArchitecture,
    /// Whether the host can run Hyper-V isolation.
    HostHyperV,
    /// Which containerd release the host runs.
    HostRuntime,
    /// The operating system of the image.
    ImageOs,
    /// The OS version of the image.
    ImageOsVersion,
    /// The revision of the image's OS version.
    ImageRevision,
    /// The architecture of the image.
    ImageArchitecture,
}

impl Fact {
    /// All facts.
    pub const ALL: [Self; 11] = [
        Self::HostOsVersion,
        Self::HostRevision,
        Self::HostKind,
        Self::HostRelease,
        Self::HostArchitecture,
        Self::HostHyperV,
        Self::HostRuntime,
        Self::ImageOs,
        Self::ImageOsVersion,
        Self::ImageRevision,
        Self::ImageArchitecture,
    ];

    /// The name in machine-readable output, e.g. `image.os_version`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HostOsVersion => "host.os_version",
            Self::HostRevision => "host.revision",
            Self::HostKind => "host.kind",
            Self::HostRelease => "host.release",
            Self::HostArchitecture => "host.architecture",
            Self::HostHyperV => "host.hyperv",
            Self::HostRuntime => "host.runtime",
            Self::ImageOs => "image.os",
            Self::ImageOsVersion => "image.os_version",
            Self::ImageRevision => "image.revision",
            Self::ImageArchitecture => "image.architecture",
        }
    }

    /// Whether it is the image that would tell.
    #[must_use]
    pub const fn is_of_image(self) -> bool {
        matches!(self, Self::ImageOs | Self::ImageOsVersion | Self::ImageRevision | Self::ImageArchitecture)
    }

    /// How a user can find it out.
    #[must_use]
    pub const fn how_to_learn(self) -> &'static str {
        match self {
            Self::HostOsVersion => "run `cmd /c ver` on the host",
            Self::HostRevision => "run `cmd /c ver` on the host: the fourth number is the revision",
            Self::HostKind => "run `(Get-ComputerInfo).OsProductType` on the host",
            Self::HostRelease => "give a newer catalogue that knows the host's build",
            Self::HostArchitecture => "run `echo %PROCESSOR_ARCHITECTURE%` on the host",
            Self::HostHyperV => {
                "run `Get-WindowsFeature Hyper-V` on the host, and look for a hyperv runtime handler"
            }
            Self::HostRuntime => "run `containerd --version` on the host",
            Self::ImageOs | Self::ImageOsVersion | Self::ImageRevision | Self::ImageArchitecture => {
                "run `winfit image IMAGE` where it can be reached, or use a tag that names the Windows release"
            }
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::HostOsVersion => "the host's OS version",
            Self::HostRevision => "the host's revision",
            Self::HostKind => "whether the host is a server or a client",
            Self::HostRelease => "the release of the host's build",
            Self::HostArchitecture => "the host's architecture",
            Self::HostHyperV => "whether the host can run Hyper-V isolation",
            Self::HostRuntime => "the host's containerd release",
            Self::ImageOs => "the image's operating system",
            Self::ImageOsVersion => "the image's OS version",
            Self::ImageRevision => "the image's revision",
            Self::ImageArchitecture => "the image's architecture",
        })
    }
}
