//! What `check` has to say about a place in a file.

use std::fmt;
use std::str::FromStr;

use crate::{Fix, Span};

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

/// How sure a finding is: what it goes by, not how bad it would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// It depends on something that the files do not tell, such as the container runtime of the nodes.
    Possible,
    /// It goes by what is inferred: an OS version by a tag, Windows by a path.
    Likely,
    /// It goes by what is written, or was read.
    Certain,
}

/// Something wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule: one of compatibility, or one of [`crate::rules`].
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
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
    /// The edits that cure it, where there are any.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding that is certain, about a file as a whole, with nothing further to say.
    #[must_use]
    pub fn new(rule: &'static str, severity: Severity, file: usize, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            confidence: Confidence::Certain,
            message: message.into(),
            file,
            place: None,
            related: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// The same, about this place.
    #[must_use]
    pub fn at(self, span: Span, text: impl Into<String>) -> Self {
        Self { place: Some(Label { span, text: text.into() }), ..self }
    }

    /// The same, as sure as this.
    #[must_use]
    pub fn sure(self, confidence: Confidence) -> Self {
        Self { confidence, ..self }
    }

    /// The same, with a further place that tells why.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// The same, with something else to know.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The same, with something more to do.
    #[must_use]
    pub fn help(mut self, help: Help) -> Self {
        self.help.push(help);
        self
    }

    /// The same, with the edits that cure it, if there are any.
    #[must_use]
    pub fn fix(self, fix: Option<Fix>) -> Self {
        Self { fix, ..self }
    }
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

impl Help {
    /// Something to do, with nothing to paste.
    #[must_use]
    pub fn new(kind: &'static str, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), paste: String::new() }
    }

    /// The same, with lines to paste or type.
    #[must_use]
    pub fn paste(self, paste: impl Into<String>) -> Self {
        Self { paste: paste.into(), ..self }
    }
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

impl Confidence {
    /// The word in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
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
