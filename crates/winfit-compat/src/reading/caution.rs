//! Traps: what to beware of when a text says this.

use std::fmt;

/// Traps of the forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caution {
    /// The number before `.amd64fre` is the build lab's, not the revision.
    BuildLabIsNotRevision,
    /// Later builds keep this build lab: the build may be higher.
    BuildLabOfLaterBuild,
    /// This kind of text does not show the revision.
    RevisionNotShown,
    /// A revision of 0 is printed by programs that do not know it.
    ZeroIsNotRevision,
    /// In a container with process isolation `ver` shows the host's version, not the image's.
    BannerShowsKernel,
    /// The name says Windows 10, but the build is Windows 11.
    NameSaysWindows10,
}

impl Caution {
    /// A stable name, for machines.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::BuildLabIsNotRevision => "build-lab-is-not-revision",
            Self::BuildLabOfLaterBuild => "build-lab-of-later-build",
            Self::RevisionNotShown => "revision-not-shown",
            Self::ZeroIsNotRevision => "zero-is-not-revision",
            Self::BannerShowsKernel => "banner-shows-kernel",
            Self::NameSaysWindows10 => "name-says-windows-10",
        }
    }
}

impl fmt::Display for Caution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::BuildLabIsNotRevision => {
                "the number before .amd64fre names the build lab, not the revision: ask `ver` or `docker info` for it"
            }
            Self::BuildLabOfLaterBuild => {
                "releases that are switched on over this build keep its build lab: the host's build may be higher"
            }
            Self::RevisionNotShown => "this output does not show the revision: `ver` does",
            Self::ZeroIsNotRevision => "a revision of 0 is printed where it is not known: `ver` shows it",
            Self::BannerShowsKernel => {
                "`ver` shows the kernel: in a container with process isolation that is the host's, not the image's"
            }
            Self::NameSaysWindows10 => "the name says Windows 10, but builds from 22000 on are Windows 11",
        })
    }
}
