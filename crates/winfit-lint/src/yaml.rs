//! YAML and JSON as trees in which every value knows its place. Knows nothing of what the documents mean.
//!
//! [`pieces`] cuts a stream at its document markers, and [`Piece::parse`] reads one document into a [`Tree`]: what is
//! broken in one leaves the others whole. JSON is read by a reader of its own, which is stricter and many times faster;
//! a text in braces that is not JSON is read as the YAML that it then must be.
//!
//! Everything is bounded by [`Limits`]. Aliases share the value that they stand for and are never copied; a document
//! whose aliases would expand to more than the limit is refused where that happens. Trees live in flat lists, so that
//! neither reading nor dropping one recurses.

mod block;
mod builder;
mod comments;
mod error;
mod events;
mod fuel;
mod json;
mod node;
mod offsets;
mod pieces;
mod template;
mod tree;

pub mod edit;

pub(crate) use comments::Comments;
pub use error::{SyntaxError, SyntaxErrorKind};
pub use json::values as json_values;
pub use node::{Entries, Node, NodeKind};
pub use pieces::{Piece, Pieces, pieces};
pub use template::template_marker;
pub use tree::{Style, Tree};

/// What a document may have at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Collections inside each other, through aliases too.
    pub depth: usize,
    /// Values and keys in the text of one document.
    pub nodes: usize,
    /// Values and keys that aliases stand for, all together; a text counts as one for each 64 bytes.
    pub expansion: usize,
    /// Characters of one scalar, or of one flow collection that might be a key. YAML only.
    pub scalar: usize,
}

impl Limits {
    /// For manifests and the like.
    pub const DOCUMENT: Self = Self { depth: 128, nodes: 8 << 20, expansion: 250_000, scalar: 2 << 20 };

    /// For lists of hosts, which are larger.
    pub const NODES: Self = Self { nodes: 32 << 20, ..Self::DOCUMENT };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DOCUMENT
    }
}

#[cfg(test)]
pub(crate) mod tests;
