//! Places as the protocol counts them, and as bytes of a text.

use std::cell::Cell;

use serde::{Deserialize, Serialize};
use winfit_lint::Span;

/// A place: line and column, from 0, columns in units of the negotiated encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Position {
    pub(super) line: u32,
    pub(super) character: u32,
}

/// From here to before there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Range {
    pub(super) start: Position,
    pub(super) end: Position,
}

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PositionEncoding {
    /// Bytes; only if the client offers it.
    Utf8,
    /// Units of UTF-16, of which some characters take two.
    #[default]
    Utf16,
}

impl PositionEncoding {
    /// The protocol's word.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 if text.is_ascii() => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }
}

/// Where the lines of a text start. Lines end with LF, CR LF or CR.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let starts = (1..=text.len()).filter(|offset| starts_line(text, *offset));
        Self(std::iter::once(0).chain(starts).collect())
    }

    /// Follows an edit that put `inserted` bytes in the place of a span; `text` is what came of it.
    pub(super) fn edited(&mut self, text: &str, replaced: Span, inserted: usize) {
        let Self(starts) = self;
        // Whether a line starts at an offset depends on the bytes on both its sides, and on nothing else.
        let first = starts.partition_point(|start| *start < replaced.start.max(1));
        let behind = starts.partition_point(|start| *start <= replaced.end).max(first);
        let end = replaced.start + inserted;
        for start in starts.iter_mut().skip(behind) {
            *start = *start - replaced.end + end;
        }
        starts
            .splice(first..behind, (replaced.start.max(1)..=end).filter(|offset| starts_line(text, *offset)));
    }

    fn start(&self, line: usize) -> Option<usize> {
        self.0.get(line).copied()
    }
}

fn starts_line(text: &str, offset: usize) -> bool {
    let byte = |at: usize| text.as_bytes().get(at).copied();
    match offset.checked_sub(1).and_then(byte) {
        Some(b'\n') => true,
        Some(b'\r') => byte(offset) != Some(b'\n'),
        _ => false,
    }
}

/// Converts places of a text in both directions.
#[derive(Debug)]
pub(super) struct Positions<'a> {
    text: &'a str,
    lines: &'a Lines,
    encoding: PositionEncoding,
    /// An offset whose column was counted last: those behind it on the same line are counted on from there.
    last: Cell<(usize, usize)>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(text: &'a str, lines: &'a Lines, encoding: PositionEncoding) -> Self {
        Self { text, lines, encoding, last: Cell::new((0, 0)) }
    }

    /// The place of a byte.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.lines.0.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.lines.start(line).unwrap_or_default();
        let (known, column) = match self.last.get() {
            (known, column) if known >= start && known <= offset => (known, column),
            _ => (start, 0),
        };
        let column = column + self.encoding.length(self.text.get(known..offset).unwrap_or_default());
        self.last.set((offset, column));
        let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        Position { line: number(line), character: number(column) }
    }

    /// The places of a span.
    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The byte of a place. One behind the end of its line is that end, one behind the last line the end of the text, and one
    /// inside of a character its start.
    pub(super) fn offset(&self, position: Position) -> usize {
        let index = |it: u32| usize::try_from(it).unwrap_or(usize::MAX);
        let (line, column) = (index(position.line), index(position.character));
        let Some(start) = self.lines.start(line) else { return self.text.len() };
        let end = self.lines.start(line + 1).unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let mut counted = 0;
        for (offset, c) in text.char_indices() {
            counted += self.encoding.width(c);
            if counted > column {
                return start + offset;
            }
        }
        start + text.len()
    }

    /// The bytes of a range; one whose end comes before its start is empty.
    pub(super) fn span(&self, range: Range) -> Span {
        Span::new(self.offset(range.start), self.offset(range.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of up to four of these, in which every way to end a line meets every other.
    fn texts() -> Vec<String> {
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer: Vec<_> = texts
                .iter()
                .flat_map(|text| ["a", "\r", "\n", "😀"].map(|more| format!("{text}{more}")))
                .collect();
            texts.extend(longer);
            texts.sort();
            texts.dedup();
        }
        texts
    }

    #[test]
    fn lines_follow_every_edit() {
        for before in texts() {
            let bounds: Vec<_> = (0..=before.len()).filter(|at| before.is_char_boundary(*at)).collect();
            for (index, start) in bounds.iter().enumerate() {
                for end in &bounds[index..] {
                    for new in ["", "x", "\r", "\n", "\r\n", "\n\r", "é\rx\n"] {
                        let mut lines = Lines::new(&before);
                        let mut text = before.clone();
                        text.replace_range(start..end, new);
                        lines.edited(&text, Span::new(*start, *end), new.len());
                        assert_eq!(lines, Lines::new(&text), "{before:?} {start}..{end} {new:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_place_of_every_text_is_found_again_but_between_cr_and_lf() {
        for text in texts() {
            let lines = Lines::new(&text);
            for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16] {
                let positions = Positions::new(&text, &lines, encoding);
                for offset in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                    let is_between = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                    let expected = if is_between { offset - 1 } else { offset };
                    assert_eq!(positions.offset(positions.position(offset)), expected, "{text:?} {offset}");
                }
            }
        }
    }

    #[test]
    fn columns_count_bytes_or_units_of_utf_16() {
        let text = "a\r\n😀é x";
        let lines = Lines::new(text);
        let column = |encoding, offset| Positions::new(text, &lines, encoding).position(offset).character;
        let x = text.len() - 1;
        assert_eq!(column(PositionEncoding::Utf16, x), 4);
        assert_eq!(column(PositionEncoding::Utf8, x), 7);
    }

    #[test]
    fn columns_do_not_depend_on_what_was_asked_before() {
        let text = "😀a\n😀b😀c\r\nd";
        let lines = Lines::new(text);
        let fresh = |offset| Positions::new(text, &lines, PositionEncoding::Utf16).position(offset);
        let offsets: Vec<_> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        for one in &offsets {
            for other in &offsets {
                let used = Positions::new(text, &lines, PositionEncoding::Utf16);
                used.position(*one);
                assert_eq!(used.position(*other), fresh(*other), "{one} {other}");
            }
        }
    }

    #[test]
    fn a_place_that_is_not_in_the_text_is_the_nearest_before() {
        let text = "ab\r\n😀c";
        let lines = Lines::new(text);
        let positions = Positions::new(text, &lines, PositionEncoding::Utf16);
        let offset = |line, character| positions.offset(Position { line, character });
        assert_eq!(offset(0, 99), 2, "behind the line");
        assert_eq!(offset(1, 1), 4, "inside of a character");
        assert_eq!(offset(9, 0), text.len(), "behind the text");
        assert_eq!(offset(u32::MAX, u32::MAX), text.len());
    }
}
