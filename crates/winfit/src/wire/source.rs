//! Where a fact comes from.

use serde::Serialize;
use winfit_compat::catalog::{self, Catalog};

/// A document or data set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Source {
    /// Id in the catalogue.
    pub(crate) id: String,
    /// Its title.
    pub(crate) title: String,
    /// Where it is.
    pub(crate) url: String,
    /// The day on which the facts were taken from it.
    pub(crate) read: String,
}

impl Source {
    /// The sources with these ids.
    pub(crate) fn of<'a>(catalog: &Catalog, ids: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        ids.into_iter().filter_map(|id| catalog.source(id)).map(Self::from).collect()
    }
}

impl From<&catalog::Source> for Source {
    fn from(source: &catalog::Source) -> Self {
        Self {
            id: source.id.to_string(),
            title: source.title.to_string(),
            url: source.url.to_string(),
            read: source.read.to_string(),
        }
    }
}
