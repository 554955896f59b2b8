//! Cumulative updates.

use crate::{Date, Kb, Text};

/// Why an update was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UpdateKind {
    /// Monthly security release, on the second Tuesday.
    Security,
    /// Out of band.
    OutOfBand,
    /// Optional preview of the next month.
    Preview,
    /// Published in container images only; no host ever has this revision.
    ImageOnly,
    /// The sources do not say.
    Unknown,
}

/// Which editions of the build an update is listed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UpdateChannel {
    /// Windows Server only.
    Server,
    /// Windows 10 or 11 only.
    Client,
    /// Both.
    Both,
}

/// Which revision of a build an article installs: a row of `catalog/updates.csv`.
///
/// One KB may serve several builds, and one revision may come with several KBs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Build number, third part of the OS version.
    pub build: u32,
    /// Revision, fourth part of the OS version.
    pub revision: u32,
    /// The article; absent where no source names one.
    pub kb: Option<Kb>,
    /// Day of publication; absent where no source names it.
    pub date: Option<Date>,
    /// Why it was published.
    pub kind: UpdateKind,
    /// For which editions.
    pub channel: UpdateChannel,
    /// Id of the source.
    pub source: Text,
}
