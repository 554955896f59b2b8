//! The body of `winfit updates`.

use serde::Serialize;

/// Answers, one for each thing asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Body {
    pub(crate) schema: &'static str,
    pub(crate) answers: Vec<Answer>,
}

/// What the catalogue knows of an article, a build or a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Answer {
    /// As typed; `null` for the newest update of each build.
    pub(crate) asked: Option<String>,
    /// What it was taken for: `kb`, `version`, `build`, `newest`.
    pub(crate) kind: &'static str,
    /// Whether the catalogue knows it.
    pub(crate) known: bool,
    pub(crate) updates: Vec<Update>,
    /// How many more there are, beyond `--limit`.
    pub(crate) omitted: usize,
    /// For what is not known: the nearest below and above.
    pub(crate) nearest: Vec<Update>,
}

/// An update of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Update {
    pub(crate) os_version: String,
    pub(crate) build: u32,
    pub(crate) revision: u32,
    pub(crate) kb: Option<String>,
    pub(crate) date: Option<String>,
    /// `security`, `out-of-band`, `preview`, `image-only`, `unknown`.
    pub(crate) kind: &'static str,
    /// `server`, `client`, `both`.
    pub(crate) channel: &'static str,
    /// Ids of the releases of the build that it is for.
    pub(crate) releases: Vec<String>,
    /// Id of the source.
    pub(crate) source: String,
}
