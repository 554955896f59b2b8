//! A finding in JSON: what is wrong, where, what to do about it, and the edits that cure it.

use serde::{Serialize, Serializer};
use winfit_lint::{Confidence, Document, Edit, Finding, Fix, Help, Label, Safety, Severity, Span};

use crate::commands::check::Unreadable;

/// Something wrong in a file.
#[derive(Debug, Serialize)]
pub(crate) struct FindingWire<'a> {
    pub(crate) rule: &'a str,
    #[serde(serialize_with = "severity")]
    pub(crate) severity: Severity,
    #[serde(serialize_with = "confidence")]
    pub(crate) confidence: Confidence,
    pub(crate) file: &'a str,
    #[serde(flatten)]
    pub(crate) region: Region,
    pub(crate) message: &'a str,
    /// Further places of the same finding.
    pub(crate) related: Vec<PlaceWire<'a>>,
    pub(crate) notes: &'a [String],
    /// The first remedy in words; all of them are in `remedies`.
    pub(crate) help: Option<&'a str>,
    pub(crate) remedies: Vec<RemedyWire<'a>>,
    pub(crate) fix: Option<FixWire<'a>>,
}

/// A stretch of a text: lines and columns count from 1, columns in characters; the end is behind the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Region {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) end_line: usize,
    pub(crate) end_column: usize,
}

/// A further place of the same file.
#[derive(Debug, Serialize)]
pub(crate) struct PlaceWire<'a> {
    #[serde(flatten)]
    pub(crate) region: Region,
    pub(crate) text: &'a str,
}

/// Something that the user can do.
#[derive(Debug, Serialize)]
pub(crate) struct RemedyWire<'a> {
    pub(crate) kind: &'static str,
    pub(crate) text: &'a str,
    /// Lines to paste into the file, or commands to type.
    pub(crate) paste: Option<&'a str>,
}

/// Edits that belong together.
#[derive(Debug, Serialize)]
pub(crate) struct FixWire<'a> {
    pub(crate) title: &'a str,
    #[serde(serialize_with = "safety")]
    pub(crate) safety: Safety,
    /// By place; no two overlap.
    pub(crate) edits: Vec<EditWire<'a>>,
}

/// A piece of text in the place of another.
#[derive(Debug, Serialize)]
pub(crate) struct EditWire<'a> {
    #[serde(flatten)]
    pub(crate) region: Region,
    /// Bytes of the text as UTF-8, counted from behind a byte order mark.
    pub(crate) offset: usize,
    pub(crate) length: usize,
    pub(crate) text: &'a str,
}

impl<'a> FindingWire<'a> {
    /// A finding of this document.
    pub(crate) fn of(finding: &'a Finding, document: &'a Document) -> Self {
        let span = finding.place.as_ref().map_or(Span::default(), |place| place.span);
        Self {
            rule: finding.rule,
            severity: finding.severity,
            confidence: finding.confidence,
            file: document.source.name(),
            region: Region::of(span, document),
            message: &finding.message,
            related: finding.related.iter().map(|label| PlaceWire::of(label, document)).collect(),
            notes: &finding.notes,
            help: finding.help.first().map(|help| help.text.as_str()),
            remedies: finding.help.iter().map(RemedyWire::of).collect(),
            fix: finding.fix.as_ref().map(|fix| FixWire::of(fix, document)),
        }
    }

    /// A file that could not be read.
    pub(crate) fn of_unreadable(unreadable: &'a Unreadable) -> Self {
        let line = unreadable.line.unwrap_or(1);
        Self {
            rule: Unreadable::RULE,
            severity: Severity::Error,
            confidence: Confidence::Certain,
            file: &unreadable.file,
            region: Region { line, column: 1, end_line: line, end_column: 1 },
            message: &unreadable.message,
            related: Vec::new(),
            notes: &[],
            help: Some(unreadable.help),
            remedies: Vec::new(),
            fix: None,
        }
    }
}

impl Region {
    fn of(span: Span, document: &Document) -> Self {
        let (start, end) = (document.source.position(span.start), document.source.position(span.end));
        Self { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }
}

impl<'a> PlaceWire<'a> {
    fn of(label: &'a Label, document: &Document) -> Self {
        Self { region: Region::of(label.span, document), text: &label.text }
    }
}

impl<'a> RemedyWire<'a> {
    fn of(help: &'a Help) -> Self {
        Self {
            kind: help.kind,
            text: &help.text,
            paste: (!help.paste.is_empty()).then_some(help.paste.as_str()),
        }
    }
}

impl<'a> FixWire<'a> {
    fn of(fix: &'a Fix, document: &Document) -> Self {
        let edit = |edit: &'a Edit| EditWire {
            region: Region::of(edit.span, document),
            offset: edit.span.start,
            length: edit.span.len(),
            text: &edit.text,
        };
        Self { title: &fix.title, safety: fix.safety, edits: fix.edits.iter().map(edit).collect() }
    }
}

fn severity<S: Serializer>(severity: &Severity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity.as_str())
}

fn confidence<S: Serializer>(confidence: &Confidence, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(confidence.as_str())
}

fn safety<S: Serializer>(safety: &Safety, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(safety.as_str())
}
