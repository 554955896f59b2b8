//! The body of `winfit releases`.

use serde::Serialize;

/// Releases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Body {
    pub(crate) schema: &'static str,
    /// The day for which `supported` is said.
    pub(crate) today: String,
    pub(crate) releases: Vec<Release>,
}

/// A release with all that the catalogue knows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Release {
    pub(crate) id: String,
    pub(crate) name: String,
    /// `ltsc`, `sac`, `ac` or `client`.
    pub(crate) channel: &'static str,
    /// Version label, e.g. `1809`.
    pub(crate) version: String,
    pub(crate) build: u32,
    pub(crate) released: String,
    pub(crate) supported: bool,
    /// The last day without a paid extension.
    pub(crate) support_end: Option<String>,
    pub(crate) mainstream_end: Option<String>,
    pub(crate) extended_end: Option<String>,
    /// End of the long-term editions of a client.
    pub(crate) ltsc_end: Option<String>,
    /// End of paid Extended Security Updates.
    pub(crate) esu_end: Option<String>,
    /// End of support of the base images, where it differs.
    pub(crate) image_end: Option<String>,
    /// Tags of the base images, preferred one first.
    pub(crate) image_tags: Vec<String>,
    pub(crate) image_architectures: Vec<String>,
    pub(crate) note: String,
    /// Ids of sources.
    pub(crate) sources: Vec<String>,
}
