//! Where facts come from.

use crate::{Date, Text};

/// A document or data set that rows cite: a row of `catalog/sources.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Short name used by rows, e.g. `ms-version-compatibility`.
    pub id: Text,
    /// Title, as a reader would look for it.
    pub title: Text,
    /// Where it is read, e.g. a page or a repository path.
    pub url: Text,
    /// The day on which the facts were taken from it.
    pub read: Date,
}
