//! What the bytes of manifests, indexes and image configurations say. Pure: bytes in, values out.
//!
//! A document is read for the few fields that matter. What is odd in one entry of an index concerns that entry; what
//! could be read in two ways is refused, since another reader may choose the other one.

mod config;
mod descriptor;
mod error;
mod json;
mod media_type;

use serde::Deserialize;

pub(crate) use config::Config;
pub(crate) use descriptor::{Entry, EntryKind, Words};
pub use error::ManifestError;

use crate::Digest;
use crate::shown::shown;
use descriptor::{RawAnnotations, RawDescriptor};
pub(crate) use json::ENTRIES;
use json::{Lenient, List, from_object, object, text, value};

/// Bytes of the longest manifest, index or image configuration that is read, wherever it is from; the limit of containerd
/// and of most registries.
pub(crate) const DOCUMENT_LIMIT: usize = 4 * 1024 * 1024;

/// The name of the document in errors.
const WHAT: &str = "manifest";

/// An index or a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Document {
    /// A list of images, e.g. for several platforms.
    Index(Index),
    /// One image.
    Manifest(Manifest),
}

/// A list of images; Docker calls it a manifest list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Index {
    pub(crate) entries: Vec<Entry>,
    /// The name of the base image.
    pub(crate) base_name: Option<String>,
}

/// One image: where its configuration is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manifest {
    pub(crate) config: Digest,
    /// Digests of the layers as they are transferred, the lowest first.
    pub(crate) layers: Vec<Digest>,
    /// The name of the base image.
    pub(crate) base_name: Option<String>,
}

/// Both kinds at once, so that what belongs to neither or to both is seen.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawDocument {
    schema_version: Option<Lenient<u64>>,
    media_type: Option<Lenient<String>>,
    artifact_type: Option<Lenient<String>>,
    manifests: Option<Lenient<List<RawDescriptor>>>,
    config: Option<Lenient<RawDescriptor>>,
    layers: Option<Lenient<List<RawDescriptor>>>,
    fs_layers: Option<serde::de::IgnoredAny>,
    annotations: Option<Lenient<RawAnnotations>>,
}

from_object!(RawDocument);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Index,
    Manifest,
}

impl Document {
    /// Reads an index or a manifest.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        let raw: RawDocument = object(WHAT, bytes)?;
        let media_type = text(raw.media_type.clone());
        if raw.is_schema_one(media_type.as_deref()) {
            return Err(ManifestError::SchemaOne);
        }
        match raw.kind(media_type.as_deref())? {
            Kind::Index => Index::of(raw).map(Self::Index),
            Kind::Manifest => Manifest::of(raw).map(Self::Manifest),
        }
    }
}

impl RawDocument {
    fn is_schema_one(&self, media_type: Option<&str>) -> bool {
        self.schema_version == Some(Lenient::Fits(1))
            || media_type.is_some_and(media_type::is_schema_one)
            || (media_type.is_none() && self.fs_layers.is_some())
    }

    /// Which of the two it is: its media type says so, and its fields must not contradict.
    ///
    /// A document that is both makes one tool check and another tool run different images (CVE-2021-41190).
    fn kind(&self, media_type: Option<&str>) -> Result<Kind, ManifestError> {
        let is_image = self.config.is_some() || self.layers.is_some();
        let both = |problem: &str| Err(ManifestError::Ambiguous { problem: problem.to_owned() });
        match (media_type, self.manifests.is_some()) {
            (Some(it), _) if media_type::is_index(it) && is_image => {
                both("its media type says index, but it has the fields of a single image")
            }
            (Some(it), true) if media_type::is_manifest(it) => {
                both("its media type says image, but it lists others")
            }
            (None, true) if is_image => both("it lists others, and has the fields of a single image"),
            (Some(it), false) if media_type::is_index(it) => lacks("it has no field manifests"),
            (Some(it), _) if media_type::is_index(it) => Ok(Kind::Index),
            (Some(it), _) if media_type::is_manifest(it) => Ok(Kind::Manifest),
            (Some(it), _) => Err(ManifestError::Artifact { media_type: shown(it) }),
            (None, true) => Ok(Kind::Index),
            (None, false) if is_image => Ok(Kind::Manifest),
            (None, false) => lacks("it has no field manifests, config or mediaType"),
        }
    }
}

fn lacks<T>(problem: &str) -> Result<T, ManifestError> {
    Err(ManifestError::Shape { problem: problem.to_owned() })
}

impl Index {
    fn of(raw: RawDocument) -> Result<Self, ManifestError> {
        let Some(list) = value(raw.manifests) else { return lacks("its manifests are no list") };
        if list.count > ENTRIES {
            return Err(ManifestError::TooManyEntries { count: list.count });
        }
        Ok(Self {
            entries: list.entries.into_iter().map(Entry::of).collect(),
            base_name: value(raw.annotations).and_then(RawAnnotations::base_name),
        })
    }
}

impl Manifest {
    fn of(raw: RawDocument) -> Result<Self, ManifestError> {
        let (config_type, config) = match value(raw.config) {
            Some(config) => config.reference(),
            None => return lacks("its config is missing or no object"),
        };
        if let Some(media_type) = config_type.filter(|it| !media_type::is_image_config(it)) {
            // The type of the artifact tells more than that of its configuration, which is often empty.
            let media_type = text(raw.artifact_type).unwrap_or(media_type);
            return Err(ManifestError::Artifact { media_type: shown(&media_type) });
        }
        let layers = value(raw.layers).into_iter().flat_map(List::fitting);
        Ok(Self {
            config: config.map_err(|problem| ManifestError::Digest { of: "image configuration", problem })?,
            layers: layers.map_while(|layer| layer.reference().1.ok()).collect(),
            base_name: value(raw.annotations).and_then(RawAnnotations::base_name),
        })
    }
}

#[cfg(test)]
pub(crate) mod tests;
