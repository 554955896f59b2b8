//! Why a document could not be read.

use thiserror::Error;

use crate::Span;

/// A document is broken or exceeds a limit.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{kind}")]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// Where it shows.
    pub span: Span,
}

/// What may be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SyntaxErrorKind {
    /// It is not YAML; what the parser says about it.
    #[error("this is not YAML: {0}")]
    Yaml(String),
    /// It is not JSON.
    #[error("this is not JSON: expected {expected}")]
    Json {
        /// What belongs here.
        expected: &'static str,
    },
    /// Collections are nested too deep.
    #[error("collections are nested more than {limit} deep")]
    Depth {
        /// The limit.
        limit: usize,
    },
    /// There are too many values.
    #[error("one document has more than {limit} values")]
    Nodes {
        /// The limit.
        limit: usize,
    },
    /// Aliases expand to too much.
    #[error("the aliases of this document stand for more than {limit} values")]
    Expansion {
        /// The limit.
        limit: usize,
    },
    /// An alias stands inside the value that it stands for.
    #[error("this alias stands for a value that contains it")]
    Circular,
    /// A scalar or flow collection is too long.
    #[error("one value has more than {limit} characters")]
    Scalar {
        /// The limit.
        limit: usize,
    },
    /// The text is longer than offsets can count.
    #[error("the text has more than 4 GiB")]
    Text,
}

impl SyntaxErrorKind {
    /// With its place.
    #[must_use]
    pub const fn at(self, span: Span) -> SyntaxError {
        SyntaxError { kind: self, span }
    }

    /// Whether the document may be sound, only larger or deeper than what is read.
    #[must_use]
    pub const fn is_limit(&self) -> bool {
        !matches!(self, Self::Yaml(_) | Self::Json { .. } | Self::Circular)
    }
}
