//! Lines and columns from byte offsets, at the same small cost wherever in the text, however long its lines.

use super::Position;
use crate::Span;

/// Bytes between two counts of characters.
const STRIDE: usize = 4096;

/// Where lines start, and how many characters precede each stride of bytes.
#[derive(Debug)]
pub(super) struct Lines {
    /// Offset of the first byte of each line.
    starts: Vec<usize>,
    /// Characters before each multiple of [`STRIDE`]; empty if every character is one byte.
    counts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut rest = bytes.iter().enumerate().peekable();
        while let Some((at, byte)) = rest.next() {
            let follows = rest.peek().map(|(_, byte)| **byte);
            if *byte == b'\n' || (*byte == b'\r' && follows != Some(b'\n')) {
                starts.push(at + 1);
            }
        }
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for stride in bytes.chunks(STRIDE) {
                counts.push(count);
                count += characters(stride);
            }
            counts.push(count);
        }
        Self { starts, counts }
    }

    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    pub(super) fn position(&self, text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = 1 + self.characters_before(text, offset) - self.characters_before(text, start);
        Position { line, column }
    }

    pub(super) fn span(&self, text: &str, line: usize) -> Option<Span> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let content = text.get(start..end)?;
        Some(Span::new(start, start + content.trim_end_matches(['\r', '\n']).len()))
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let stride = offset / STRIDE;
        match self.counts.get(stride) {
            None => offset,
            Some(count) => {
                count + text.as_bytes().get(stride * STRIDE..offset).map(characters).unwrap_or_default()
            }
        }
    }
}

/// How many characters start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions(text: &str) -> Vec<(usize, usize)> {
        let lines = Lines::new(text);
        text.char_indices()
            .map(|(at, _)| lines.position(text, at))
            .map(|Position { line, column }| (line, column))
            .collect()
    }

    #[test]
    fn lines_end_with_lf_crlf_or_cr_and_columns_count_characters() {
        assert_eq!(
            positions("ä\n日x\r\ny\rz"),
            [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (2, 4), (3, 1), (3, 2), (4, 1)]
        );
    }

    #[test]
    fn an_offset_inside_a_character_counts_as_its_start_and_one_behind_the_text_as_its_end() {
        let lines = Lines::new("aä");
        assert_eq!(lines.position("aä", 2), Position { line: 1, column: 2 });
        assert_eq!(lines.position("aä", 99), Position { line: 1, column: 3 });
    }

    #[test]
    fn columns_stay_right_behind_many_wide_characters_on_one_line() {
        let text = format!("{}x", "日".repeat(3 * STRIDE));
        let lines = Lines::new(&text);
        assert_eq!(lines.position(&text, text.len() - 1), Position { line: 1, column: 3 * STRIDE + 1 });
    }

    #[test]
    fn a_line_span_excludes_its_break_and_there_is_none_behind_the_last_line() {
        let text = "a\r\nbc\n";
        let lines = Lines::new(text);
        let spans: Vec<_> = (0..5).map(|line| lines.span(text, line).map(|span| span.of(text))).collect();
        assert_eq!(spans, [None, Some("a"), Some("bc"), Some(""), None]);
    }
}
