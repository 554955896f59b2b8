//! The body of `winfit fits`.

use serde::Serialize;

use super::ImageError;
use super::{Caution, ImagePlatform, ReleaseName, Remedy};

/// One verdict for one host, else an array.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Body {
    /// One `--host`.
    One(Box<Fits>),
    /// Several, or every supported server.
    Several(Vec<Fits>),
}

/// A verdict with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Fits {
    pub(crate) schema: &'static str,
    /// `runs`, `runs-with-hyperv`, `preview`, `blocked`, `unknown`.
    pub(crate) verdict: &'static str,
    /// The rule that decided; for `runs`, the one that vouches.
    pub(crate) rule: &'static str,
    /// OS version of the host, or `linux`.
    pub(crate) host: String,
    /// OS version of the image, where it is known.
    pub(crate) image: Option<String>,
    /// The isolation that was judged.
    pub(crate) isolation: &'static str,
    /// Why, in one sentence.
    pub(crate) reason: String,
    /// What to do, least effort first.
    pub(crate) remedies: Vec<Remedy>,
    /// Whether the isolation was asked for; otherwise it is the host's default.
    pub(crate) isolation_asked: bool,
    /// The rule set.
    pub(crate) rules: &'static str,
    /// The edition of the documents, for the documented rules.
    pub(crate) edition: Option<&'static str>,
    /// The fact that is missing, for `unknown`.
    pub(crate) fact: Option<&'static str>,
    /// What each rule saw that is about the case.
    pub(crate) evidence: Vec<Evidence>,
    /// What to beware of besides.
    pub(crate) cautions: Vec<Caution>,
    /// What the other rule set says, where it differs.
    pub(crate) otherwise: Option<Otherwise>,
    /// The host as it was asked about; `null` for the supported servers.
    pub(crate) host_asked: Option<String>,
    /// Releases of the host's build and kind.
    pub(crate) host_releases: Vec<ReleaseName>,
    /// `server` or `client`.
    pub(crate) host_kind: Option<&'static str>,
    /// Architecture of the host.
    pub(crate) host_architecture: Option<&'static str>,
    /// Whether the host offers Hyper-V isolation.
    pub(crate) host_hyperv: &'static str,
    /// The container runtime of the host, where it was said.
    pub(crate) host_runtime: Option<String>,
    /// The image as it was asked about.
    pub(crate) image_reference: Option<String>,
    /// Server releases of the image's build.
    pub(crate) image_releases: Vec<ReleaseName>,
    /// Architecture of the image, where it is known.
    pub(crate) image_architecture: Option<&'static str>,
    /// Digest of the image, where it was read and has one.
    pub(crate) image_digest: Option<String>,
    /// What the image offers, in list order.
    pub(crate) image_platforms: Vec<ImagePlatform>,
    /// Which of them the verdict is about, counted from 0; `null` where that is not known.
    pub(crate) image_platform: Option<usize>,
    /// Whether the host takes none of several platforms, or not the newest that it could, or nobody can tell.
    #[serde(skip)]
    pub(crate) image_platform_is_second_best: bool,
    /// What is wrong with its platforms, where it was read; of several, each behind its position.
    pub(crate) image_problems: Vec<String>,
    /// Why the image was not read, where that was tried.
    pub(crate) image_error: Option<ImageError>,
    /// Where what is known of the image comes from.
    pub(crate) provenance: &'static str,
    /// The same for people, with a shortened digest.
    #[serde(skip)]
    pub(crate) origin: Option<String>,
}

/// What a rule saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Evidence {
    pub(crate) rule: &'static str,
    /// `pass`, `preview`, `blocked`, `missing`.
    pub(crate) outcome: &'static str,
    pub(crate) reason: String,
}

/// What the other rule set says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Otherwise {
    pub(crate) rules: &'static str,
    pub(crate) edition: Option<&'static str>,
    pub(crate) verdict: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) reason: String,
}
