//! Images with all their bytes: small, but real down to the digests.

mod index;
mod manifest;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

pub use index::{Entry, Index};
pub use manifest::Manifest;
pub(crate) use manifest::gzip;

/// A document or a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its media type.
    pub media_type: String,
    /// `sha256:` and 64 lower-case hexadecimal digits, of the bytes.
    pub digest: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// An image: an index or a single manifest, and everything that it refers to.
#[derive(Debug, Clone)]
pub struct Image {
    root: Blob,
    /// Manifests and indexes below the root, those that are referred to before those that refer.
    children: Vec<Blob>,
    blobs: Vec<Blob>,
    /// As an index states it; an index has none itself.
    platform: Option<Value>,
    /// What `docker save` writes of a single manifest.
    saved: Option<Saved>,
}

/// A single manifest's configuration, and its layers without compression.
#[derive(Debug, Clone)]
pub(crate) struct Saved {
    pub(crate) config: Blob,
    pub(crate) layers: Vec<Vec<u8>>,
}

/// The family of media types that an image is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Oci,
    Docker,
}

impl Image {
    /// The digest of its index or single manifest.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.root.digest
    }

    /// The media type of its index or single manifest.
    #[must_use]
    pub fn media_type(&self) -> &str {
        &self.root.media_type
    }

    /// The bytes of its index or single manifest.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.root.bytes
    }

    /// Manifests and indexes, those that are referred to before those that refer; the last one is the image's own.
    pub fn documents(&self) -> impl Iterator<Item = &Blob> {
        self.children.iter().chain([&self.root])
    }

    /// Configurations and layers; foreign layers are nobody's here.
    #[must_use]
    pub fn blobs(&self) -> &[Blob] {
        &self.blobs
    }

    /// What a descriptor says of it.
    #[must_use]
    pub fn descriptor(&self) -> Value {
        self.root.descriptor()
    }

    pub(crate) fn saved(&self) -> Option<&Saved> {
        self.saved.as_ref()
    }
}

impl Blob {
    /// With the digest that the bytes have.
    #[must_use]
    pub fn new(media_type: &str, bytes: Vec<u8>) -> Self {
        Self { media_type: media_type.to_owned(), digest: digest(&bytes), bytes }
    }

    /// What a descriptor says of it.
    #[must_use]
    pub fn descriptor(&self) -> Value {
        serde_json::json!({"mediaType": self.media_type, "digest": self.digest, "size": self.bytes.len()})
    }

    fn json(media_type: &str, value: &Value) -> Self {
        Self::new(media_type, serde_json::to_vec_pretty(value).expect("a value is JSON"))
    }
}

/// `sha256:` and the digest of the bytes in hexadecimal.
#[must_use]
pub(crate) fn digest(bytes: &[u8]) -> String {
    let hex: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// Sets a key of a JSON object that was made here.
fn set(object: &mut Value, key: &str, value: Value) {
    object.as_object_mut().expect("it is made as an object").insert(key.to_owned(), value);
}

/// Sets a key of the object under a key of a JSON object, both made where they are missing.
fn set_in(object: &mut Value, outer: &str, key: &str, value: Value) {
    let map = object.as_object_mut().expect("it is made as an object");
    set(map.entry(outer).or_insert_with(|| serde_json::json!({})), key, value);
}
