//! `oci-layout` and `index.json`: the layout's version, the images in it and their names.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Candidate, DocumentError, Wanted, choose, json};
use crate::Digest;

#[derive(Deserialize)]
struct Marker {
    #[serde(rename = "imageLayoutVersion")]
    version: String,
}

#[derive(Deserialize)]
struct Index {
    #[serde(default)]
    manifests: Option<Vec<Entry>>,
}

#[derive(Deserialize)]
struct Entry {
    digest: String,
    #[serde(default)]
    annotations: Option<BTreeMap<String, String>>,
}

/// The name in the annotations of the image specification: any text, often a tag alone.
const NAME: &str = "org.opencontainers.image.ref.name";

/// The name that containerd and `docker save` write: a whole reference.
const REFERENCE: &str = "io.containerd.image.name";

/// Refuses what is not version 1 of a layout, by its `oci-layout`.
pub(crate) fn check_version(bytes: &[u8]) -> Result<(), DocumentError> {
    let Marker { version } = json("oci-layout", bytes)?;
    if version.starts_with("1.") { Ok(()) } else { Err(DocumentError::Version { version }) }
}

/// Digest of the image that is wanted, by `index.json`. An image asked for by digest need not be listed there: it may be
/// one platform of another.
pub(crate) fn root_digest(index: &[u8], name: Option<&str>) -> Result<Digest, DocumentError> {
    let index: Index = json("index.json", index)?;
    let wanted = Wanted::from_name(name);
    if let Wanted::Digest(digest) = wanted {
        return Ok(digest);
    }
    let images = index.manifests.unwrap_or_default().into_iter().map(candidate).collect();
    let digest = choose(images, &wanted)?;
    digest.parse().map_err(|_| DocumentError::Digest { document: "index.json".to_owned(), digest })
}

fn candidate(entry: Entry) -> Candidate {
    let mut annotations = entry.annotations.unwrap_or_default();
    Candidate {
        digest: entry.digest.parse().ok(),
        image: entry.digest,
        references: annotations.remove(REFERENCE).into_iter().collect(),
        names: annotations.remove(NAME).into_iter().collect(),
    }
}
