//! What was pasted or piped in: its bytes in time and memory that do not depend on how many they are.
//!
//! A short text is kept whole. Of a long one only what stands around a known message or a version is kept; whoever reads
//! on sees pieces with the lines that they come from.

mod clean;
mod sift;
mod wrap;

pub use sift::{Sift, sift};

/// A text, or what matters of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pasted {
    /// Where it comes from, as the user named it; `-` for standard input.
    pub name: String,
    /// What was kept, in order.
    pub pieces: Vec<Piece>,
    /// Bytes read.
    pub bytes: u64,
    /// Lines read.
    pub lines: u64,
    /// Whether messages were left out because there were too many of them.
    pub is_partial: bool,
}

/// Consecutive lines of a text, without colours and without carriage returns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Piece {
    first_line: u64,
    text: String,
    /// The offset of each line.
    starts: Vec<usize>,
    /// The lines of the message that each line belongs to.
    messages: Vec<(usize, usize)>,
}

/// A place in an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which input, counted from 0.
    pub input: usize,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1, colours not counted.
    pub column: usize,
}

impl Piece {
    /// Bytes as a program printed them, from a line on.
    #[must_use]
    pub fn new(first_line: u64, bytes: &[u8]) -> Self {
        let text = clean::clean(bytes);
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let messages = wrap::messages(&text.split('\n').collect::<Vec<_>>());
        Self { first_line, text, starts, messages }
    }

    /// The lines.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first and the last line of the message that a byte stands in: several where its line was broken.
    #[must_use]
    pub fn message(&self, offset: usize) -> (u64, u64) {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let (first, last) = self.messages.get(line).copied().unwrap_or((line, line));
        let number = |line: usize| self.first_line.saturating_add(u64::try_from(line).unwrap_or(u64::MAX));
        (number(first), number(last))
    }

    /// The place of a byte of this piece.
    #[must_use]
    pub fn place(&self, input: usize, offset: usize) -> Place {
        let lines = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(lines).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        let line = self.first_line.saturating_add(u64::try_from(lines).unwrap_or(u64::MAX));
        Place { input, line, column: before.chars().count() + 1 }
    }
}

impl Pasted {
    /// Whether it holds nothing but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let is_blank = |piece: &Piece| piece.text().trim().is_empty();
        // Of a long text without messages nothing is kept.
        self.bytes == 0 || (!self.pieces.is_empty() && self.pieces.iter().all(is_blank))
    }

    /// A text that is at hand as a whole.
    #[must_use]
    pub fn whole(name: impl Into<String>, text: &str) -> Self {
        let piece = Piece::new(1, text.as_bytes());
        Self {
            name: name.into(),
            bytes: u64::try_from(text.len()).unwrap_or(u64::MAX),
            lines: u64::try_from(text.lines().count()).unwrap_or(u64::MAX),
            pieces: vec![piece],
            is_partial: false,
        }
    }
}
