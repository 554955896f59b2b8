//! The body of `winfit image`.

use serde::Serialize;

use super::version::{Behind, Newest};
use super::{Caution, ImageError, ReleaseName};

/// Images in the order asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Body {
    pub(crate) schema: &'static str,
    pub(crate) images: Vec<Image>,
    /// What became of the facts file; `null` without `--lock`.
    pub(crate) lock: Option<LockChange>,
}

/// An image, or why it could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub(crate) struct Image {
    /// As it was asked for.
    pub(crate) reference: String,
    /// Of the index or the manifest that its name stands for.
    pub(crate) digest: Option<String>,
    /// In list order.
    pub(crate) platforms: Vec<Platform>,
    /// Where it was read: `registry`, `layout`, `archive`, `daemon`.
    pub(crate) provenance: Option<&'static str>,
    /// When the name was last known to stand for this, in UTC.
    pub(crate) checked: Option<String>,
    /// Taken from the cache, without asking.
    pub(crate) cached: Option<bool>,
    /// The releases that are supported today, and what each makes of it; none for images without Windows.
    pub(crate) releases: Vec<OnRelease>,
    /// What else its index lists.
    pub(crate) skipped: Vec<Skipped>,
    /// Why it could not be read; then nothing else is known.
    pub(crate) error: Option<ImageError>,
    /// What is wrong with platforms, for people: each has its own `problem`.
    #[serde(skip)]
    pub(crate) problems: Vec<String>,
    /// Seconds since `checked`, for people.
    #[serde(skip)]
    pub(crate) age: u64,
}

/// One platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Platform {
    /// In the image's own word; empty where nothing tells.
    pub(crate) os: String,
    pub(crate) architecture: String,
    pub(crate) variant: Option<String>,
    /// `null` where there is none, or none that is an OS version.
    pub(crate) os_version: Option<String>,
    /// Why the OS version is not known, or not as a host sees it.
    pub(crate) problem: Option<String>,
    /// `os.version` as the image writes it.
    pub(crate) os_version_text: Option<String>,
    pub(crate) os_features: Vec<String>,
    /// Of its manifest.
    pub(crate) digest: Option<String>,
    /// Where what is known of it comes from.
    pub(crate) provenance: &'static str,
    /// Server releases of its build; clients', where there is no server.
    pub(crate) releases: Vec<ReleaseName>,
    /// The articles that install exactly this revision.
    pub(crate) updates: Vec<String>,
    /// The day of that update.
    pub(crate) date: Option<String>,
    /// The newest revision known of its build.
    pub(crate) newest: Option<Newest>,
    /// How far it is behind `newest`.
    pub(crate) behind: Option<Behind>,
    /// The base image.
    pub(crate) base: Option<Base>,
    pub(crate) cautions: Vec<Caution>,
}

/// A base image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Base {
    /// `nanoserver`, `servercore`, `windows`, `server`.
    pub(crate) family: &'static str,
    /// Its OS version, as far as what tells it does.
    pub(crate) os_version: Option<String>,
    /// What tells it, e.g. `annotation`, `layers` or `name`.
    pub(crate) told_by: String,
}

/// What a host of a release makes of an image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct OnRelease {
    #[serde(flatten)]
    pub(crate) release: ReleaseName,
    /// `server` or `client`.
    pub(crate) kind: &'static str,
    pub(crate) process: Answer,
    pub(crate) hyperv: Answer,
}

/// A verdict in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Answer {
    pub(crate) verdict: &'static str,
    /// The rule that decided; for `runs`, the one that vouches.
    pub(crate) rule: &'static str,
    /// The platform that the verdict is about, as position in `platforms`.
    pub(crate) platform: Option<usize>,
    /// The runtime that takes this platform, where another one takes another.
    pub(crate) runtime: Option<String>,
}

/// An entry of an index that is no image for a host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Skipped {
    /// `attestation`, `artifact`, `broken`.
    pub(crate) kind: &'static str,
    pub(crate) digest: Option<String>,
    pub(crate) media_type: Option<String>,
    /// What is wrong with it, where something is.
    pub(crate) problem: Option<String>,
}

/// What became of a facts file: counts of images.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct LockChange {
    pub(crate) file: String,
    pub(crate) added: usize,
    /// Of other digest or platforms than before.
    pub(crate) changed: usize,
    /// Read anew, and the same.
    pub(crate) unchanged: usize,
    /// Not asked for, or not readable.
    pub(crate) kept: usize,
}
