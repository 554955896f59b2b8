//! Reads the YAML that nearly all manifests are written in, several times faster than the whole language can be read:
//! mappings and lists by indentation, scalars and flow collections on one line, literal blocks.
//!
//! This is no second opinion on YAML. At the first sign of anything else (an anchor, a tag, a tab, a text over several
//! lines, and whatever might be an error) it gives up, and the parser of the whole language reads the document anew.
//! What it does read comes out the same, to the byte: the tests compare the two.

mod flow;
mod literal;
mod scalar;

use std::borrow::Cow;

use super::Limits;
use super::builder::Builder;
use super::tree::{Style, Tree};
use crate::Span;

/// Reads the document `text`, which starts at `offset` of its stream; `None` if it is not that simple.
pub(super) fn read<'t>(text: &'t str, offset: usize, limits: Limits) -> Option<Tree<'t>> {
    let has_odd_signs = text.contains('\0') || (!text.is_ascii() && text.contains('\u{feff}'));
    let is_simple = !has_odd_signs && has_plain_line_breaks(text);
    if !is_simple {
        return None;
    }
    let builder = Builder::new(limits, offset, text.len());
    let mut reader = Reader { text, at: 0, builder, open: Vec::new(), longest: limits.scalar / 2 };
    reader.document()?;
    Some(reader.builder.finish(text.len()))
}

/// Whether each carriage return has its line feed.
fn has_plain_line_breaks(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('\r') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if !rest.starts_with('\n') {
            return false;
        }
    }
    true
}

struct Reader<'t> {
    text: &'t str,
    /// Where the next line starts.
    at: usize,
    builder: Builder<'t>,
    /// The collections that are not closed, outermost first.
    open: Vec<Open>,
    /// What is longer goes to the other parser, which knows how to refuse it.
    longest: usize,
}

struct Open {
    /// Where its keys or dashes stand in their lines.
    column: usize,
    kind: Kind,
    /// Behind the colon or dash of its last entry, as long as that has no value yet.
    awaits: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mapping,
    Sequence,
}

/// A line with something in it: where that starts and ends.
#[derive(Clone, Copy)]
struct Line {
    column: usize,
    start: usize,
    end: usize,
}

impl<'t> Reader<'t> {
    fn document(&mut self) -> Option<()> {
        let mut line = self.next_line()?;
        if let Some(first) =
            line.filter(|it| it.column == 0 && self.slice(it.start, it.end).starts_with("---"))
        {
            // What is on the same line makes it special.
            self.ends(first.start + 3, first.end)?;
            line = self.next_line()?;
        }
        while let Some(content) = line {
            if content.column == 0 && self.slice(content.start, content.end).starts_with("...") {
                return None;
            }
            self.line(content)?;
            line = self.next_line()?;
        }
        while self.close_innermost()? {}
        // A document of one scalar, or of none, is not worth the trouble.
        (self.builder.last_end().is_some()).then_some(())
    }

    /// The next line that is neither blank nor a comment.
    fn next_line(&mut self) -> Option<Option<Line>> {
        while let Some((start, end)) = self.raw_line() {
            let bytes = self.text.as_bytes().get(start..end)?;
            let column = bytes.iter().take_while(|byte| **byte == b' ').count();
            match bytes.get(column) {
                None | Some(b'#') => {}
                Some(b'\t' | b'%') => return None,
                Some(_) => return Some(Some(Line { column, start: start + column, end })),
            }
        }
        Some(None)
    }

    /// The next line, without its line break.
    fn raw_line(&mut self) -> Option<(usize, usize)> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let len = rest.find('\n');
        self.at = len.map_or(self.text.len(), |len| start + len + 1);
        let end = len.map_or(self.text.len(), |len| start + len);
        let has_return = len.is_some() && end > start && self.byte(end - 1) == Some(b'\r');
        Some((start, if has_return { end - 1 } else { end }))
    }

    fn line(&mut self, line: Line) -> Option<()> {
        let is_dash = self.is_dash(line.start, line.end);
        while let Some(innermost) = self.open.last() {
            let is_over = innermost.column > line.column
                || (innermost.column == line.column && innermost.kind == Kind::Sequence && !is_dash);
            if !is_over {
                break;
            }
            self.close_innermost()?;
        }
        self.entry(line)
    }

    /// What starts here: at the start of a line, or behind a dash.
    fn entry(&mut self, line: Line) -> Option<()> {
        if self.is_dash(line.start, line.end) {
            return self.item(line);
        }
        let Some(key) = self.key(line.start, line.end)? else {
            let has_place = self.open.last().is_some_and(|it| it.awaits.is_some() && it.column < line.column);
            return if has_place { self.value(line.start, line.end) } else { None };
        };
        match self.open.last() {
            Some(Open { column, kind: Kind::Mapping, awaits }) if *column == line.column => {
                if let Some(at) = *awaits {
                    self.null(at)?;
                }
            }
            _ => self.open(Kind::Mapping, line)?,
        }
        self.scalar(key.span, key.value, key.style)?;
        self.open.last_mut()?.awaits = Some(key.behind);
        let start = self.skip_blanks(key.behind, line.end);
        if self.ends(key.behind, line.end).is_some() {
            return Some(());
        }
        self.value(start, line.end)
    }

    /// A dash, and what follows it on its line.
    fn item(&mut self, line: Line) -> Option<()> {
        match self.open.last() {
            Some(Open { column, kind: Kind::Sequence, awaits }) if *column == line.column => {
                if awaits.is_some() {
                    return None;
                }
            }
            _ => self.open(Kind::Sequence, line)?,
        }
        let behind = line.start + 1;
        self.open.last_mut()?.awaits = Some(behind);
        if self.ends(behind, line.end).is_some() {
            return Some(());
        }
        let start = self.skip_blanks(behind, line.end);
        let column = line.column + start - line.start;
        self.entry(Line { column, start, end: line.end })
    }

    /// Opens a collection where the innermost open one awaits a value: deeper than that, or a list as deep as its key.
    fn open(&mut self, kind: Kind, line: Line) -> Option<()> {
        if let Some(parent) = self.open.last_mut() {
            let is_list_of_key = kind == Kind::Sequence && parent.kind == Kind::Mapping;
            let fits = line.column > parent.column || (is_list_of_key && line.column == parent.column);
            if parent.awaits.take().is_none() || !fits {
                return None;
            }
        } else if self.builder.last_end().is_some() {
            return None;
        }
        let span = Span::empty(line.start);
        match kind {
            Kind::Mapping => self.builder.open_mapping(span, 0),
            Kind::Sequence => self.builder.open_sequence(span, 0),
        }
        .ok()?;
        self.open.push(Open { column: line.column, kind, awaits: None });
        Some(())
    }

    /// Whether there was one to close.
    fn close_innermost(&mut self) -> Option<bool> {
        let Some(innermost) = self.open.last() else { return Some(false) };
        match (innermost.kind, innermost.awaits) {
            (Kind::Mapping, Some(at)) => self.null(at)?,
            // Where an item is that nobody wrote is the other parser's business.
            (Kind::Sequence, Some(_)) => return None,
            (_, None) => {}
        }
        self.open.pop();
        self.builder.close(None);
        Some(true)
    }

    /// A value that starts here and ends with its line, or is a literal block.
    fn value(&mut self, start: usize, end: usize) -> Option<()> {
        match self.byte(start)? {
            b'|' => self.literal(start, end)?,
            b'[' | b'{' => {
                let behind = self.flow(start, end, 0)?;
                self.ends(behind, end)?;
            }
            _ => {
                let scalar = self.one_line_scalar(start, end)?;
                self.ends(scalar.behind, end)?;
                self.scalar(scalar.span, scalar.value, scalar.style)?;
            }
        }
        self.open.last_mut()?.awaits = None;
        Some(())
    }

    fn null(&mut self, at: usize) -> Option<()> {
        self.scalar(Span::empty(at), Cow::Borrowed(""), Style::Plain)
    }

    fn scalar(&mut self, span: Span, value: Cow<'t, str>, style: Style) -> Option<()> {
        if span.len() > self.longest {
            return None;
        }
        self.builder.scalar(span, value, style, 0).ok()
    }

    /// Whether a line has nothing more than blanks or a comment from here on.
    fn ends(&self, start: usize, end: usize) -> Option<()> {
        let rest = self.skip_blanks(start, end);
        (rest == end || (rest > start && self.byte(rest) == Some(b'#'))).then_some(())
    }

    fn skip_blanks(&self, start: usize, end: usize) -> usize {
        let rest = self.text.as_bytes().get(start..end).unwrap_or_default();
        start + rest.iter().take_while(|byte| **byte == b' ').count()
    }

    fn is_dash(&self, start: usize, end: usize) -> bool {
        self.byte(start) == Some(b'-') && (start + 1 == end || self.byte(start + 1) == Some(b' '))
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }
}

#[cfg(test)]
pub(super) mod tests;
