//! What manifests and indexes say of other documents: descriptors, with the platform of an image in words.

use serde::Deserialize;

use super::json::{Lenient, List, from_object, text, value};
use super::media_type;
use crate::Digest;
use crate::shown::shown;

/// The value of `vnd.docker.reference.type` on attestations.
const ATTESTATION: &str = "attestation-manifest";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RawDescriptor {
    media_type: Option<Lenient<String>>,
    artifact_type: Option<Lenient<String>>,
    digest: Option<Lenient<String>>,
    platform: Option<Lenient<Words>>,
    annotations: Option<Lenient<RawAnnotations>>,
}

/// A platform, as indexes write it and daemons repeat it.
#[derive(Debug, Deserialize)]
struct RawPlatform {
    os: Option<Lenient<String>>,
    architecture: Option<Lenient<String>>,
    variant: Option<Lenient<String>>,
    #[serde(rename = "os.version")]
    os_version: Option<Lenient<String>>,
    #[serde(rename = "os.features")]
    os_features: Option<Lenient<List<String>>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawAnnotations {
    #[serde(rename = "vnd.docker.reference.type")]
    reference_type: Option<Lenient<String>>,
    #[serde(rename = "org.opencontainers.image.base.name")]
    base_name: Option<Lenient<String>>,
}

from_object!(RawDescriptor, Words, RawAnnotations);

/// A platform in an image's own words; missing and empty ones are the same.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "RawPlatform")]
pub(crate) struct Words {
    pub(crate) os: Option<String>,
    pub(crate) architecture: Option<String>,
    pub(crate) variant: Option<String>,
    pub(crate) os_version: Option<String>,
    pub(crate) os_features: Vec<String>,
}

/// An entry of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: EntryKind,
    /// Its digest, or why there is none.
    pub(crate) digest: Result<Digest, String>,
    /// Its artifact type, else its media type.
    pub(crate) media_type: Option<String>,
    /// Its platform; `None` if it names no operating system.
    pub(crate) platform: Option<Words>,
    /// The name of its base image.
    pub(crate) base_name: Option<String>,
}

/// What an entry says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    Image,
    Index,
    Attestation,
    Artifact,
}

impl Entry {
    pub(super) fn of(raw: Lenient<RawDescriptor>) -> Self {
        let Lenient::Fits(raw) = raw else {
            let digest = Err("it is no object".to_owned());
            return Self {
                kind: EntryKind::Image,
                digest,
                media_type: None,
                platform: None,
                base_name: None,
            };
        };
        let annotations = value(raw.annotations);
        let (reference_type, base_name) =
            annotations.map_or((None, None), |it| (text(it.reference_type), text(it.base_name)));
        let platform = value(raw.platform);
        let (media_type, artifact_type) = (text(raw.media_type), text(raw.artifact_type));
        // Lists of referrers give the configuration's type of an image here.
        let artifact_type = artifact_type.filter(|it| !media_type::is_image_config(it));
        let is_attestation = reference_type.as_deref() == Some(ATTESTATION)
            || platform.as_ref().is_some_and(Words::is_attestation);
        let kind = match media_type.as_deref() {
            _ if is_attestation => EntryKind::Attestation,
            _ if artifact_type.is_some() => EntryKind::Artifact,
            Some(it) if media_type::is_index(it) => EntryKind::Index,
            Some(it) if !media_type::is_manifest(it) => EntryKind::Artifact,
            _ => EntryKind::Image,
        };
        Self {
            kind,
            digest: digest(raw.digest),
            media_type: artifact_type.or(media_type),
            platform: platform.filter(|it| it.os.is_some()),
            base_name,
        }
    }
}

impl RawAnnotations {
    pub(super) fn base_name(self) -> Option<String> {
        text(self.base_name)
    }
}

impl RawDescriptor {
    /// Media type and digest of something that a manifest names.
    pub(super) fn reference(self) -> (Option<String>, Result<Digest, String>) {
        (text(self.media_type), digest(self.digest))
    }
}

fn digest(field: Option<Lenient<String>>) -> Result<Digest, String> {
    match field {
        None => Err("it has no digest".to_owned()),
        Some(Lenient::Odd) => Err("its digest is no text".to_owned()),
        Some(Lenient::Fits(text)) => text.parse().map_err(|_| format!("\"{}\" is no digest", shown(&text))),
    }
}

impl From<RawPlatform> for Words {
    fn from(raw: RawPlatform) -> Self {
        Self {
            os: text(raw.os),
            architecture: text(raw.architecture),
            variant: text(raw.variant),
            os_version: text(raw.os_version),
            os_features: value(raw.os_features).map(|it| it.fitting().collect()).unwrap_or_default(),
        }
    }
}

impl Words {
    /// What tools write for documents that are about another entry.
    pub(crate) fn is_attestation(&self) -> bool {
        let is_unknown = |word: &Option<String>| word.as_deref() == Some("unknown");
        is_unknown(&self.os) && is_unknown(&self.architecture)
    }

    pub(crate) fn is_windows(&self) -> bool {
        self.os.as_deref().is_some_and(|os| os.eq_ignore_ascii_case("windows"))
    }
}
