//! What is wrong with a catalogue, and where.

mod fault;

use std::fmt;

pub use fault::Fault;

/// One thing that is wrong with a catalogue, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, e.g. `catalog/updates.csv`.
    pub file: String,
    /// The line of the row, counted from 1; absent if the file as a whole is wrong.
    pub line: Option<usize>,
    /// The key of the row, e.g. `build 14393, revision 10`; empty if the file as a whole is wrong.
    pub row: String,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.row.is_empty() {
            write!(f, ": {}", self.row)?;
        }
        write!(f, ": {}", self.fault)
    }
}

/// Everything that is wrong with a catalogue: at least one problem, printed one per line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    pub(super) listed: Vec<Problem>,
    pub(super) omitted: usize,
}

impl Problems {
    /// The problems, by file and line.
    #[must_use]
    pub fn as_slice(&self) -> &[Problem] {
        &self.listed
    }

    /// How many more were found than are listed: the list is bounded, for files that are wrong in every row.
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.omitted
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.listed.iter().enumerate() {
            let line_end = if index == 0 { "" } else { "\n" };
            write!(f, "{line_end}{problem}")?;
        }
        if self.omitted > 0 {
            write!(f, "\nand {} more", self.omitted)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
