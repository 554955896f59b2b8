//! Reads JSON, as RFC 8259 has it.
//!
//! All JSON is YAML, nearly: escapes for characters beyond 16 bits come in pairs, and values may follow each other
//! without any marker, as `kubectl` and `docker` print them.

use std::borrow::Cow;

use super::builder::Builder;
use super::tree::{Style, Tree};
use super::{Limits, SyntaxError, SyntaxErrorKind};
use crate::Span;

/// Even the smallest value takes as much memory as this many inside of a large one.
const NODES_PER_VALUE: usize = 20;

/// Reads the values that follow each other in a text, with nothing but white space between them.
///
/// # Errors
///
/// The text is not JSON, or its values are larger than the limits, all together as well.
pub fn values(text: &str, limits: Limits) -> Result<Vec<Tree<'_>>, SyntaxError> {
    let mut values = Vec::new();
    let (mut at, mut nodes) = (0, 0);
    while let Some((tree, end)) = value(text, at, 0, limits)? {
        nodes += tree.len().max(NODES_PER_VALUE);
        if nodes > limits.nodes {
            return Err(SyntaxErrorKind::Nodes { limit: limits.nodes }.at(tree.root().span()));
        }
        values.push(tree);
        at = end;
    }
    Ok(values)
}

/// Reads the one value of a text that starts at `offset` of its stream.
pub(super) fn document(text: &str, offset: usize, limits: Limits) -> Result<Tree<'_>, SyntaxError> {
    let broken = |at| SyntaxErrorKind::Json { expected: "one value" }.at(Span::empty(offset + at));
    let (tree, end) = value(text, 0, offset, limits)?.ok_or_else(|| broken(0))?;
    let rest = text.get(end..).unwrap_or_default().trim_start_matches(WHITE);
    // A document marker ends a JSON document too.
    if rest.is_empty() || rest.trim_end_matches(WHITE) == "..." {
        Ok(tree)
    } else {
        Err(broken(text.len() - rest.len()))
    }
}

/// The value that starts at or behind `start`, and where it ends; `None` if there is only white space left.
fn value(
    text: &str,
    start: usize,
    offset: usize,
    limits: Limits,
) -> Result<Option<(Tree<'_>, usize)>, SyntaxError> {
    // The first value is mostly the only one; of others nobody knows how long they are.
    let length = if start == 0 { text.len() } else { 0 };
    let builder = Builder::new(limits, offset, length);
    let mut reader = Reader { text, at: start, builder, open: Vec::new() };
    if reader.peek().is_none() {
        return Ok(None);
    }
    let mut next = Next::Value;
    while next != Next::Nothing {
        next = reader.step(next)?;
    }
    let end = reader.at;
    Ok(Some((reader.builder.finish(text.len()), end)))
}

const WHITE: [char; 4] = [' ', '\t', '\n', '\r'];

struct Reader<'t> {
    text: &'t str,
    at: usize,
    builder: Builder<'t>,
    open: Vec<Collection>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Collection {
    Array,
    Object,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    FirstItem,
    FirstKey,
    Key,
    CommaOrEnd,
    Nothing,
}

impl<'t> Reader<'t> {
    fn step(&mut self, next: Next) -> Result<Next, SyntaxError> {
        let byte = self.peek();
        match next {
            Next::FirstItem if byte == Some(b']') => Ok(self.close()),
            Next::FirstKey if byte == Some(b'}') => Ok(self.close()),
            Next::FirstItem | Next::Value => self.value(byte),
            Next::FirstKey | Next::Key => self.key(byte),
            Next::CommaOrEnd => match (self.open.last(), byte) {
                (None, _) => Ok(Next::Nothing),
                (Some(Collection::Array), Some(b',')) => Ok(self.behind(Next::Value)),
                (Some(Collection::Object), Some(b',')) => Ok(self.behind(Next::Key)),
                (Some(Collection::Array), Some(b']')) | (Some(Collection::Object), Some(b'}')) => {
                    Ok(self.close())
                }
                (Some(Collection::Array), _) => Err(self.expected("a comma or ]")),
                (Some(Collection::Object), _) => Err(self.expected("a comma or }")),
            },
            Next::Nothing => Ok(Next::Nothing),
        }
    }

    fn value(&mut self, byte: Option<u8>) -> Result<Next, SyntaxError> {
        match byte {
            Some(b'{') => {
                self.builder.open_mapping(Span::empty(self.at), 0)?;
                self.open.push(Collection::Object);
                Ok(self.behind(Next::FirstKey))
            }
            Some(b'[') => {
                self.builder.open_sequence(Span::empty(self.at), 0)?;
                self.open.push(Collection::Array);
                Ok(self.behind(Next::FirstItem))
            }
            Some(b'"') => {
                self.string()?;
                Ok(Next::CommaOrEnd)
            }
            _ => {
                self.word()?;
                Ok(Next::CommaOrEnd)
            }
        }
    }

    fn key(&mut self, byte: Option<u8>) -> Result<Next, SyntaxError> {
        if byte != Some(b'"') {
            return Err(self.expected("a key in double quotes"));
        }
        self.string()?;
        if self.peek() != Some(b':') {
            return Err(self.expected("a colon"));
        }
        Ok(self.behind(Next::Value))
    }

    fn behind(&mut self, next: Next) -> Next {
        self.at += 1;
        next
    }

    fn close(&mut self) -> Next {
        self.at += 1;
        self.open.pop();
        self.builder.close(Some(self.at));
        Next::CommaOrEnd
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let white = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        self.at += white.unwrap_or(rest.len());
        white.and_then(|white| rest.get(white)).copied()
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<(), SyntaxError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.');
        let len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let word = rest.get(..len).unwrap_or_default();
        let is_number =
            word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && word.parse::<f64>().is_ok();
        if !is_number && !matches!(word, "true" | "false" | "null") {
            return Err(self.expected("a value"));
        }
        let span = Span::new(self.at, self.at + len);
        self.at += len;
        self.builder.scalar(span, Cow::Borrowed(word), Style::Plain, 0)
    }

    fn string(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        let bytes = self.text.as_bytes().get(start + 1..).unwrap_or_default();
        let mut escaped = false;
        let mut inside = bytes.iter().enumerate();
        let len = loop {
            match inside.next() {
                Some((len, b'"')) => break len,
                Some((_, b'\\')) => {
                    escaped = true;
                    inside.next();
                }
                Some((len, byte)) if *byte < 0x20 => {
                    self.at = start + 1 + len;
                    return Err(self.expected("no control character in a string"));
                }
                Some(_) => {}
                None => return Err(self.expected("a closing quote")),
            }
        };
        let span = Span::new(start, start + len + 2);
        let content = Span::new(start + 1, start + 1 + len).of(self.text);
        let value = if escaped {
            let decoded = unescape(content).ok_or_else(|| self.expected("a known escape"))?;
            Cow::Owned(decoded)
        } else {
            Cow::Borrowed(content)
        };
        self.at = span.end;
        self.builder.scalar(span, value, Style::DoubleQuoted, 0)
    }

    const fn expected(&self, expected: &'static str) -> SyntaxError {
        self.builder.error(SyntaxErrorKind::Json { expected }, Span::empty(self.at))
    }
}

/// The text with its escapes replaced; `None` if one is unknown.
pub(super) fn unescape(text: &str) -> Option<String> {
    let mut value = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, behind)) = rest.split_once('\\') {
        value.push_str(plain);
        let escape = behind.chars().next()?;
        rest = behind.get(escape.len_utf8()..)?;
        match escape {
            '"' | '\\' | '/' => value.push(escape),
            'b' => value.push('\u{8}'),
            'f' => value.push('\u{c}'),
            'n' => value.push('\n'),
            'r' => value.push('\r'),
            't' => value.push('\t'),
            'u' => {
                let (character, behind) = unicode_escape(rest)?;
                value.push(character);
                rest = behind;
            }
            _ => return None,
        }
    }
    value.push_str(rest);
    Some(value)
}

/// The character whose four digits, or twice four, start the text; half a pair is replaced, as everywhere.
fn unicode_escape(text: &str) -> Option<(char, &str)> {
    let unit = |text: &str| {
        let digits = text.get(..4).filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u16::from_str_radix(digits, 16).ok()
    };
    let first = unit(text)?;
    let behind = text.get(4..)?;
    if let Some(second) = behind.strip_prefix("\\u").and_then(unit)
        && let Some(Ok(character)) = char::decode_utf16([first, second]).next()
        && character.len_utf16() == 2
    {
        return Some((character, behind.get(6..)?));
    }
    let character = char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER);
    Some((character, behind))
}

#[cfg(test)]
mod tests;
