//! Comments by which somebody accepts a finding: `# winfit: ignore[RULE] reason`.
//!
//! One at the end of a line is about findings on that line; one on a line of its own is about the next line that is none, in a
//! Dockerfile about the next instruction with all its lines; `ignore-file`, above all else, is about the file. A line is as
//! far as it goes: what is accepted is what its writer saw.

mod grammar;
mod ledger;
mod reader;
mod written;

pub(crate) use ledger::{Ledger, Named};
pub(crate) use reader::{Comment, of_stream, read, reads};

pub use grammar::Malformed;
pub use written::accepting_comment;

use crate::Span;

/// A comment, or the part of it, that is meant to accept findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// From its sign to the end of its reason.
    pub span: Span,
    /// What has to go with it: the whole line, where nothing else is on it, or the blanks before.
    pub removal: Span,
    /// What it is about.
    pub scope: Scope,
    /// The names in its brackets, as written, or why it is none.
    pub names: Result<Vec<Span>, Malformed>,
    /// Why the findings are accepted; may be empty.
    pub reason: Span,
}

/// What a suppression is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The file.
    File,
    /// What stands from here to there: a line, or an instruction.
    Lines(Span),
    /// Nothing: it is the last line.
    Nothing,
}
