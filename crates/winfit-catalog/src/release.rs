//! Named Windows releases.

use crate::{Date, ImageFamily, Kb, List, Text};

/// How a release is serviced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// Long-term servicing channel of Windows Server.
    Ltsc,
    /// Semi-annual channel of Windows Server (1709 to 20H2).
    Sac,
    /// Annual channel of Windows Server (23H2).
    Ac,
    /// Windows 10 or Windows 11.
    Client,
}

/// A named Windows, e.g. Windows Server 2019: a row of `catalog/releases.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Short name used across the catalogue, e.g. `ltsc2019`.
    pub id: Text,
    /// How it is serviced.
    pub channel: Channel,
    /// Marketing name, e.g. `Windows Server 2019`.
    pub name: Text,
    /// Version label, e.g. `1809`.
    pub version: Text,
    /// Build number, e.g. 17763. Several releases may share one.
    pub build: u32,
    /// First day of general availability.
    pub released: Date,
    /// End of mainstream support; for SAC, AC and client releases the end of servicing (Enterprise and Education).
    pub mainstream_end: Option<Date>,
    /// End of extended support.
    pub extended_end: Option<Date>,
    /// End of support of the long-term editions of a client.
    pub ltsc_end: Option<Date>,
    /// End of paid Extended Security Updates.
    pub esu_end: Option<Date>,
    /// End of support of the base images, where it differs from the operating system's.
    pub image_end: Option<Date>,
    /// End of support of the Nano Server images, where they were serviced otherwise than the others.
    pub nano_server_end: Option<Date>,
    /// The tag that names the base image of this release, preferred one first: `ltsc2019`, `1809`. Empty: no images.
    pub image_tags: List<Text>,
    /// Architectures of the base images, e.g. `amd64`.
    pub image_architectures: List<Text>,
    /// What a reader should know besides; empty if nothing.
    pub note: Text,
    /// Ids of the [`Source`](crate::Source)s of this row.
    pub sources: List<Text>,
}

impl Release {
    /// Whether this is a Windows Server.
    #[must_use]
    pub fn is_server(&self) -> bool {
        self.channel != Channel::Client
    }

    /// The last day on which the operating system gets security updates without a paid extension.
    #[must_use]
    pub fn support_end(&self) -> Option<Date> {
        self.extended_end.or(self.mainstream_end)
    }

    /// The last day on which base images of a family get security updates.
    #[must_use]
    pub fn image_support_end(&self, family: Option<ImageFamily>) -> Option<Date> {
        let of_family = self.nano_server_end.filter(|_| family == Some(ImageFamily::NanoServer));
        of_family.or(self.image_end).or(self.support_end())
    }

    /// Whether the release is out of support on a day. A release without a known end is supported.
    #[must_use]
    pub fn is_supported_on(&self, day: Date) -> bool {
        self.support_end().is_none_or(|end| day <= end)
    }
}

/// A build on which host and image must stand on the same side of the security update of 2020-02-11:
/// a row of `catalog/baseline-2020-02.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// Build number.
    pub build: u32,
    /// First host revision with the change.
    pub host_revision: u32,
    /// The update that installs it.
    pub host_kb: Kb,
    /// First image revision that Microsoft lists as working with such hosts, where it published one.
    pub image_revision: Option<u32>,
    /// The update inside that image.
    pub image_kb: Option<Kb>,
    /// Id of the source.
    pub source: Text,
}
