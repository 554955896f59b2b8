//! A release where it is only named.

use serde::Serialize;
use winfit_compat::catalog::Release;

/// A release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ReleaseName {
    /// Id in the catalogue, e.g. `ltsc2022`.
    pub(crate) id: String,
    /// Name for people.
    pub(crate) name: String,
    /// Build.
    pub(crate) build: u32,
}

impl From<&Release> for ReleaseName {
    fn from(release: &Release) -> Self {
        Self { id: release.id.to_string(), name: release.name.to_string(), build: release.build }
    }
}
