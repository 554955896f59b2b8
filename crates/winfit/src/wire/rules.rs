//! The body of `winfit rules`.

use serde::Serialize;

use super::explain::Entry;

/// Rules that can be selected, area by area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Body {
    pub(crate) schema: &'static str,
    pub(crate) areas: Vec<Area>,
    pub(crate) rules: Vec<Entry>,
}

/// Rules that look at the same kind of thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Area {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    /// What its rules look at.
    pub(crate) about: &'static str,
}
