//! The text's own structs: one for each object, a field for each line, in the words of `winfit image --format json`.
//! Renaming a fact in the program changes no file.

use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use winfit_compat::catalog::ImageFamily;
use winfit_compat::{ImageOsVersion, OsVersion, Platform, Provenance};

use super::time::Moment;
use crate::walk::{architecture, os};
use crate::{BaseHint, Digest, ImageFacts, Origin, PlatformFacts, Skipped, SkippedKind, Source};

/// An image.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImageModel {
    pub(super) reference: Text<Source>,
    #[serde(deserialize_with = "nullable")]
    digest: Option<Text<Digest>>,
    checked: Text<Moment>,
    platforms: Vec<Checked>,
    skipped: Vec<SkippedModel>,
}

/// A platform whose fields agree.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "PlatformModel", into = "PlatformModel")]
struct Checked(PlatformFacts);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlatformModel {
    os: String,
    architecture: String,
    #[serde(deserialize_with = "nullable")]
    variant: Option<String>,
    /// As it is understood; `null` where it is not.
    #[serde(deserialize_with = "nullable")]
    os_version: Option<Text<OsVersion>>,
    /// Whether it is understood, and if not, whether there is none.
    os_version_is: OsVersionIs,
    /// As the image writes it.
    #[serde(deserialize_with = "nullable")]
    os_version_text: Option<String>,
    os_features: Vec<String>,
    #[serde(deserialize_with = "nullable")]
    digest: Option<Text<Digest>>,
    #[serde(with = "ProvenanceWord")]
    provenance: Provenance,
    #[serde(deserialize_with = "nullable")]
    base: Option<BaseModel>,
    base_layers: Vec<Text<Digest>>,
    #[serde(deserialize_with = "nullable")]
    problem: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum OsVersionIs {
    Known,
    Unlisted,
    Absent,
    Unknown,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BaseModel {
    #[serde(with = "FamilyWord")]
    family: ImageFamily,
    told_by: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SkippedModel {
    #[serde(with = "SkippedWord")]
    kind: SkippedKind,
    #[serde(deserialize_with = "nullable")]
    digest: Option<Text<Digest>>,
    #[serde(deserialize_with = "nullable")]
    media_type: Option<String>,
    #[serde(deserialize_with = "nullable")]
    problem: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Provenance", rename_all = "lowercase")]
enum ProvenanceWord {
    Given,
    Registry,
    Layout,
    Archive,
    Daemon,
    Tag,
    None,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ImageFamily", rename_all = "lowercase")]
enum FamilyWord {
    NanoServer,
    ServerCore,
    Windows,
    Server,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "SkippedKind", rename_all = "lowercase")]
enum SkippedWord {
    Attestation,
    Artifact,
    Broken,
}

/// Known without an OS version, or the reverse.
#[derive(Debug, thiserror::Error)]
#[error("os_version_is has to be \"known\" with an os_version, and \"absent\" or \"unknown\" with null")]
struct Contradiction;

/// A value that is written as a text.
#[derive(Debug, Clone)]
pub(super) struct Text<T>(pub(super) T);

impl<T: Display> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map(Self).map_err(de::Error::custom)
    }
}

/// A field that may be `null` and may not be missing.
fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

impl ImageModel {
    pub(super) fn new(source: &Source, facts: &ImageFacts) -> Self {
        Self {
            reference: Text(source.clone()),
            digest: facts.digest.clone().map(Text),
            checked: Text(facts.origin.checked.into()),
            platforms: facts.platforms.iter().cloned().map(Checked).collect(),
            skipped: facts.skipped.iter().cloned().map(Into::into).collect(),
        }
    }

    pub(super) fn into_facts(self) -> (Source, ImageFacts) {
        let facts = ImageFacts {
            digest: self.digest.map(|it| it.0),
            platforms: self.platforms.into_iter().map(|it| it.0).collect(),
            skipped: self.skipped.into_iter().map(Into::into).collect(),
            origin: Origin { checked: self.checked.0.time(), cached: false },
        };
        (self.reference.0, facts)
    }
}

impl From<Checked> for PlatformModel {
    fn from(Checked(facts): Checked) -> Self {
        let (os_version, os_version_is) = match facts.platform.os_version {
            ImageOsVersion::Known(version) => (Some(Text(version)), OsVersionIs::Known),
            ImageOsVersion::Unlisted(version) => (Some(Text(version)), OsVersionIs::Unlisted),
            ImageOsVersion::Absent => (None, OsVersionIs::Absent),
            ImageOsVersion::Unknown => (None, OsVersionIs::Unknown),
        };
        Self {
            os: facts.os,
            architecture: facts.architecture,
            variant: facts.variant,
            os_version,
            os_version_is,
            os_version_text: facts.os_version,
            os_features: facts.os_features,
            digest: facts.digest.map(Text),
            provenance: facts.platform.provenance,
            base: facts.base.map(|BaseHint { family, told_by }| BaseModel { family, told_by }),
            base_layers: facts.base_layers.into_iter().map(Text).collect(),
            problem: facts.problem,
        }
    }
}

impl TryFrom<PlatformModel> for Checked {
    type Error = Contradiction;

    fn try_from(model: PlatformModel) -> Result<Self, Contradiction> {
        let os_version = match (model.os_version, model.os_version_is) {
            (Some(Text(version)), OsVersionIs::Known) => ImageOsVersion::Known(version),
            (Some(Text(version)), OsVersionIs::Unlisted) => ImageOsVersion::Unlisted(version),
            (None, OsVersionIs::Absent) => ImageOsVersion::Absent,
            (None, OsVersionIs::Unknown) => ImageOsVersion::Unknown,
            _ => return Err(Contradiction),
        };
        Ok(Self(PlatformFacts {
            platform: Platform {
                os: os(&model.os),
                architecture: architecture(&model.architecture),
                os_version,
                provenance: model.provenance,
            },
            os: model.os,
            architecture: model.architecture,
            variant: model.variant,
            os_version: model.os_version_text,
            problem: model.problem,
            unread: false,
            os_features: model.os_features,
            digest: model.digest.map(|it| it.0),
            base: model.base.map(|BaseModel { family, told_by }| BaseHint { family, told_by }),
            base_layers: model.base_layers.into_iter().map(|it| it.0).collect(),
        }))
    }
}

impl From<Skipped> for SkippedModel {
    fn from(Skipped { kind, digest, media_type, problem }: Skipped) -> Self {
        Self { kind, digest: digest.map(Text), media_type, problem }
    }
}

impl From<SkippedModel> for Skipped {
    fn from(SkippedModel { kind, digest, media_type, problem }: SkippedModel) -> Self {
        Self { kind, digest: digest.map(|it| it.0), media_type, problem }
    }
}
