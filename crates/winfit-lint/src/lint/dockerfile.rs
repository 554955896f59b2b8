//! A Dockerfile, as rules see it.

use crate::Document;
use crate::judge::Check;

/// A Dockerfile of which at least one stage is for Windows.
#[derive(Clone, Copy)]
pub(crate) struct Dockerfile<'a> {
    /// By what everything is judged.
    pub(crate) check: &'a Check<'a>,
    /// Index of its file.
    pub(crate) file: usize,
    /// The file with its stages.
    pub(crate) document: &'a Document,
}
