//! The body of `winfit version`.

use serde::Serialize;

use super::Caution;

/// One version, or several hosts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Body {
    /// The text is about one host or image.
    One(Box<One>),
    /// It is about several.
    Several(Several),
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct One {
    pub(crate) schema: &'static str,
    #[serde(flatten)]
    pub(crate) version: Version,
}

/// Several versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Several {
    pub(crate) schema: &'static str,
    pub(crate) versions: Vec<Version>,
}

/// What is known of an OS version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Version {
    /// `null` for a Linux.
    pub(crate) os_version: Option<String>,
    pub(crate) build: Option<u32>,
    /// `null` where the text does not tell.
    pub(crate) revision: Option<u32>,
    /// Id of the first of `releases`.
    pub(crate) release: Option<String>,
    /// Servers first.
    pub(crate) releases: Vec<Release>,
    /// The articles that install exactly this revision.
    pub(crate) updates: Vec<String>,
    /// The day of that update.
    pub(crate) date: Option<String>,
    /// Whether any of the releases is supported today.
    pub(crate) supported: Option<bool>,
    /// The last day of support of the release that is supported longest.
    pub(crate) support_end: Option<String>,
    /// The newest revision known; of servers, where nothing tells server from client and their numbers differ.
    pub(crate) newest: Option<Newest>,
    /// The newest revision of clients, where nothing tells server from client and their numbers differ.
    pub(crate) newest_client: Option<Newest>,
    /// How far it is behind `newest`; `null` without a revision, or with one that is newer than all known.
    pub(crate) behind: Option<Behind>,
    /// What to beware of.
    pub(crate) cautions: Vec<Caution>,
    /// Name of the node, where the text names nodes.
    pub(crate) subject: Option<String>,
    /// `windows` or `linux`.
    pub(crate) os: &'static str,
    /// `server` or `client`, where the text or the revision tells.
    pub(crate) kind: Option<&'static str>,
    /// Architecture, where the text tells.
    pub(crate) architecture: Option<&'static str>,
    /// The kind of text that it was read from.
    pub(crate) form: &'static str,
}

/// A release, with its support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Release {
    pub(crate) id: String,
    pub(crate) name: String,
    /// `server` or `client`.
    pub(crate) kind: &'static str,
    pub(crate) supported: bool,
    pub(crate) support_end: Option<String>,
}

/// The newest revision known of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Newest {
    pub(crate) os_version: String,
    pub(crate) updates: Vec<String>,
    pub(crate) date: Option<String>,
}

/// A distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Behind {
    /// Monthly security updates between the two.
    pub(crate) monthly_updates: usize,
    /// Days between the two; `null` where the day of either is not known.
    pub(crate) days: Option<i64>,
}
