//! Text out of bytes: encodings, size limits, lines and columns.

mod encoding;
mod lines;

use std::sync::OnceLock;

use thiserror::Error;

pub use encoding::{Encoding, Form};
use lines::Lines;

use crate::Span;

/// Most bytes of a document such as a manifest, 64 MiB.
pub const DOCUMENT_LIMIT: usize = 64 << 20;

/// Most bytes of a file with hosts, 256 MiB: the nodes of a large cluster take about 20 KiB each.
pub const NODES_LIMIT: usize = 256 << 20;

/// The decoded text of a file, with its name.
///
/// A byte order mark is no part of the text: offsets count from behind it.
#[derive(Debug)]
pub struct SourceText {
    name: String,
    text: String,
    encoding: Encoding,
    lines: OnceLock<Lines>,
}

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1. Lines end with LF, CR LF or CR.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// Why bytes are not a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}: {}", self.place(), self.reason())]
pub enum TextError {
    /// It has NUL bytes.
    Binary {
        /// Name of the file.
        name: String,
        /// Offset of the first NUL.
        offset: usize,
    },
    /// It is neither UTF-8 nor UTF-16.
    InvalidUtf8 {
        /// Name of the file.
        name: String,
        /// Line of the offending byte, from 1.
        line: usize,
        /// Offset of the offending byte.
        offset: usize,
        /// The offending byte.
        byte: u8,
    },
    /// It starts as UTF-16 and has half a character in it.
    InvalidUtf16 {
        /// Name of the file.
        name: String,
        /// Offset of the half character.
        offset: usize,
    },
    /// It is larger than what is read of such a file.
    TooLarge {
        /// Name of the file.
        name: String,
        /// Its size.
        size: usize,
        /// The limit.
        limit: usize,
    },
}

impl TextError {
    /// What is wrong, without the place.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Binary { offset, .. } => format!("this is not a text: there is a NUL at byte {offset}"),
            Self::InvalidUtf8 { offset, byte, .. } => {
                format!("this is not UTF-8: byte {byte:#04x} at byte {offset}; save the file as UTF-8")
            }
            Self::InvalidUtf16 { offset, .. } => {
                format!("this is broken UTF-16: half a character at byte {offset}; save the file as UTF-8")
            }
            Self::TooLarge { limit, .. } => {
                format!("this file has more than the {limit} bytes that are read")
            }
        }
    }

    /// The line, where lines can be told, from 1.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::InvalidUtf8 { line, .. } => Some(*line),
            Self::Binary { .. } | Self::InvalidUtf16 { .. } | Self::TooLarge { .. } => None,
        }
    }

    fn place(&self) -> String {
        match self {
            Self::InvalidUtf8 { name, line, .. } => format!("{name}:{line}"),
            Self::Binary { name, .. } | Self::InvalidUtf16 { name, .. } | Self::TooLarge { name, .. } => {
                name.clone()
            }
        }
    }
}

impl SourceText {
    /// Decodes UTF-8, or UTF-16 of either order; with or without a byte order mark.
    ///
    /// # Errors
    ///
    /// The bytes are more than `limit`, or no text.
    pub fn decode(name: impl Into<String>, bytes: Vec<u8>, limit: usize) -> Result<Self, TextError> {
        let name = name.into();
        if bytes.len() > limit {
            return Err(TextError::TooLarge { name, size: bytes.len(), limit });
        }
        match encoding::decode(bytes) {
            Ok((text, encoding)) => Ok(Self { name, text, encoding, lines: OnceLock::new() }),
            Err(error) => Err(error.named(name)),
        }
    }

    /// A text that is there already.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), encoding: Encoding::UTF_8, lines: OnceLock::new() }
    }

    /// Another text for the file of this one: its name and encoding stay.
    #[must_use]
    pub fn with_text(&self, text: impl Into<String>) -> Self {
        Self { name: self.name.clone(), text: text.into(), encoding: self.encoding, lines: OnceLock::new() }
    }

    /// The bytes of the file: the text in its encoding, with the byte order mark that it had.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.encoding.encode(&self.text)
    }

    /// The name of the file, as it was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the text was encoded; a changed text must be written back in the same way.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Line and column of a byte offset; an offset inside a character or behind the text counts as the character's
    /// start or the text's end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// The span of a line without its line break; `None` behind the last line.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Option<Span> {
        self.lines().span(&self.text, line)
    }

    /// How many lines there are; a text without line breaks has one, and an empty line after the last break counts.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines().count()
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }
}

impl Clone for SourceText {
    fn clone(&self) -> Self {
        Self {
            name: self.name.clone(),
            text: self.text.clone(),
            encoding: self.encoding,
            lines: OnceLock::new(),
        }
    }
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text && self.encoding == other.encoding
    }
}

impl Eq for SourceText {}
