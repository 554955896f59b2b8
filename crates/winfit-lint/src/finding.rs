//! What `check` has to say about a place in a file.

use std::fmt;
use std::str::FromStr;

use crate::Span;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// May go wrong, or could not be checked.
    Warning,
    /// Goes wrong as it is written.
    Error,
}

/// Something wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule: one of compatibility, or one of [`crate::LINT_RULES`].
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Index of the file.
    pub file: usize,
    /// What to edit; `None` if the file as a whole is meant.
    pub place: Option<Label>,
    /// Places that tell why.
    pub related: Vec<Label>,
    /// What else there is to know: on which hosts it runs, what users report.
    pub notes: Vec<String>,
    /// What to do, least effort first.
    pub help: Vec<Help>,
}

/// A place with a few words on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The words; may be empty.
    pub text: String,
}

/// Something that the user can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// The kind of remedy, as in machine-readable output: `retag`, `constrain-placement` …
    pub kind: &'static str,
    /// What to do, in one line.
    pub text: String,
    /// Lines to paste into the file, or commands to type; may be empty.
    pub paste: String,
}

/// The text is no severity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{}\" is not a severity: error, warning or info", text.escape_debug())]
pub struct ParseSeverityError {
    text: String,
}

impl Severity {
    /// The word in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl FromStr for Severity {
    type Err = ParseSeverityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Info, Self::Warning, Self::Error]
            .into_iter()
            .find(|severity| severity.as_str() == text)
            .ok_or_else(|| ParseSeverityError { text: text.to_owned() })
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
