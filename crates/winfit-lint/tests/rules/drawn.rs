//! What is drawn on an example: places and messages.

use std::fmt;

use winfit_lint::{Document, Example, Finding, is_annotation};

/// A finding as an example draws it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Drawn {
    /// Line in the plain text, from 1.
    pub(crate) line: usize,
    /// First column, from 1.
    pub(crate) column: usize,
    /// Columns; of a place of several lines those of the first.
    pub(crate) width: usize,
    /// `severity: message`.
    pub(crate) words: String,
}

impl fmt::Debug for Drawn {
    /// As it would be drawn, so that a failure can be pasted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let marks = match self.column {
            1 => format!("#{}", "^".repeat(self.width.saturating_sub(1))),
            column => format!("#{}{}", " ".repeat(column.saturating_sub(2)), "^".repeat(self.width)),
        };
        write!(f, "below line {}:\n{marks} {}", self.line, self.words)
    }
}

/// What an example draws.
pub(crate) fn of_example(example: &Example) -> Vec<Drawn> {
    let mut line = 0;
    let mut drawn = Vec::new();
    for text in example.text.lines() {
        if !is_annotation(text) {
            line += 1;
            continue;
        }
        let start = text.find('^').unwrap();
        let width = text[start..].chars().take_while(|it| *it == '^').count();
        let words = text[start + width..].trim_start().to_owned();
        let before = text[..start].chars().count();
        let (column, width) = if text.starts_with("#^") { (1, width + 1) } else { (before + 1, width) };
        drawn.push(Drawn { line, column, width, words });
    }
    drawn.sort();
    drawn
}

/// What winfit found, as it would be drawn.
pub(crate) fn of_findings(document: &Document, findings: &[Finding]) -> Vec<Drawn> {
    let mut drawn: Vec<_> = findings
        .iter()
        .map(|finding| {
            let span = finding.place.as_ref().map(|place| place.span).unwrap_or_default();
            let (start, end) = (document.source.position(span.start), document.source.position(span.end));
            let line = document.source.line_span(start.line).unwrap_or_default();
            let line_end = document.source.position(line.end).column;
            let end = if end.line == start.line { end.column } else { line_end };
            Drawn {
                line: start.line,
                column: start.column,
                width: end.saturating_sub(start.column).max(1),
                words: format!("{}: {}", finding.severity, finding.message),
            }
        })
        .collect();
    drawn.sort();
    drawn
}
