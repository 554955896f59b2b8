//! Indexes: several manifests under one name, each with the platform that it is for, or without saying so.

use serde_json::{Value, json};

use super::{Blob, Format, Image, Manifest, set, set_in};

/// An index in the making.
#[derive(Debug, Clone)]
pub struct Index {
    format: Format,
    entries: Vec<Entry>,
    annotations: Vec<(String, String)>,
}

/// An entry of an index: an image, and what the index says of it.
#[derive(Debug, Clone)]
pub struct Entry {
    image: Image,
    descriptor: Value,
}

impl Index {
    /// An OCI index.
    #[must_use]
    pub fn oci() -> Self {
        Self { format: Format::Oci, entries: Vec::new(), annotations: Vec::new() }
    }

    /// A Docker manifest list.
    #[must_use]
    pub fn docker() -> Self {
        Self { format: Format::Docker, ..Self::oci() }
    }

    /// With this image, and its platform as its configuration states it. An index nests without any.
    #[must_use]
    pub fn with(self, image: &Image) -> Self {
        self.entry(Entry::of(image))
    }

    /// With this entry.
    #[must_use]
    pub fn entry(mut self, entry: Entry) -> Self {
        self.entries.push(entry);
        self
    }

    /// With this annotation.
    #[must_use]
    pub fn annotation(mut self, key: &str, value: &str) -> Self {
        self.annotations.push((key.to_owned(), value.to_owned()));
        self
    }

    /// The image with its bytes.
    #[must_use]
    pub fn image(self) -> Image {
        let media_type = match self.format {
            Format::Oci => "application/vnd.oci.image.index.v1+json",
            Format::Docker => "application/vnd.docker.distribution.manifest.list.v2+json",
        };
        let entries: Vec<&Value> = self.entries.iter().map(|entry| &entry.descriptor).collect();
        let mut document = json!({"schemaVersion": 2, "mediaType": media_type, "manifests": entries});
        for (key, value) in &self.annotations {
            set_in(&mut document, "annotations", key, json!(value));
        }
        let root = Blob::json(media_type, &document);
        let (mut children, mut blobs) = (Vec::new(), Vec::new());
        for entry in self.entries {
            children.extend(entry.image.children);
            children.push(entry.image.root);
            blobs.extend(entry.image.blobs);
        }
        Image { root, children: distinct(children), blobs: distinct(blobs), platform: None, saved: None }
    }
}

impl Entry {
    /// The image with its platform, where it has one.
    #[must_use]
    pub fn of(image: &Image) -> Self {
        let mut descriptor = image.descriptor();
        if let Some(platform) = &image.platform {
            set(&mut descriptor, "platform", platform.clone());
        }
        Self { image: image.clone(), descriptor }
    }

    /// What `BuildKit` adds beside an image: an attestation, for the platform `unknown/unknown`.
    #[must_use]
    pub fn attestation_of(image: &Image) -> Self {
        let statement = Manifest::artifact("application/vnd.in-toto+json", image.digest().as_bytes()).image();
        Self::of(&statement)
            .platform(json!({"architecture": "unknown", "os": "unknown"}))
            .annotation("vnd.docker.reference.type", "attestation-manifest")
            .annotation("vnd.docker.reference.digest", image.digest())
    }

    /// An artifact of this type.
    #[must_use]
    pub fn artifact(artifact_type: &str) -> Self {
        let image = Manifest::artifact(artifact_type, artifact_type.as_bytes()).image();
        Self::of(&image).field("artifactType", json!(artifact_type))
    }

    /// Without a platform.
    #[must_use]
    pub fn without_platform(mut self) -> Self {
        self.descriptor.as_object_mut().expect("it is made as an object").remove("platform");
        self
    }

    /// Without `os.version` in its platform.
    #[must_use]
    pub fn without_os_version(mut self) -> Self {
        if let Some(platform) = self.descriptor.get_mut("platform").and_then(Value::as_object_mut) {
            platform.remove("os.version");
        }
        self
    }

    /// With this `os.version`, whatever the image itself says.
    #[must_use]
    pub fn os_version(mut self, os_version: &str) -> Self {
        set_in(&mut self.descriptor, "platform", "os.version", json!(os_version));
        self
    }

    /// With this platform, valid or not.
    #[must_use]
    pub fn platform(self, platform: Value) -> Self {
        self.field("platform", platform)
    }

    /// With this annotation.
    #[must_use]
    pub fn annotation(mut self, key: &str, value: &str) -> Self {
        set_in(&mut self.descriptor, "annotations", key, json!(value));
        self
    }

    /// With this in its descriptor, valid or not.
    #[must_use]
    pub fn field(mut self, key: &str, value: Value) -> Self {
        set(&mut self.descriptor, key, value);
        self
    }
}

/// Each blob once, where it stood first.
fn distinct(blobs: Vec<Blob>) -> Vec<Blob> {
    let mut seen = std::collections::HashSet::new();
    blobs.into_iter().filter(|blob| seen.insert(blob.digest.clone())).collect()
}
