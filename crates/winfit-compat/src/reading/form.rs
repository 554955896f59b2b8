//! The kinds of text that carry an OS version.

use std::fmt;

/// The kinds of text that carry an OS version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// `10.0.17763.437` by itself.
    Plain,
    /// `17763.437` or `17763` as the whole text; only [`read_one`](super::read_one) reads it.
    Build,
    /// `nanoserver:10.0.17763.437-amd64`.
    ImageTag,
    /// The platform of an image: `os.version`, `OsVersion`, `windows/amd64 10.0.17763`, `windows(10.0.26100)/amd64`.
    Platform,
    /// `Microsoft Windows [Version 10.0.17763.437]`, as `ver` and `cmd` print it.
    Banner,
    /// `14393.321.amd64fre.rs1_release_inmarket.161004-2338`: `BuildLabEx`, `WindowsBuildLabEx`, `BuildLab`.
    BuildLab,
    /// `10.0 17763 (17763.1.amd64fre.rs5_release.180914-1434)`: `docker info`, old kubelets.
    KernelVersionWithLab,
    /// `10.0.17763.1879` as the kernel version of a node, and other ways to name the kernel.
    KernelVersion,
    /// `(OS Build 17763.437)`: `winver`, `docker info`, the settings page, update titles.
    OsBuild,
    /// `CurrentBuild` and `UBR` of the registry.
    Registry,
    /// `10.0.17763 N/A Build 17763`: `systeminfo`.
    SystemInfo,
    /// `OsVersion : 10.0.17763`, `OsBuildNumber : 17763`: `Get-ComputerInfo`, WMI, the JSON of `docker info`.
    ComputerInfo,
    /// `Microsoft Windows NT 10.0.17763.0`: `[System.Environment]::OSVersion`.
    Environment,
    /// `node.kubernetes.io/windows-build`, `beta.kubernetes.io/osbuild`, Swarm's `OsVersion`.
    NodeLabel,
}

impl Form {
    /// The form says which Windows a host runs, not which one an image, a package or a sentence speaks of.
    #[must_use]
    pub const fn is_of_host(self) -> bool {
        !matches!(self, Self::Plain | Self::Build | Self::ImageTag | Self::Platform)
    }

    /// In words, for people.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "version",
            Self::Build => "build number",
            Self::ImageTag => "image tag",
            Self::Platform => "image platform",
            Self::Banner => "ver banner",
            Self::BuildLab => "BuildLabEx",
            Self::KernelVersionWithLab => "kernel version with build lab",
            Self::KernelVersion => "kernel version",
            Self::OsBuild => "OS build",
            Self::Registry => "registry",
            Self::SystemInfo => "systeminfo",
            Self::ComputerInfo => "computer info",
            Self::Environment => "environment",
            Self::NodeLabel => "node label",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
