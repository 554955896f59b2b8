//! Flow collections on one line.

use std::borrow::Cow;

use super::super::tree::Style;
use super::Reader;
use super::scalar::{Scalar, starts_plain};
use crate::Span;

/// Deeper ones are read by the other parser.
const DEPTH: usize = 16;

impl<'t> Reader<'t> {
    /// Reads the collection that starts here, and tells where it ends.
    pub(super) fn flow(&mut self, start: usize, end: usize, depth: usize) -> Option<usize> {
        if depth >= DEPTH {
            return None;
        }
        let is_mapping = self.byte(start)? == b'{';
        let close = if is_mapping { b'}' } else { b']' };
        let span = Span::empty(start);
        if is_mapping {
            self.builder.open_mapping(span, 0).ok()?;
        } else {
            self.builder.open_sequence(span, 0).ok()?;
        }
        let mut at = self.skip_blanks(start + 1, end);
        let mut is_first = true;
        loop {
            if is_first && self.byte(at)? == close && at < end {
                break;
            }
            is_first = false;
            if is_mapping {
                at = self.flow_key(at, end)?;
            }
            at = self.flow_value(at, end, depth)?;
            at = self.skip_blanks(at, end);
            match self.byte(at).filter(|_| at < end)? {
                b',' => at = self.skip_blanks(at + 1, end),
                byte if byte == close => break,
                _ => return None,
            }
        }
        self.builder.close(Some(at + 1));
        Some(at + 1)
    }

    /// A key with its colon; the place of its value.
    fn flow_key(&mut self, start: usize, end: usize) -> Option<usize> {
        let key = self.flow_scalar(start, end)?;
        let colon = self.skip_blanks(key.behind, end);
        let is_key = colon + 1 < end && self.byte(colon)? == b':' && self.byte(colon + 1)? == b' ';
        if !is_key {
            return None;
        }
        self.scalar(key.span, key.value, key.style)?;
        Some(self.skip_blanks(colon + 1, end))
    }

    fn flow_value(&mut self, start: usize, end: usize, depth: usize) -> Option<usize> {
        if matches!(self.byte(start).filter(|_| start < end)?, b'[' | b'{') {
            return self.flow(start, end, depth + 1);
        }
        let scalar = self.flow_scalar(start, end)?;
        self.scalar(scalar.span, scalar.value, scalar.style)?;
        Some(scalar.behind)
    }

    fn flow_scalar(&self, start: usize, end: usize) -> Option<Scalar<'t>> {
        let first = self.byte(start).filter(|_| start < end)?;
        if matches!(first, b'"' | b'\'') {
            return self.quoted(start, end);
        }
        if !starts_plain(first) || first == b'-' {
            return None;
        }
        let bytes = self.text.as_bytes().get(start..end)?;
        let mut before = first;
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b',' | b']' | b'}' => return Some(self.flow_plain(start, start + at)),
                b':' => match bytes.get(at + 1) {
                    Some(b' ') => return Some(self.flow_plain(start, start + at)),
                    None | Some(b',' | b'[' | b']' | b'{' | b'}') => return None,
                    Some(_) => {}
                },
                b'[' | b'{' | b'\t' => return None,
                b'#' if before == b' ' => return None,
                _ => {}
            }
            before = *byte;
        }
        None
    }

    fn flow_plain(&self, start: usize, end: usize) -> Scalar<'t> {
        let value = self.slice(start, end).trim_end_matches(' ');
        let span = Span::new(start, start + value.len());
        Scalar { span, value: Cow::Borrowed(value), style: Style::Plain, behind: span.end }
    }
}
