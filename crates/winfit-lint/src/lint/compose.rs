//! A service of a Compose file, as rules see it.

use super::Subject;
use crate::yaml::Node;

/// A Compose service for Windows.
#[derive(Clone, Copy)]
pub(crate) struct Compose<'a, 't> {
    /// The workload.
    pub(crate) subject: Subject<'a>,
    /// Its text.
    pub(crate) service: Service<'a, 't>,
}

/// A service in the tree of its document.
#[derive(Clone, Copy)]
pub(crate) struct Service<'a, 't> {
    /// The whole document.
    pub(crate) root: Node<'a, 't>,
    /// Its name, as it is written.
    pub(crate) name: Node<'a, 't>,
    /// Its mapping.
    pub(crate) node: Node<'a, 't>,
}
