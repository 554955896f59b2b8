//! Reads one YAML document, by way of the parser's events.

use std::borrow::Cow;
use std::cell::Cell;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::builder::Builder;
use super::fuel::Fuel;
use super::offsets::Offsets;
use super::tree::{Style, Tree};
use super::{Limits, SyntaxError, SyntaxErrorKind};
use crate::Span;

/// Reads the document `text`, which starts at `offset` of its stream.
pub(super) fn read<'t>(text: &'t str, offset: usize, limits: Limits) -> Result<Tree<'t>, SyntaxError> {
    let fuel = Cell::new(limits.scalar);
    let mut parser = Parser::new(Fuel::new(text, &fuel));
    let mut reader =
        Reader { text, offsets: Offsets::new(text), builder: Builder::new(limits, offset, text.len()) };
    let mut consumed = 0;
    while let Some(event) = parser.next_event() {
        if fuel.get() == 0 {
            let kind = SyntaxErrorKind::Scalar { limit: limits.scalar };
            return Err(reader.builder.error(kind, Span::empty(consumed)));
        }
        fuel.set(limits.scalar);
        let (event, span) = event.map_err(|error| reader.broken(&error))?;
        let span = Span::new(reader.offsets.byte(span.start.index()), reader.offsets.byte(span.end.index()));
        consumed = span.end;
        if reader.take(event, span)? {
            break;
        }
    }
    Ok(reader.builder.finish(text.len()))
}

struct Reader<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    builder: Builder<'t>,
}

impl<'t> Reader<'t> {
    /// Whether that was the last event.
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<bool, SyntaxError> {
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                let has_properties = anchor > 0 || tag.is_some();
                self.scalar(value, style, anchor, has_properties, span)?;
            }
            Event::SequenceStart(anchor, tag) => {
                let start = self.content_start(span, anchor > 0 || tag.is_some());
                let is_flow = !span.is_empty() && self.behind(start).starts_with('[');
                let start = if is_flow { start } else { self.first_dash(start) };
                self.builder.open_sequence(Span::empty(start), anchor)?;
            }
            Event::MappingStart(anchor, tag) => {
                let start = self.content_start(span, anchor > 0 || tag.is_some());
                if self.behind(start).starts_with("{{") {
                    self.builder.note_template(Span::new(start, start + 2));
                }
                self.builder.open_mapping(Span::empty(start), anchor)?;
            }
            // A block ends with its last value, not where the parser notices, which is behind comments.
            Event::SequenceEnd => {
                let end = self.behind(span.start).starts_with(']').then_some(span.start + 1);
                self.builder.close(end);
            }
            Event::MappingEnd => {
                self.builder.close(self.brace_end(span));
            }
            Event::Alias(anchor) => {
                let written = self.behind(span.start);
                let len = written.find(is_separator).unwrap_or(written.len()).min(span.len());
                self.builder.alias(Span::new(span.start, span.start + len), anchor)?;
            }
            Event::StreamEnd => return Ok(true),
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Ok(false)
    }

    fn scalar(
        &mut self,
        value: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        has_properties: bool,
        span: Span,
    ) -> Result<(), SyntaxError> {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        if style == Style::Plain && value.is_empty() {
            let span = Span::empty(self.null_place(span, has_properties));
            return self.builder.scalar(span, Cow::Borrowed(""), style, anchor);
        }
        let start = self.content_start(span, has_properties);
        let is_block = matches!(style, Style::Literal | Style::Folded);
        let value = if is_block { self.without_extra_break(value, span) } else { value };
        let end = match style {
            Style::Plain => span.end,
            Style::SingleQuoted => single_quoted_end(self.text, start),
            Style::DoubleQuoted => double_quoted_end(self.text, start),
            Style::Literal | Style::Folded => {
                start + Span::new(start, span.end).of(self.text).trim_end().len()
            }
        };
        let span = Span::new(start, end);
        let value =
            self.borrowed(span, style, &value).map_or_else(|| Cow::Owned(value.into()), Cow::Borrowed);
        self.builder.scalar(span, value, style, anchor)
    }

    /// The value of a block as it is written: where the text ends in blanks as deep as the block, which are none of
    /// its lines, the parser adds a line break as if they were one.
    fn without_extra_break<'v>(&self, value: Cow<'v, str>, span: Span) -> Cow<'v, str> {
        let blanks_before = |at: usize| {
            let before = self.text.get(..at).unwrap_or_default();
            before.len() - before.trim_end_matches(' ').len()
        };
        let has_extra = span.end == self.text.len()
            && value.ends_with("\n\n")
            && self.text.trim_end_matches(' ').ends_with(['\n', '\r'])
            && blanks_before(span.end) >= blanks_before(span.start).max(1);
        match value {
            Cow::Borrowed(value) if has_extra => Cow::Borrowed(value.get(..value.len() - 1).unwrap_or(value)),
            Cow::Owned(mut value) if has_extra => {
                value.pop();
                Cow::Owned(value)
            }
            value => value,
        }
    }

    /// The value as a part of the text, where it is one: most are, and the parser's copies are far larger.
    fn borrowed(&self, span: Span, style: Style, value: &str) -> Option<&'t str> {
        let written = span.of(self.text);
        let inside = match style {
            Style::Plain => written,
            Style::SingleQuoted => written.strip_prefix('\'')?.strip_suffix('\'')?,
            Style::DoubleQuoted => written.strip_prefix('"')?.strip_suffix('"')?,
            Style::Literal | Style::Folded => return None,
        };
        (inside == value).then_some(inside)
    }

    /// Where a null is that nobody wrote: behind the colon of its key.
    fn null_place(&self, span: Span, has_properties: bool) -> usize {
        if has_properties {
            return span.end;
        }
        match self.builder.last_end() {
            Some(end) if self.builder.awaits_value() => {
                let behind = self.behind(end);
                let colon = behind.trim_start();
                if colon.starts_with(':') { end + behind.len() - colon.len() + 1 } else { end }
            }
            _ => span.start,
        }
    }

    /// Where a value starts, behind its anchor and tag.
    fn content_start(&self, span: Span, has_properties: bool) -> usize {
        let mut rest = self.behind(span.start);
        if has_properties {
            while rest.starts_with(['&', '!', '#']) {
                let end = match rest {
                    verbatim if verbatim.starts_with("!<") => verbatim.find('>').map(|at| at + 1),
                    comment if comment.starts_with('#') => comment.find(['\n', '\r']),
                    property => property.find(is_separator),
                };
                rest = rest.get(end.unwrap_or(rest.len())..).unwrap_or_default().trim_start();
            }
        }
        self.text.len() - rest.len()
    }

    /// Of a list that is not indented deeper than its key, the parser tells where its first value starts: the dash
    /// before that is the first sign on its line.
    fn first_dash(&self, start: usize) -> usize {
        if !self.builder.awaits_value() {
            return start;
        }
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let indent = self.behind(line).find(|c| c != ' ').unwrap_or_default();
        if self.behind(line + indent).starts_with('-') { line + indent } else { start }
    }

    /// Behind the closing brace; the parser tells where that is, or where a comma before it is.
    fn brace_end(&self, span: Span) -> Option<usize> {
        let mut rest = self.behind(span.start);
        if !span.is_empty() && rest.starts_with(',') {
            rest = rest.get(1..)?.trim_start();
            while rest.starts_with('#') {
                rest = rest.get(rest.find(['\n', '\r'])?..)?.trim_start();
            }
        }
        rest.starts_with('}').then(|| self.text.len() - rest.len() + 1)
    }

    fn behind(&self, start: usize) -> &'t str {
        self.text.get(start..).unwrap_or_default()
    }

    fn broken(&self, error: &saphyr_parser::ScanError) -> SyntaxError {
        let at = self.offsets.byte(error.marker().index());
        self.builder.error(SyntaxErrorKind::Yaml(error.info().to_owned()), Span::empty(at))
    }
}

fn is_separator(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | ',' | '[' | ']' | '{' | '}')
}

/// Behind the closing quote of the scalar that starts here.
fn single_quoted_end(text: &str, start: usize) -> usize {
    let mut quotes = text.bytes().enumerate().skip(start + 1).filter(|(_, byte)| *byte == b'\'');
    while let Some((at, _)) = quotes.next() {
        // Two in a row stand for one.
        if text.as_bytes().get(at + 1) != Some(&b'\'') {
            return at + 1;
        }
        quotes.next();
    }
    text.len()
}

/// Behind the closing quote of the scalar that starts here.
fn double_quoted_end(text: &str, start: usize) -> usize {
    let mut bytes = text.bytes().enumerate().skip(start + 1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return at + 1,
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
    text.len()
}
