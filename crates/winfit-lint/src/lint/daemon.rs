//! The configuration of a Docker daemon, as rules see it.

use crate::SourceText;
use crate::judge::Check;
use crate::yaml::Node;

/// A `daemon.json`.
#[derive(Clone, Copy)]
pub(crate) struct DaemonConfig<'a, 't> {
    /// By what everything is judged.
    pub(crate) check: &'a Check<'a>,
    /// Index of its file.
    pub(crate) file: usize,
    /// Its file.
    pub(crate) source: &'a SourceText,
    /// The whole document.
    pub(crate) root: Node<'a, 't>,
}
