//! A text without what carried it: marks of quoting, times that a log puts before each line, emphasis, and the indentation
//! that all of it has. Whatever is read of it is told with its place in the text as it was pasted.

use std::ops::Range;

use crate::text::{Piece, Place};

mod prefix;

/// The lines of a piece, as the programs printed them that its facts come from.
#[derive(Debug)]
pub(super) struct Plain<'p> {
    piece: &'p Piece,
    input: usize,
    text: String,
    /// The text with its ASCII letters in lower case: what is at an offset here is at the same offset there.
    lower: String,
    /// The lines in the text, without their ends.
    lines: Vec<Range<usize>>,
    /// From where on bytes follow each other as they do in the piece: the offset here, and there.
    runs: Vec<(usize, usize)>,
}

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Which line of the text, from 0.
    pub(super) index: usize,
    /// Where its first character that is not white space stands.
    pub(super) at: usize,
    /// How much white space stands before that.
    pub(super) indent: usize,
    /// From there to its end.
    pub(super) text: &'t str,
}

/// A paragraph of so many lines has an indentation of its own.
const PARAGRAPH: usize = 5;

/// Of a tab, which stands for up to eight spaces.
const TAB: usize = 4;

impl<'p> Plain<'p> {
    pub(super) fn new(input: usize, piece: &'p Piece) -> Self {
        let source = piece.text();
        let mut at = 0;
        let mut bodies: Vec<Body> = source
            .split('\n')
            .map(|line| {
                let body = Body::of(line, at);
                at += line.len() + 1;
                body
            })
            .collect();
        dedent(&mut bodies);
        let mut plain = Self {
            piece,
            input,
            text: String::with_capacity(source.len()),
            lower: String::new(),
            lines: Vec::with_capacity(bodies.len()),
            runs: Vec::with_capacity(bodies.len()),
        };
        for body in &bodies {
            plain.push(source, body);
        }
        plain.lower = plain.text.to_ascii_lowercase();
        plain
    }

    fn push(&mut self, source: &str, body: &Body) {
        let start = self.text.len();
        self.text.extend(std::iter::repeat_n(' ', body.indent));
        let mut from = body.range.start;
        let written = source.get(body.range.clone()).unwrap_or_default();
        for emphasis in emphases(written) {
            self.keep(source, from..body.range.start + emphasis.start);
            from = body.range.start + emphasis.end;
        }
        self.keep(source, from..body.range.end);
        let end = start + self.text.get(start..).unwrap_or_default().trim_end().len();
        self.text.truncate(end);
        self.lines.push(start..end);
        self.text.push('\n');
    }

    fn keep(&mut self, source: &str, range: Range<usize>) {
        self.runs.push((self.text.len(), range.start));
        self.text.push_str(source.get(range).unwrap_or_default());
    }

    /// The lines, each with its end.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The same in lower case.
    pub(super) fn lower(&self) -> &str {
        &self.lower
    }

    /// The text as it was pasted.
    pub(super) fn pasted(&self) -> &'p str {
        self.piece.text()
    }

    /// Which lines these are: their input and the first of them.
    pub(super) fn identity(&self) -> (usize, u64) {
        (self.input, self.piece.place(self.input, 0).line)
    }

    /// Where a byte of this text was pasted.
    pub(super) fn place(&self, at: usize) -> Place {
        self.piece.place(self.input, self.there(at))
    }

    /// The first and the last line of the message that a byte of this text stands in.
    pub(super) fn message(&self, at: usize) -> (u64, u64) {
        self.piece.message(self.there(at))
    }

    /// The offset in the piece.
    fn there(&self, at: usize) -> usize {
        let index = self.runs.partition_point(|(here, _)| *here <= at).saturating_sub(1);
        let (here, there) = self.runs.get(index).copied().unwrap_or_default();
        there + at.saturating_sub(here)
    }

    /// Where a byte of the pasted text stands.
    pub(super) fn place_as_pasted(&self, at: usize) -> Place {
        self.piece.place(self.input, at)
    }

    /// Which line a byte is in.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.start <= at).saturating_sub(1)
    }

    /// A line by its number, from 0; blank ones too.
    pub(super) fn line(&self, index: usize) -> Option<Line<'_>> {
        let range = self.lines.get(index)?;
        let line = self.text.get(range.clone())?;
        let text = line.trim_start();
        let indent = line.len() - text.len();
        Some(Line { index, at: range.start + indent, indent, text })
    }

    /// The lines that are not blank.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        (0..self.lines.len()).filter_map(|index| self.line(index)).filter(|line| !line.text.is_empty())
    }

    /// From a byte to the end of its line.
    pub(super) fn rest_of_line(&self, at: usize) -> &str {
        let end = self.lines.get(self.line_of(at)).map_or(at, |line| line.end.max(at));
        self.text.get(at..end).unwrap_or_default()
    }

    /// From the start of its line to a byte.
    pub(super) fn start_of_line(&self, at: usize) -> &str {
        let start = self.lines.get(self.line_of(at)).map_or(at, |line| line.start);
        self.text.get(start..at).unwrap_or_default()
    }
}

/// What is kept of a line.
#[derive(Debug)]
struct Body {
    indent: usize,
    /// In the piece; without white space at its ends.
    range: Range<usize>,
}

impl Body {
    fn of(line: &str, at: usize) -> Self {
        let mut rest = line;
        let mut indent = 0;
        loop {
            let body = rest.trim_start();
            let space = rest.get(..rest.len() - body.len()).unwrap_or_default();
            indent += space.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum::<usize>();
            rest = body;
            match prefix::behind(rest) {
                Some(behind) => rest = behind,
                None => break,
            }
        }
        let start = at + line.len() - rest.len();
        let end = start + rest.trim_end().len();
        if start == end {
            return Self { indent: 0, range: start..end };
        }
        Self { indent, range: start..end }
    }

    fn is_blank(&self) -> bool {
        self.range.is_empty()
    }
}

/// Takes off the indentation that all lines have, and that which all lines of a longer paragraph have.
fn dedent(bodies: &mut [Body]) {
    let least = |bodies: &[Body]| {
        bodies.iter().filter(|body| !body.is_blank()).map(|body| body.indent).min().unwrap_or_default()
    };
    let of_all = least(bodies);
    for paragraph in bodies.split_mut(Body::is_blank) {
        let common = if paragraph.len() < PARAGRAPH { of_all } else { least(paragraph) };
        for body in paragraph {
            body.indent = body.indent.saturating_sub(common);
        }
    }
}

/// Where `**` stands, or more stars.
fn emphases(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = from + rest.find("**")?;
        let stars = text.get(start..)?.bytes().take_while(|byte| *byte == b'*').count();
        from = start + stars;
        Some(start..from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        Plain::new(0, &Piece::new(1, text.as_bytes())).text().to_owned()
    }

    #[test]
    fn quoting_times_emphasis_and_common_indentation_go() {
        for text in [
            "Name:  web\n  Image:  iis\n",
            "> Name:  web\n>   Image:  iis\n>",
            "> > Name:  web\n> >   Image:  iis\n",
            "    Name:  web\n      Image:  iis\n\n",
            "**Name:**  web  \n  Image:  **iis**\n",
            "2024-05-01T12:00:00.1234567Z Name:  web\n2024-05-01T12:00:01.1234567Z   Image:  iis\n",
            "web-1  | Name:  web\nweb-1  |   Image:  iis\n",
            "#7 1.234 Name:  web\n#7 1.250   Image:  iis\n",
        ] {
            assert_eq!(plain(text).trim_end(), "Name:  web\n  Image:  iis", "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_prefix_stays() {
        for text in [
            "docker ps | findstr iis",
            "#7 [2/5] FROM nginx",
            "2024-05-01 is a day",
            "2024-05-01T12:00:00Z",
            "a * b * c",
            "web | x",
        ] {
            assert_eq!(plain(text).trim_end(), text);
        }
    }

    #[test]
    fn an_indented_paragraph_among_others_loses_its_indentation() {
        let text = "I ran it:\n\n    a:\n      b\n    c:\n      d\n    e:\n\nand then\n";
        assert_eq!(plain(text), "I ran it:\n\na:\n  b\nc:\n  d\ne:\n\nand then\n\n");
    }

    #[test]
    fn places_are_those_of_the_pasted_text() {
        let piece = Piece::new(10, "> 2024-05-01T12:00:00Z   **a** bc\n> d".as_bytes());
        let plain = Plain::new(3, &piece);
        let place = |needle: &str| {
            let place = plain.place(plain.text().find(needle).unwrap());
            (place.input, place.line, place.column)
        };
        assert_eq!(place("a"), (3, 10, 28));
        assert_eq!(place("bc"), (3, 10, 32));
        assert_eq!(place("d"), (3, 11, 3));
    }
}
