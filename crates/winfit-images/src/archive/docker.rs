//! `manifest.json` of `docker save`: images by their tags, of which it tells no more than the configuration.

use bytes::Bytes;
use serde::Deserialize;
use serde_json::json;
use winfit_compat::Provenance;

use super::documents::Documents;
use crate::layout::{self, Candidate, Wanted, choose};
use crate::walk::{self, Contents, Store};
use crate::{Digest, DocumentError, ImageError};

#[derive(Deserialize)]
struct Saved {
    #[serde(rename = "Config")]
    config: String,
    #[serde(rename = "RepoTags", default)]
    tags: Option<Vec<String>>,
}

/// The configuration of the image of this name.
pub(super) fn config(documents: &Documents, list: &[u8], name: Option<&str>) -> Result<Bytes, DocumentError> {
    let saved: Vec<Saved> = layout::json("manifest.json", list)?;
    let images = saved.into_iter().map(|image| Candidate {
        digest: digest_in(&image.config),
        image: image.config,
        references: image.tags.unwrap_or_default(),
        names: Vec::new(),
    });
    let path = choose(images.collect(), &Wanted::from_name(name))?;
    let bytes = documents.get(&path)?;
    let bytes =
        bytes.ok_or(DocumentError::Missing { document: path.clone(), named_by: Some("manifest.json") })?;
    match digest_in(&path) {
        Some(digest) if !digest.is_of(&bytes) => Err(DocumentError::Content { document: path, digest }),
        _ => Ok(bytes),
    }
}

/// The digest that a configuration's path claims: `HEX.json`, `blobs/sha256/HEX` or `sha256:HEX`, by the tool.
fn digest_in(path: &str) -> Option<Digest> {
    let name = path.rsplit('/').next()?;
    let hex = name.strip_suffix(".json").unwrap_or(name);
    format!("sha256:{}", hex.strip_prefix("sha256:").unwrap_or(hex)).parse().ok()
}

/// What the configuration tells, read as that of a manifest which has no layers. The manifest itself was not saved, so
/// its digest is not known.
pub(super) async fn contents(config: &Bytes) -> Result<Contents, ImageError> {
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
        "config": {
            "mediaType": "application/vnd.docker.container.image.v1+json",
            "digest": Digest::of(config).as_str(),
            "size": config.len(),
        },
        "layers": [],
    });
    walk::contents(&Only(config), None, manifest.to_string().as_bytes(), Provenance::Archive).await
}

/// The configuration and nothing else.
struct Only<'a>(&'a Bytes);

impl Store for Only<'_> {
    async fn manifest(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        self.config(digest).await
    }

    async fn config(&self, _: &Digest) -> Result<Bytes, ImageError> {
        Ok(self.0.clone())
    }
}
