//! Keys and scalars that end on the line on which they start.

use std::borrow::Cow;

use super::super::json::unescape;
use super::super::tree::Style;
use super::Reader;
use crate::Span;

pub(super) struct Scalar<'t> {
    pub(super) span: Span,
    pub(super) value: Cow<'t, str>,
    pub(super) style: Style,
    /// Behind the scalar; of a key behind its colon.
    pub(super) behind: usize,
}

/// Keys may have 1024 characters; nobody's have as many.
const KEY: usize = 1000;

impl<'t> Reader<'t> {
    /// The key that starts here, with its colon. `Some(None)`: no key, but maybe another value.
    pub(super) fn key(&self, start: usize, end: usize) -> Option<Option<Scalar<'t>>> {
        let first = self.byte(start)?;
        if matches!(first, b'"' | b'\'') {
            let scalar = self.quoted(start, end)?;
            let colon = self.skip_blanks(scalar.behind, end);
            let is_key = self.byte(colon) == Some(b':') && colon < end && self.is_separated(colon + 1, end);
            if is_key && colon - start > KEY {
                return None;
            }
            return Some(is_key.then_some(Scalar { behind: colon + 1, ..scalar }));
        }
        if matches!(first, b'[' | b'{') {
            return Some(None);
        }
        if !starts_plain(first) {
            return None;
        }
        let bytes = self.text.as_bytes().get(start..end)?;
        let mut before = b' ';
        for (len, byte) in bytes.iter().enumerate() {
            match byte {
                b':' if self.is_separated(start + len + 1, end) => {
                    let name = self.slice(start, start + len).trim_end_matches(' ');
                    let span = Span::new(start, start + name.len());
                    let behind = start + len + 1;
                    let key = Scalar { span, value: Cow::Borrowed(name), style: Style::Plain, behind };
                    return (len <= KEY).then_some(Some(key));
                }
                b'#' if before == b' ' => return Some(None),
                b'\t' => return None,
                _ => {}
            }
            before = *byte;
        }
        Some(None)
    }

    /// A scalar that is no key: the rest of the line, or what is in quotes.
    pub(super) fn one_line_scalar(&self, start: usize, end: usize) -> Option<Scalar<'t>> {
        let first = self.byte(start)?;
        if matches!(first, b'"' | b'\'') {
            return self.quoted(start, end);
        }
        if !starts_plain(first) || self.is_dash(start, end) {
            return None;
        }
        let bytes = self.text.as_bytes().get(start..end)?;
        let mut len = bytes.len();
        let mut before = first;
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b':' if self.is_separated(start + at + 1, end) => return None,
                b'#' if before == b' ' => {
                    len = at;
                    break;
                }
                b'\t' => return None,
                _ => {}
            }
            before = *byte;
        }
        let value = self.slice(start, start + len).trim_end_matches(' ');
        let span = Span::new(start, start + value.len());
        Some(Scalar { span, value: Cow::Borrowed(value), style: Style::Plain, behind: span.end })
    }

    /// A scalar in quotes that are closed on this line.
    pub(super) fn quoted(&self, start: usize, end: usize) -> Option<Scalar<'t>> {
        let quote = self.byte(start)?;
        let bytes = self.text.as_bytes().get(start + 1..end)?;
        let mut has_escapes = false;
        let mut inside = bytes.iter().enumerate();
        let len = loop {
            let (at, byte) = inside.next()?;
            match byte {
                byte if *byte == quote => {
                    let is_doubled = quote == b'\'' && bytes.get(at + 1) == Some(&quote);
                    if !is_doubled {
                        break at;
                    }
                    has_escapes = true;
                    inside.next();
                }
                b'\\' if quote == b'"' => {
                    has_escapes = true;
                    inside.next();
                }
                b'\t' => return None,
                _ => {}
            }
        };
        let content = self.slice(start + 1, start + 1 + len);
        let (style, value) = match (quote, has_escapes) {
            (b'\'', false) => (Style::SingleQuoted, Cow::Borrowed(content)),
            (b'\'', true) => (Style::SingleQuoted, Cow::Owned(content.replace("''", "'"))),
            (_, false) => (Style::DoubleQuoted, Cow::Borrowed(content)),
            // Escapes by number mean other things in JSON and in YAML.
            (_, true) if content.contains("\\u") => return None,
            (_, true) => (Style::DoubleQuoted, Cow::Owned(unescape(content)?)),
        };
        let behind = start + len + 2;
        Some(Scalar { span: Span::new(start, behind), value, style, behind })
    }

    /// Whether a colon before this place separates a key from its value.
    pub(super) fn is_separated(&self, at: usize, end: usize) -> bool {
        at >= end || self.byte(at) == Some(b' ')
    }
}

/// Whether a bare scalar may start so. Some others may in some places; the other parser knows which.
pub(super) const fn starts_plain(byte: u8) -> bool {
    !matches!(
        byte,
        b',' | b'['
            | b']'
            | b'{'
            | b'}'
            | b'#'
            | b'&'
            | b'*'
            | b'!'
            | b'|'
            | b'>'
            | b'\''
            | b'"'
            | b'%'
            | b'@'
            | b'`'
            | b'?'
            | b':'
            | b'\t'
            | b' '
    )
}
