//! Where an image is written, and how.

use crate::Span;

/// The place of a container's image.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImagePlace {
    /// The reference as written, with its quotes if it has any. Where the container has no image, the place to point
    /// at instead.
    pub span: Span,
    /// How it is written.
    pub style: ImageStyle,
    /// The variables that stood in it, in the order of their first use.
    pub substitutions: Vec<Substitution>,
}

/// How an image reference is written; tells what a fix must write in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ImageStyle {
    /// Bare: the text of the span is the reference.
    #[default]
    Plain,
    /// In single quotes.
    SingleQuoted,
    /// In double quotes.
    DoubleQuoted,
    /// In a block scalar or over several lines: not to be edited.
    Block,
    /// The span is another place that this one refers to (an alias or a merged mapping): an edit changes all users.
    Shared,
    /// Not written at all: there is no image.
    Missing,
}

/// A variable that stood in a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitution {
    /// Its name.
    pub name: String,
    /// What was put in its place; `None`: nothing tells, and the value is not known.
    pub value: Option<String>,
    /// Where the value that was put in is written, in a Dockerfile the default of an `ARG`.
    pub source: Option<Span>,
}

impl ImagePlace {
    /// A reference without variables.
    #[must_use]
    pub const fn new(span: Span, style: ImageStyle) -> Self {
        Self { span, style, substitutions: Vec::new() }
    }

    /// The variables whose value nothing tells. If there are any, the container's image is not known: its text still
    /// has them as written.
    pub fn unknown_variables(&self) -> impl Iterator<Item = &str> {
        self.substitutions.iter().filter(|it| it.value.is_none()).map(|it| it.name.as_str())
    }

    /// Whether the container's image is the whole reference, with nothing left open.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.style != ImageStyle::Missing && self.unknown_variables().next().is_none()
    }
}
