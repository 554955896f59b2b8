//! The lines of a text as people count them, whatever breaks they have.

use std::ops::Range;

use winfit_lint::{SourceText, Span};

use super::super::line_feeds;
use crate::patch::Lines;

/// A text that is shown line by line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'s>(pub(super) &'s SourceText);

impl Lines for Shown<'_> {
    fn text(&self) -> &str {
        self.0.text()
    }

    fn start(&self, line: usize) -> usize {
        self.0.line_span(line + 1).map_or(self.0.text().len(), |it| it.start)
    }

    fn touched(&self, span: Span) -> Range<usize> {
        self.0.position(span.start).line - 1..self.0.position(span.end).line
    }

    /// Without their line breaks.
    fn split(&self, lines: &str) -> Vec<String> {
        line_feeds(lines).lines().map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use winfit_lint::{Edit, Fix, Safety, apply, read_document};

    use super::*;
    use crate::patch::changes;

    fn lines(text: &str) -> Vec<String> {
        line_feeds(text).lines().map(str::to_owned).collect()
    }

    /// The nearest place between characters.
    fn boundary(text: &str, at: usize) -> usize {
        (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap()
    }

    proptest! {
        #[test]
        fn putting_the_lines_of_all_changes_in_place_gives_the_lines_of_the_fixed_text(
            text in "[aé\t\n]{0,30}",
            edits in proptest::collection::vec((0_usize..50, 0_usize..8, "[xé\n]{0,4}"), 1..5),
            line_break in "\n|\r\n|\r",
        ) {
            let text = text.replace('\n', &line_break);
            let edit = |(start, length, with): (usize, usize, String)| {
                let span = Span::new(boundary(&text, start), boundary(&text, start + length));
                Edit::replace(span, with.replace('\n', &line_break))
            };
            let Some(fix) = Fix::new("x", Safety::Safe, edits.into_iter().map(edit).collect()) else {
                return Ok(());
            };
            let document = read_document("notes.txt", text.clone().into()).unwrap();
            let mut fixed = lines(&text);
            for change in changes(&Shown(&document.source), &fix.edits, usize::MAX).unwrap().into_iter().rev() {
                let removed: Vec<_> = fixed.splice(change.first..change.end(), change.added).collect();
                prop_assert_eq!(removed, change.removed);
            }
            prop_assert_eq!(fixed, lines(&apply(&text, &fix.edits).unwrap()));
        }
    }
}
