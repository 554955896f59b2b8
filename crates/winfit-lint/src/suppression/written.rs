//! Writes the comment that accepts a finding.

use super::{Scope, Suppression};
use crate::{Document, DocumentKind, Edit, Finding, SourceText, Span, apply, read_source};

/// What puts the comment into the text that accepts a finding: its rule behind those of a comment that is there, else a line
/// above. `None` where no comment can stand, as in JSON or in a text of several lines.
#[must_use]
pub fn accepting_comment(document: &Document, finding: &Finding) -> Option<Edit> {
    let at = finding.place.as_ref()?.span.start;
    // Our reader takes a comment in JSON, that of Kubernetes does not.
    if document.source.text().trim_start().starts_with(['{', '[']) {
        return None;
    }
    let edit =
        beside_others(document, finding.rule, at).or_else(|| line_above(document, finding.rule, at))?;
    // Whether it is a comment where it stands, and about this finding, only a reader knows.
    let text = apply(document.source.text(), std::slice::from_ref(&edit))?;
    let edited = read_source(document.source.with_text(text));
    let at = if edit.span.start <= at { at + edit.text.len() } else { at };
    let accepts = |it: &Suppression| {
        let mut names = it.names.iter().flatten().map(|name| edited.source.slice(*name));
        is_about(it, at) && names.any(|name| name == finding.rule)
    };
    let is_sound = edited.kind == document.kind && edited.problems.len() <= document.problems.len();
    (is_sound && edited.suppressions.iter().any(accepts)).then_some(edit)
}

/// Puts the rule behind the last one in the brackets of a comment about the same lines.
fn beside_others(document: &Document, rule: &str, at: usize) -> Option<Edit> {
    let mut about = document.suppressions.iter().filter(|it| is_about(it, at));
    let last = about.find_map(|it| it.names.as_ref().ok()?.last().copied())?;
    Some(Edit::insert(last.end, format!(", {rule}")))
}

fn is_about(suppression: &Suppression, at: usize) -> bool {
    matches!(suppression.scope, Scope::Lines(span) if (span.start..=span.end).contains(&at))
}

/// A line of its own above the line, in a Dockerfile above all lines of the instruction.
fn line_above(document: &Document, rule: &str, at: usize) -> Option<Edit> {
    let source = &document.source;
    let mut number = source.position(at).line;
    while document.kind == DocumentKind::Dockerfile && is_continued(source, number - 1) {
        number -= 1;
    }
    let line = source.line_span(number)?;
    let text = source.slice(line);
    let content = text.trim_start();
    // A parser directive is none below a comment.
    if content.starts_with('#') {
        return None;
    }
    let indent = text.strip_suffix(content).unwrap_or_default();
    Some(Edit::insert(line.start, format!("{indent}# winfit: ignore[{rule}]{}", line_break(source, line))))
}

fn is_continued(source: &SourceText, line: usize) -> bool {
    source.line_span(line).is_some_and(|line| source.slice(line).trim_end().ends_with(['\\', '`']))
}

/// The line break behind a line; behind the last, that before it.
fn line_break(source: &SourceText, line: Span) -> &'static str {
    let behind = source.text().get(line.end..).unwrap_or_default();
    let before = source.text().get(..line.start).unwrap_or_default();
    let breaks = ["\r\n", "\n", "\r"];
    let found = breaks.into_iter().find(|it| behind.starts_with(it));
    found.or_else(|| breaks.into_iter().find(|it| before.ends_with(it))).unwrap_or("\n")
}
