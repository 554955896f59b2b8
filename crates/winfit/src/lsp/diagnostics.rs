//! Findings as the client shows them.

use winfit_lint::{Finding, Label, Severity, Span};

use super::open::Places;
use super::wire::{CodeDescription, Diagnostic, Location, Related};
use crate::docs::rule_page_url;

/// Who says so.
const SOURCE: &str = "winfit";

/// Most findings of a document that are shown: nobody reads more, and clients become slow.
const MOST: usize = 1000;

/// The findings in a document.
pub(super) fn diagnostics(findings: &[Finding], uri: &str, places: &Places<'_>) -> Vec<Diagnostic> {
    let more = findings.len().saturating_sub(MOST);
    let shown = findings.iter().take(MOST).map(|finding| diagnostic(finding, uri, places));
    let rest = (more > 0).then(|| Diagnostic {
        range: places.range(Span::empty(0)),
        severity: number(Severity::Info),
        code: None,
        code_description: None,
        source: SOURCE,
        message: format!("there are {more} more findings in this file: winfit check lists all"),
        related_information: Vec::new(),
    });
    shown.chain(rest).collect()
}

/// A finding: what is wrong, then what else there is to know, and what to do first.
pub(super) fn diagnostic(finding: &Finding, uri: &str, places: &Places<'_>) -> Diagnostic {
    let span = finding.place.as_ref().map_or(Span::empty(0), |place| place.span);
    let notes = finding.notes.iter().map(|note| format!("\nnote: {note}"));
    let help = finding.help.first().map(|help| format!("\nhelp: {}", help.text));
    Diagnostic {
        range: places.range(span),
        severity: number(finding.severity),
        code: Some(finding.rule),
        code_description: Some(CodeDescription { href: rule_page_url(finding.rule) }),
        source: SOURCE,
        message: std::iter::once(finding.message.clone()).chain(notes).chain(help).collect(),
        related_information: finding.related.iter().map(|label| related(label, uri, places)).collect(),
    }
}

fn related(label: &Label, uri: &str, places: &Places<'_>) -> Related {
    let location = Location { uri: uri.to_owned(), range: places.range(label.span) };
    // Clients show nothing where there are no words.
    let message = if label.text.is_empty() { "see here" } else { &label.text };
    Related { location, message: message.to_owned() }
}

/// The protocol's number.
const fn number(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Info => 3,
    }
}
