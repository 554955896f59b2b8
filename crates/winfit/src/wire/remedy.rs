//! Remedies.

use serde::Serialize;

use super::ReleaseName;

/// Something that a user can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Remedy {
    #[serde(flatten)]
    pub(crate) kind: RemedyKind,
    /// In one line, for people.
    pub(crate) text: String,
    /// A line to copy: a command, a tag, a line of a Dockerfile or of a pod.
    pub(crate) paste: Option<String>,
}

/// The kinds of remedies, with what programs need of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum RemedyKind {
    /// Run it in Hyper-V isolation.
    #[serde(rename = "use-hyperv")]
    UseHyperV,
    /// Run it in process isolation.
    UseProcess,
    /// Use another tag.
    Retag {
        /// The reference to use.
        reference: String,
        /// The build that its tag names.
        build: u32,
        /// Whether the tag is known to exist.
        certain: bool,
    },
    /// Run it elsewhere.
    PickHost {
        /// Operating system of such hosts.
        os: &'static str,
        /// Releases that run it, newest first.
        releases: Vec<ReleaseName>,
        /// In which isolation.
        isolation: Option<&'static str>,
    },
    /// Install an update on the host.
    UpdateHost {
        /// The article.
        kb: String,
        /// The OS version that it brings the host to.
        os_version: String,
    },
    /// Build the image on another base image.
    Rebuild {
        /// The base image.
        base: String,
        /// The build inside it.
        build: u32,
    },
    /// Find out a fact.
    Learn {
        /// The fact.
        fact: &'static str,
    },
}
