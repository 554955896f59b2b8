//! Suppressions out of the comments of a file.

use super::grammar::{Malformed, parts};
use super::{Scope, Suppression};
use crate::{Problem, ProblemKind, SourceText, Span};

/// Whether it is worth while to look for comments: hardly any file has a suppression.
pub(crate) fn reads(text: &str) -> bool {
    text.contains("infit")
}

/// A comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Comment {
    /// From its sign to the end of its line.
    pub(crate) span: Span,
    /// What it is about, unless that is its own line.
    pub(crate) above: Option<Scope>,
    /// Whether it stands above all content of the file.
    pub(crate) is_on_top: bool,
}

/// Most suppressions of a file that are read: more are no exceptions.
const LIMIT: usize = 10_000;

/// The suppressions in comments, which are in the order of the text; with the problem, if they are too many.
pub(crate) fn read(
    source: &SourceText,
    comments: impl IntoIterator<Item = Comment>,
) -> (Vec<Suppression>, Option<Problem>) {
    let mut suppressions = Vec::new();
    for comment in comments {
        for part in parts(comment.span.of(source.text())) {
            let span = part.span.shifted(comment.span.start);
            if suppressions.len() == LIMIT {
                let kind = ProblemKind::TooManySuppressions { limit: LIMIT };
                return (suppressions, Some(Problem::new(kind, span)));
            }
            let shifted = |name: &Span| name.shifted(comment.span.start);
            let directive = part.says.as_ref().ok();
            let is_for_file = directive.is_some_and(|it| it.is_for_file);
            let names = match &part.says {
                Ok(_) if is_for_file && !comment.is_on_top => Err(Malformed::NotOnTop),
                Ok(directive) => Ok(directive.names.iter().map(shifted).collect()),
                Err(why) => Err(*why),
            };
            suppressions.push(Suppression {
                span,
                removal: removal(source.text(), comment.span, span),
                scope: if is_for_file { Scope::File } else { scope(source, comment) },
                names,
                reason: directive.map_or(Span::empty(span.end), |it| shifted(&it.reason)),
            });
        }
    }
    (suppressions, None)
}

fn scope(source: &SourceText, comment: Comment) -> Scope {
    comment.above.unwrap_or_else(|| line_at(source, comment.span.start))
}

/// The comments of a YAML stream, by their places in the order of the text; the first content is at `content`.
pub(crate) fn of_stream(source: &SourceText, spans: &[Span], content: usize) -> Vec<Comment> {
    let text = source.text();
    let mut comments = Vec::with_capacity(spans.len());
    // From the last to the first, since comments on lines of their own may follow each other: where the last one that was
    // seen starts, and what it would be about.
    let mut below: Option<(usize, Scope)> = None;
    for span in spans.iter().rev() {
        let behind = text.get(span.end..).unwrap_or_default();
        let next = text.len() - behind.trim_start().len();
        let scope = match below {
            Some((start, scope)) if start == next => scope,
            _ if next == text.len() => Scope::Nothing,
            _ => line_at(source, next),
        };
        below = Some((span.start, scope));
        let is_alone = is_first_on_its_line(text, span.start);
        let above = is_alone.then_some(scope);
        comments.push(Comment { span: *span, above, is_on_top: is_alone && span.start < content });
    }
    comments.reverse();
    comments
}

fn line_at(source: &SourceText, offset: usize) -> Scope {
    source.line_span(source.position(offset).line).map_or(Scope::Nothing, Scope::Lines)
}

/// What goes with a part of a comment: its line, where there is nothing else on it; else the blanks before it, and before the
/// next part those behind it.
fn removal(text: &str, comment: Span, part: Span) -> Span {
    let before = text.get(..part.start).unwrap_or_default();
    let behind = text.get(part.end..comment.end).unwrap_or_default();
    let rest = behind.trim_start_matches(BLANKS);
    if !rest.is_empty() {
        return Span::new(part.start, comment.end - rest.len());
    }
    let kept = before.trim_end_matches(BLANKS);
    if !kept.is_empty() && !kept.ends_with(BREAKS) {
        return Span::new(kept.len(), comment.end);
    }
    let behind = text.get(comment.end..).unwrap_or_default();
    let line_break = ["\r\n", "\n", "\r"].into_iter().find(|it| behind.starts_with(it)).unwrap_or_default();
    Span::new(kept.len(), comment.end + line_break.len())
}

fn is_first_on_its_line(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end_matches(BLANKS);
    before.is_empty() || before.ends_with(BREAKS)
}

const BLANKS: [char; 3] = [' ', '\t', '\u{feff}'];
const BREAKS: [char; 2] = ['\n', '\r'];

#[cfg(test)]
mod tests;
