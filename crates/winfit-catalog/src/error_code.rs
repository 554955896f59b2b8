//! The numbers by which Windows tells why something failed.

use crate::{List, Text};

/// A number and its meaning: a row of `catalog/codes.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorCode {
    /// The number.
    pub code: u32,
    /// Which of Windows' lists of numbers it is from.
    pub kind: CodeKind,
    /// Its name in the headers of Windows.
    pub name: Text,
    /// What it means where containers are concerned: a fragment.
    pub means: Text,
    /// What else there is to know: a fragment.
    pub note: Option<Text>,
    /// Ids of the sources.
    pub sources: List<Text>,
}

/// Windows' lists of numbers, which overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeKind {
    /// What functions return: `0x8…`, and `0xc037…` of the compute service.
    Hresult,
    /// What the kernel returns, and what processes exit with that it ended: `0xc…`, `0xe…`.
    Ntstatus,
    /// The numbers of errors that have a sentence each in every language of Windows: small ones.
    Win32,
}

impl CodeKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Hresult, Self::Ntstatus, Self::Win32];

    /// The word in the catalogue.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hresult => "hresult",
            Self::Ntstatus => "ntstatus",
            Self::Win32 => "win32",
        }
    }
}
