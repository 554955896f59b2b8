//! Image configurations: the one place where every image says which Windows is inside.

use serde::Deserialize;

use super::ManifestError;
use super::descriptor::Words;
use super::json::{Lenient, List, from_object, object, text, value};
use crate::Digest;

/// The name of the document in errors.
const WHAT: &str = "image configuration";

#[derive(Debug, Deserialize)]
struct RawConfig {
    os: Option<Lenient<String>>,
    architecture: Option<Lenient<String>>,
    variant: Option<Lenient<String>>,
    #[serde(rename = "os.version")]
    os_version: Option<Lenient<String>>,
    #[serde(rename = "os.features")]
    os_features: Option<Lenient<List<String>>>,
    rootfs: Option<Lenient<RawRootFs>>,
    config: Option<Lenient<RawSettings>>,
}

#[derive(Debug, Deserialize)]
struct RawRootFs {
    diff_ids: Option<Lenient<List<String>>>,
}

#[derive(Debug, Deserialize)]
struct RawSettings {
    #[serde(rename = "Labels")]
    labels: Option<Lenient<RawLabels>>,
}

#[derive(Debug, Deserialize)]
struct RawLabels {
    #[serde(rename = "org.opencontainers.image.base.name")]
    base_name: Option<Lenient<String>>,
}

from_object!(RawConfig, RawRootFs, RawSettings, RawLabels);

/// What is read of an image configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Config {
    pub(crate) words: Words,
    /// Digests of the layers, unpacked, the lowest first.
    pub(crate) layers: Vec<Digest>,
    /// The name of the base image.
    pub(crate) base_name: Option<String>,
}

impl Config {
    /// Reads a configuration.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        let raw: RawConfig = object(WHAT, bytes)?;
        let layers = value(raw.rootfs).and_then(|it| value(it.diff_ids));
        let labels = value(raw.config).and_then(|it| value(it.labels));
        Ok(Self {
            words: Words {
                os: text(raw.os),
                architecture: text(raw.architecture),
                variant: text(raw.variant),
                os_version: text(raw.os_version),
                os_features: value(raw.os_features).map(|it| it.fitting().collect()).unwrap_or_default(),
            },
            layers: layers.into_iter().flat_map(List::fitting).map_while(|it| it.parse().ok()).collect(),
            base_name: labels.and_then(|it| text(it.base_name)),
        })
    }
}
