//! Why a facts file cannot be used.

use std::io;
use std::path::Path;

use crate::ErrorKind;

/// Why a facts file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// It cannot be read or written.
    #[error("cannot {doing} {file}: {error}")]
    Io {
        /// `read` or `write`.
        doing: &'static str,
        /// The file.
        file: String,
        /// Why.
        error: io::Error,
    },
    /// It is longer than any that is read.
    #[error("{file} has more than the {limit} bytes that are read of a facts file")]
    TooLarge {
        /// The file.
        file: String,
        /// Bytes.
        limit: usize,
    },
    /// It is no facts file, or a broken one.
    #[error("{file}:{}: not a facts file of winfit: {problem}", place(*.line, *.column))]
    Malformed {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1, just behind what is wrong; 0 where the line as a whole is.
        column: usize,
        /// What is wrong.
        problem: String,
    },
    /// It is of a version that this winfit does not read.
    #[error(
        "{file} is of the schema \"{schema}\", written by {writer}, and this is {reader}, which reads \"{known}\""
    )]
    Schema {
        /// The file.
        file: String,
        /// The schema that it names.
        schema: String,
        /// What wrote it, e.g. `winfit 0.9.0`.
        writer: String,
        /// This program, e.g. `winfit 0.1.0`.
        reader: &'static str,
        /// The schema that it reads.
        known: &'static str,
    },
}

impl LockError {
    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Io { .. } => ErrorKind::Environment,
            Self::TooLarge { .. } | Self::Malformed { .. } => ErrorKind::Malformed,
            Self::Schema { .. } => ErrorKind::Unsupported,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Io { doing: "write", .. } => "name a file in a folder that you may write to".to_owned(),
            Self::Io { file, error, .. } if error.kind() == io::ErrorKind::NotFound => {
                format!("write one: {}", writing(file))
            }
            Self::Io { .. } => "check who may read it, and that it is a file".to_owned(),
            Self::TooLarge { file, .. } | Self::Malformed { file, .. } => {
                format!("restore it from version control, or delete it and write it anew: {}", writing(file))
            }
            Self::Schema { file, .. } => format!(
                "use the winfit that wrote it or a newer one, or delete it and write it anew: {}",
                writing(file)
            ),
        })
    }

    pub(super) fn io(doing: &'static str, file: &Path, error: io::Error) -> Self {
        Self::Io { doing, file: file.display().to_string(), error }
    }
}

/// `LINE:COLUMN`, or the line alone.
fn place(line: usize, column: usize) -> String {
    if column == 0 { line.to_string() } else { format!("{line}:{column}") }
}

/// The command that writes a facts file, to be copied but for the images.
fn writing(file: &str) -> String {
    format!("winfit image --lock {file} REF…")
}
