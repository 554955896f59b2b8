//! The printed compatibility tables, edition by edition.

use std::fmt;
use std::str::FromStr;

use crate::{List, Text};

/// An edition of Microsoft's document "Windows container version compatibility".
///
/// The document has been rewritten with each Windows release, and its editions contradict each other, above all on
/// client hosts. The four that matter today are named by year alone; those between them carry the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Edition {
    /// 2017-10-17: the first, for Server 2016 and 1709; clients and servers share a column.
    V2017,
    /// 2017-12-13: clients get columns of their own.
    V2017Dec,
    /// 2018-10-03.
    V2018,
    /// 2019-08-27.
    V2019Aug,
    /// 2019-11-13.
    V2019,
    /// 2020-10-13.
    V2020,
    /// 2021-09-09.
    V2021,
    /// 2022-03-03.
    V2022Mar,
    /// 2022-09-22: LTSC images and unversioned client hosts only.
    V2022Sep,
    /// 2022-12-15, withdrawn in part on 2023-03-16.
    V2022Dec,
    /// 2023-03-16 to 2024-11: the "2022 edition".
    V2022,
    /// Since 2024-11-29: the newest.
    #[default]
    V2025,
}

impl Edition {
    /// All editions, oldest first.
    pub const ALL: [Self; 12] = [
        Self::V2017,
        Self::V2017Dec,
        Self::V2018,
        Self::V2019Aug,
        Self::V2019,
        Self::V2020,
        Self::V2021,
        Self::V2022Mar,
        Self::V2022Sep,
        Self::V2022Dec,
        Self::V2022,
        Self::V2025,
    ];

    /// The name used on the command line and in the catalogue, e.g. `2022` or `2022-03`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V2017 => "2017",
            Self::V2017Dec => "2017-12",
            Self::V2018 => "2018",
            Self::V2019Aug => "2019-08",
            Self::V2019 => "2019",
            Self::V2020 => "2020",
            Self::V2021 => "2021",
            Self::V2022Mar => "2022-03",
            Self::V2022Sep => "2022-09",
            Self::V2022Dec => "2022-12",
            Self::V2022 => "2022",
            Self::V2025 => "2025",
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text names no edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseEditionError {
    text: String,
}

impl FromStr for Edition {
    type Err = ParseEditionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|edition| edition.as_str() == text)
            .ok_or_else(|| ParseEditionError { text: text.to_owned() })
    }
}

impl fmt::Display for ParseEditionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = Edition::ALL.map(Edition::as_str).join(", ");
        write!(
            f,
            "\"{}\" is no edition of the compatibility document; known are {known}",
            self.text.escape_debug()
        )
    }
}

impl std::error::Error for ParseEditionError {}

/// What a cell of a printed table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Support {
    /// Supported.
    Yes,
    /// Not supported.
    No,
    /// Supported as a preview.
    Preview,
}

/// Hosts that a document prints as one row, e.g. "Windows 10": a row of `catalog/host-groups.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostGroup {
    /// Short name used in the matrix, e.g. `win10`.
    pub id: Text,
    /// As the documents print it, e.g. `Windows 10`.
    pub name: Text,
    /// Ids of the releases in the group, oldest first.
    pub releases: List<Text>,
    /// What a reader should know besides.
    pub note: Text,
}

/// One host and image of one printed table: a row of `catalog/matrix.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    /// The edition that prints it.
    pub edition: Edition,
    /// Whether it stands in the table of client hosts.
    pub client: bool,
    /// Id of the host's release or of a [`HostGroup`].
    pub host: Text,
    /// Id of the image's release, or `sac21h1`, which was printed but never existed.
    pub image: Text,
    /// Support with Hyper-V isolation.
    pub hyperv: Support,
    /// Support with process isolation.
    pub process: Support,
}
