//! Logical lines: continued ones joined, comments left out, every character traceable to its place.

use std::borrow::Cow;

use super::directives::Directive;
use crate::Span;

/// A logical line.
#[derive(Debug, Clone)]
pub(crate) struct Line<'t> {
    text: Cow<'t, str>,
    /// For each piece of the text: where it starts in the line, and where in the source.
    pieces: Vec<(usize, usize)>,
    /// The file ends where the last piece asks for another line.
    is_open: bool,
}

/// Where a line goes on in the next one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Continuation<'l> {
    /// Offset of the escape character in the source.
    pub(crate) escape: usize,
    /// What stands before it in the same line of the source.
    pub(crate) before: &'l str,
    /// The next line of the source that belongs to it; `None` at the end of the file.
    pub(crate) next: Option<&'l str>,
}

impl<'t> Line<'t> {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The text of a part of the line.
    pub(crate) fn slice(&self, part: Span) -> &str {
        part.of(&self.text)
    }

    /// Where a part of the line stands in the source.
    pub(crate) fn source(&self, part: Span) -> Span {
        let start = self.source_offset(part.start);
        // The end is behind the last character, which may be in another piece than the next one.
        let end = if part.is_empty() { start } else { self.source_offset(part.end - 1) + 1 };
        Span::new(start, end)
    }

    /// Where the whole line stands in the source.
    pub(crate) fn span(&self) -> Span {
        self.source(Span::new(0, self.text.trim_end().len()))
    }

    /// Whether a part of the line is written in one piece.
    pub(crate) fn is_one_piece(&self, part: Span) -> bool {
        self.source(part).len() == part.len()
    }

    /// Where it goes on in further lines of the source.
    pub(crate) fn continuations(&self) -> impl Iterator<Item = Continuation<'_>> {
        let piece = |number: usize| {
            let (start, source) = self.pieces.get(number).copied()?;
            let end = self.pieces.get(number + 1).map_or(self.text.len(), |(next, _)| *next);
            Some((self.slice(Span::new(start, end)), source))
        };
        let count = self.pieces.len() - usize::from(!self.is_open);
        (0..count).filter_map(move |number| {
            let (before, source) = piece(number)?;
            let next = piece(number + 1).map(|(text, _)| text);
            Some(Continuation { escape: source + before.len(), before, next })
        })
    }

    fn source_offset(&self, offset: usize) -> usize {
        let behind = self.pieces.partition_point(|(start, _)| *start <= offset);
        let piece = self.pieces.get(behind.saturating_sub(1)).copied();
        piece.map_or(offset, |(start, source)| source + offset - start)
    }

    fn starting(text: &'t str, source: usize) -> Self {
        Self { text: Cow::Borrowed(text), pieces: vec![(0, source)], is_open: false }
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
    /// Comments that would be directives in the first lines.
    pub(super) late_directives: Vec<Directive<'t>>,
    /// The first line that is too long for docker.
    pub(super) long: Option<Span>,
}

/// Longest line that docker reads, in bytes without the line break: `bufio.MaxScanTokenSize` of Go, less one.
pub(super) const LONGEST: usize = 65_535;

/// Most comments of one file that are taken for directives.
const LATE_DIRECTIVES: usize = 100;

impl<'t> Lines<'t> {
    /// The lines from `start` on.
    pub(super) const fn new(text: &'t str, start: usize, escape: char) -> Self {
        Self { text, at: start, escape, comments: None, late_directives: Vec::new(), long: None }
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
            let content = raw.trim_start();
            if content.is_empty() {
                continue;
            }
            if content.starts_with('#') {
                self.comment(content, start + raw.len() - content.len());
                continue;
            }
            let (kept, is_continued) = self.without_continuation(raw);
            let line = match &mut line {
                // Blanks in front of a continued line separate words.
                Some(line) => {
                    line.continue_with(kept, start);
                    line
                }
                None => {
                    let indent = raw.len() - content.len();
                    let content = kept.get(indent..).unwrap_or_default();
                    line.insert(Line::starting(content, start + indent))
                }
            };
            line.is_open = is_continued;
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
        if line.len() > LONGEST {
            self.long.get_or_insert(Span::new(start, start + line.len()));
        }
        Some((start, line.strip_suffix('\r').unwrap_or(line)))
    }

    fn comment(&mut self, text: &'t str, start: usize) {
        if self.late_directives.len() < LATE_DIRECTIVES {
            self.late_directives.extend(Directive::read(text, start));
        }
        if let Some(comments) = &mut self.comments {
            comments.push(Span::new(start, start + text.len()));
        }
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
