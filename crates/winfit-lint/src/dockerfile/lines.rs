//! Logical lines: continued ones joined, comments left out, every character traceable to its place.

use std::borrow::Cow;

use super::words::{Word, Words};
use crate::Span;

/// A logical line.
pub(super) struct Line<'t> {
    text: Cow<'t, str>,
    /// For each piece of the text: where it starts in the line, and where in the source.
    pieces: Vec<(usize, usize)>,
}

impl<'t> Line<'t> {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Its words, in quotes as written.
    pub(super) fn words(&self, escape: char) -> Words<'_> {
        Words::new(&self.text, escape)
    }

    /// Where a part of the line stands in the source.
    pub(super) fn source(&self, part: Span) -> Span {
        let start = self.source_offset(part.start);
        // The end is behind the last character, which may be in another piece than the next one.
        let end = if part.is_empty() { start } else { self.source_offset(part.end - 1) + 1 };
        Span::new(start, end)
    }

    /// Where the whole line stands in the source.
    pub(super) fn span(&self) -> Span {
        self.source(Span::new(0, self.text.trim_end().len()))
    }

    /// Whether a part of the line is written in one piece.
    pub(super) fn is_one_piece(&self, part: Span) -> bool {
        self.source(part).len() == part.len()
    }

    fn source_offset(&self, offset: usize) -> usize {
        let behind = self.pieces.partition_point(|(start, _)| *start <= offset);
        let piece = self.pieces.get(behind.saturating_sub(1)).copied();
        piece.map_or(offset, |(start, source)| source + offset - start)
    }

    fn starting(text: &'t str, source: usize) -> Self {
        Self { text: Cow::Borrowed(text), pieces: vec![(0, source)] }
    }

    fn continue_with(&mut self, text: &str, source: usize) {
        self.pieces.push((self.text.len(), source));
        self.text.to_mut().push_str(text);
    }
}

/// Goes through a text line by line.
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    escape: char,
    /// The comments that were passed, as they were asked for.
    comments: Option<Vec<Span>>,
}

impl<'t> Lines<'t> {
    pub(super) const fn new(text: &'t str, escape: char) -> Self {
        Self { text, at: 0, escape, comments: None }
    }

    /// The same, with an eye on comments.
    pub(super) fn with_comments(self) -> Self {
        Self { comments: Some(Vec::new()), ..self }
    }

    /// The comments that were passed since this was asked last.
    pub(super) fn comments(&mut self) -> Vec<Span> {
        self.comments.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Behind the last line that was read.
    pub(super) const fn position(&self) -> usize {
        self.at
    }

    /// The next logical line that is not empty.
    pub(super) fn next(&mut self) -> Option<Line<'t>> {
        let mut line: Option<Line<'t>> = None;
        while let Some((start, raw)) = self.raw() {
            let content = raw.trim_start_matches([' ', '\t', '\r', '\u{b}', '\u{c}']);
            if content.is_empty() {
                continue;
            }
            if content.starts_with('#') {
                if let Some(comments) = &mut self.comments {
                    comments.push(Span::new(start + raw.len() - content.len(), start + raw.len()));
                }
                continue;
            }
            let (kept, is_continued) = self.without_continuation(raw);
            match &mut line {
                // Blanks in front of a continued line separate words.
                Some(line) => line.continue_with(kept, start),
                None => {
                    let indent = raw.len() - content.len();
                    let content = kept.get(indent..).unwrap_or_default();
                    line = Some(Line::starting(content, start + indent));
                }
            }
            if !is_continued {
                break;
            }
        }
        line
    }

    /// The next line as it is, without its line break, and where it starts.
    pub(super) fn raw(&mut self) -> Option<(usize, &'t str)> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let line = rest.split_inclusive('\n').next()?;
        self.at += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        Some((start, line.strip_suffix('\r').unwrap_or(line)))
    }

    fn without_continuation<'a>(&self, line: &'a str) -> (&'a str, bool) {
        let trimmed = line.trim_end_matches([' ', '\t']);
        match trimmed.strip_suffix(self.escape) {
            // Escaped itself, it continues nothing.
            Some(kept) if !kept.ends_with(self.escape) => (kept, true),
            _ => (line, false),
        }
    }
}

impl Word<'_> {
    /// Where the word stands in the source of its line.
    pub(super) fn source(&self, line: &Line<'_>) -> Span {
        line.source(self.span)
    }
}
