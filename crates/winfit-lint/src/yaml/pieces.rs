//! Cuts a stream at its document markers.
//!
//! `---` and `...` at the start of a line end a document wherever they stand, inside of quotes and block scalars too.
//! That makes it safe to cut before reading anything, and a broken document cannot take its neighbours with it.

use super::tree::Tree;
use super::{Limits, SyntaxError, SyntaxErrorKind, block, events, json};
use crate::Span;

/// The text of one document, with its `---` line and the directives before that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'t> {
    text: &'t str,
    offset: usize,
}

/// The documents of a stream, in order. Those without content are left out.
#[derive(Debug, Clone)]
pub struct Pieces<'t> {
    text: &'t str,
    next: usize,
}

/// Cuts a text into its documents.
#[must_use]
pub const fn pieces(text: &str) -> Pieces<'_> {
    Pieces { text, next: 0 }
}

impl<'t> Piece<'t> {
    /// Its text.
    #[must_use]
    pub const fn text(self) -> &'t str {
        self.text
    }

    /// Where it stands in the stream.
    #[must_use]
    pub const fn span(self) -> Span {
        Span { start: self.offset, end: self.offset + self.text.len() }
    }

    /// Reads the document. Its spans count from the start of the stream.
    ///
    /// # Errors
    ///
    /// The document is broken, or larger than the limits.
    pub fn parse(self, limits: Limits) -> Result<Tree<'t>, SyntaxError> {
        if u32::try_from(self.span().end).is_err() {
            return Err(SyntaxErrorKind::Text.at(Span::empty(self.offset)));
        }
        let marker = if self.text.starts_with("---") { 3 } else { 0 };
        let body = self.text.get(marker..).unwrap_or_default();
        if !body.trim_start().starts_with(['{', '[']) {
            return match block::read(self.text, self.offset, limits) {
                Some(tree) => Ok(tree),
                None => events::read(self.text, self.offset, limits),
            };
        }
        let as_json = match json::document(body, self.offset + marker, limits) {
            Err(error) if !error.kind.is_limit() => error,
            result => return result,
        };
        // Of two errors the one further on is of the reader that understood more.
        events::read(self.text, self.offset, limits)
            .map_err(|as_yaml| if as_yaml.span.start <= as_json.span.start { as_json } else { as_yaml })
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.next < self.text.len() {
            let offset = self.next;
            let (end, has_content) = self.document_end(offset);
            self.next = end;
            if has_content {
                return Some(Piece { text: self.text.get(offset..end)?, offset });
            }
        }
        None
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    Start,
    End,
}

impl Pieces<'_> {
    /// Where the document that starts here ends, and whether there is anything in it.
    fn document_end(&self, start: usize) -> (usize, bool) {
        let mut begun = false;
        let mut has_content = false;
        let mut line = start;
        while line < self.text.len() {
            let next = self.next_line(line);
            let content = self.text.get(line..next).unwrap_or_default();
            match marker(content) {
                Some(Marker::End) => return (next, has_content),
                Some(Marker::Start) if begun || has_content => return (line, has_content),
                Some(Marker::Start) => {
                    begun = true;
                    has_content = content.split_once("---").is_some_and(|(_, rest)| is_content(rest));
                }
                // Directives belong to the document whose marker follows them.
                None => {
                    has_content =
                        has_content || (is_content(content) && (begun || !content.starts_with('%')));
                }
            }
            line = next;
        }
        (line, has_content)
    }

    fn next_line(&self, line: usize) -> usize {
        let rest = self.text.as_bytes().get(line..).unwrap_or_default();
        let Some(len) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            return self.text.len();
        };
        let crlf = rest.get(len..len + 2) == Some(b"\r\n");
        line + len + if crlf { 2 } else { 1 }
    }
}

fn marker(line: &str) -> Option<Marker> {
    // Files that were strung together may have byte order marks in the middle.
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    let marker = match line.get(..3)? {
        "---" => Marker::Start,
        "..." => Marker::End,
        _ => return None,
    };
    let separated = line.get(3..)?.chars().next().is_none_or(char::is_whitespace);
    separated.then_some(marker)
}

fn is_content(line: &str) -> bool {
    let content = line.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    !content.is_empty() && !content.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(stream: &str) -> Vec<&str> {
        pieces(stream).map(Piece::text).collect()
    }

    #[test]
    fn a_stream_is_cut_at_markers_at_the_start_of_a_line_only() {
        assert_eq!(texts("a: 1\n---\nb: 2\n"), ["a: 1\n", "---\nb: 2\n"]);
        assert_eq!(texts("a: 1\r\n---\r\nb: 2"), ["a: 1\r\n", "---\r\nb: 2"]);
        assert_eq!(texts("a: 1\r---\rb: 2"), ["a: 1\r", "---\rb: 2"]);
        assert_eq!(texts("a: |\n  ---\n  x\n"), ["a: |\n  ---\n  x\n"]);
        assert_eq!(texts("a: 1\n----\n"), ["a: 1\n----\n"]);
        assert_eq!(texts("a: ---\n"), ["a: ---\n"]);
        assert_eq!(texts("--- a\n--- b"), ["--- a\n", "--- b"]);
        assert_eq!(texts("a\n...\nb\n"), ["a\n...\n", "b\n"]);
    }

    #[test]
    fn a_marker_ends_a_block_scalar_and_a_quoted_one() {
        assert_eq!(texts("a: |\n  x\n---\nb"), ["a: |\n  x\n", "---\nb"]);
        assert_eq!(texts("a: \"x\n---\nb"), ["a: \"x\n", "---\nb"]);
    }

    #[test]
    fn documents_without_content_are_left_out() {
        assert!(texts("").is_empty());
        assert!(texts("---\n---\n# nothing\n--- # nothing\n...\n").is_empty());
        assert_eq!(texts("# note\n---\na: 1\n---\n"), ["# note\n---\na: 1\n"]);
    }

    #[test]
    fn directives_belong_to_the_document_behind_them() {
        assert_eq!(texts("%YAML 1.2\n---\na\n"), ["%YAML 1.2\n---\na\n"]);
        assert_eq!(texts("a\n...\n%YAML 1.2\n---\nb\n"), ["a\n...\n", "%YAML 1.2\n---\nb\n"]);
    }

    #[test]
    fn a_byte_order_mark_before_a_marker_does_not_hide_it() {
        assert_eq!(texts("a\n\u{feff}---\nb"), ["a\n", "\u{feff}---\nb"]);
    }

    proptest! {
        #[test]
        fn pieces_stand_where_they_say_and_do_not_overlap(stream in "([-. a#%:\n\r]|---\n|\\.\\.\\.\n){0,40}") {
            let mut end = 0;
            for piece in pieces(&stream) {
                prop_assert!(piece.span().start >= end);
                prop_assert_eq!(piece.span().of(&stream), piece.text());
                end = piece.span().end;
            }
        }
    }
}
