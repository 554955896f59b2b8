//! A fix as a patch: the lines that go, those that come, and the ones around them, as many as a reader takes in.

mod lines;

use winfit_lint::{Document, Fix};

use crate::patch::{Change, changes};
use crate::render::page::clean;
use crate::render::words::plural;
use crate::render::{Page, style};
use lines::Shown;

/// Unchanged lines shown before and after.
const CONTEXT: usize = 1;

/// Lines of a patch that are shown before the rest is counted.
const MOST_LINES: usize = 20;

/// Changes of more bytes are not shown: nobody reads them, and each finding would cost as much.
const MOST_BYTES: usize = 8192;

/// Characters of a line that are looked at.
const MOST_CHARACTERS: usize = 1000;

/// A line of a patch.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    /// Stays; its number afterwards.
    Kept(usize, String),
    /// Goes, and has no number afterwards.
    Removed(String),
    /// Comes; its number afterwards.
    Added(usize, String),
    /// Lines that stay and are not shown.
    Gap,
}

/// The patch, below the finding that it cures.
pub(super) fn print(page: &mut Page, document: &Document, fix: &Fix) {
    let Some(changes) = changes(&Shown(&document.source), &fix.edits, MOST_BYTES) else {
        print_note(page, "too long to be shown here: --diff shows it");
        return;
    };
    let lines = lines(document, &changes);
    let width = lines.iter().filter_map(Line::number).max().unwrap_or(1).to_string().len();
    for line in lines.iter().take(MOST_LINES) {
        print_line(page, width, line);
    }
    match lines.len().saturating_sub(MOST_LINES) {
        0 => {}
        more => print_note(page, &format!("{} more: --diff shows all", plural(more, "line"))),
    }
}

impl Line {
    const fn number(&self) -> Option<usize> {
        match self {
            Self::Kept(number, _) | Self::Added(number, _) => Some(*number),
            Self::Removed(_) | Self::Gap => None,
        }
    }
}

/// The lines of all changes with those around them; none is shown twice.
fn lines(document: &Document, changes: &[Change]) -> Vec<Line> {
    let mut lines = Vec::new();
    // The first line that is not shown yet, counted before; and what its number differs by afterwards.
    let (mut next, mut shift) = (0, 0_isize);
    for (index, change) in changes.iter().enumerate() {
        let before = change.first.saturating_sub(CONTEXT).max(next);
        if before > next && !lines.is_empty() {
            lines.push(Line::Gap);
        }
        lines.extend(kept(document, before..change.first, shift));
        lines.extend(change.removed.iter().map(|text| Line::Removed(shown(text))));
        let first_added = (change.first + 1).saturating_add_signed(shift);
        let added = (first_added..).zip(&change.added);
        lines.extend(added.map(|(number, text)| Line::Added(number, shown(text))));
        shift += change.shift();
        let limit = changes.get(index + 1).map_or(usize::MAX, |change| change.first);
        next = change.end().saturating_add(CONTEXT).min(limit);
        lines.extend(kept(document, change.end()..next, shift));
    }
    lines
}

/// These lines of the document, which stay; the empty line behind the last line break is none.
fn kept(document: &Document, numbers: std::ops::Range<usize>, shift: isize) -> impl Iterator<Item = Line> {
    let source = &document.source;
    let is_ended = source.text().is_empty() || source.text().ends_with(['\r', '\n']);
    let last = source.line_count() - usize::from(is_ended);
    numbers.map(|line| line + 1).take_while(move |number| *number <= last).filter_map(move |number| {
        let text = source.slice(source.line_span(number)?);
        Some(Line::Kept(number.saturating_add_signed(shift), shown(text)))
    })
}

/// As much of a line as anybody looks at, with spaces for tabs.
fn shown(line: &str) -> String {
    let end = line.char_indices().nth(MOST_CHARACTERS).map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or_default().replace('\t', "    ")
}

fn print_line(page: &mut Page, width: usize, line: &Line) {
    let (sign, text, style) = match line {
        Line::Kept(_, text) => ("|", text, style::PLAIN),
        Line::Removed(text) => ("-", text, style::BAD),
        Line::Added(_, text) => ("+", text, style::GOOD),
        Line::Gap => {
            page.styled("...", style::GUTTER);
            page.end_line();
            return;
        }
    };
    let number = line.number().map(|number| number.to_string()).unwrap_or_default();
    page.styled(&format!("{number:>width$} "), style::GUTTER);
    page.styled(sign, if style == style::PLAIN { style::GUTTER } else { style });
    page.styled(&format!(" {}", cut(text, page.source_width().saturating_sub(width + 3))), style);
    page.end_line();
}

fn print_note(page: &mut Page, note: &str) {
    page.styled(&format!("... {note}"), style::QUIET);
    page.end_line();
}

/// As much of a line as there are columns for.
fn cut(text: &str, columns: usize) -> String {
    let text = clean(text);
    match text.char_indices().nth(columns) {
        None => text,
        Some(_) => text.chars().take(columns.saturating_sub(1)).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests;
