//! Single manifests: an image for one platform, or an artifact that is no image.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::{Blob, Format, Image, Saved, digest, set, set_in};

/// A manifest in the making. It starts minimal and valid; each call adds the one thing that a test is about.
#[derive(Debug, Clone)]
pub struct Manifest {
    format: Format,
    config: Value,
    layers: Vec<Layer>,
    annotations: Vec<(String, String)>,
    artifact_type: Option<String>,
}

#[derive(Debug, Clone)]
enum Layer {
    /// A file of this name with this text.
    File(&'static str, String),
    /// A base layer of Windows, of which the manifest has but the URL.
    Foreign(String),
    /// What an artifact carries.
    Payload(Blob),
}

impl Manifest {
    /// An OCI image for Windows on amd64 with this `os.version`.
    #[must_use]
    pub fn windows(os_version: &str) -> Self {
        let manifest = Self::image_for("windows", &format!("Windows {os_version}"));
        manifest.config_field("os.version", json!(os_version))
    }

    /// An OCI image for Linux on amd64.
    #[must_use]
    pub fn linux() -> Self {
        Self::image_for("linux", "Linux")
    }

    /// An artifact of this type that is no image: its configuration is the empty one, its only layer these bytes.
    #[must_use]
    pub fn artifact(artifact_type: &str, payload: &[u8]) -> Self {
        Self {
            format: Format::Oci,
            config: json!({}),
            layers: vec![Layer::Payload(Blob::new(artifact_type, payload.to_vec()))],
            annotations: Vec::new(),
            artifact_type: Some(artifact_type.to_owned()),
        }
    }

    fn image_for(os: &str, text: &str) -> Self {
        Self {
            format: Format::Oci,
            config: json!({"architecture": "amd64", "os": os, "created": "2024-01-09T00:00:00Z", "config": {}}),
            layers: vec![Layer::File("made-for.txt", text.to_owned())],
            annotations: Vec::new(),
            artifact_type: None,
        }
    }

    /// As Docker's schema 2.
    #[must_use]
    pub fn docker(mut self) -> Self {
        self.format = Format::Docker;
        self
    }

    /// For another architecture, e.g. `arm64`.
    #[must_use]
    pub fn architecture(self, architecture: &str) -> Self {
        self.config_field("architecture", json!(architecture))
    }

    /// For a variant of the architecture, e.g. `v8`.
    #[must_use]
    pub fn variant(self, variant: &str) -> Self {
        self.config_field("variant", json!(variant))
    }

    /// With these `os.features`, e.g. `win32k`.
    #[must_use]
    pub fn os_features(self, features: &[&str]) -> Self {
        self.config_field("os.features", json!(features))
    }

    /// With a label in its configuration.
    #[must_use]
    pub fn label(mut self, key: &str, value: &str) -> Self {
        let config = self.config.pointer_mut("/config").expect("an image has a configuration");
        set_in(config, "Labels", key, json!(value));
        self
    }

    /// With an annotation in its manifest.
    #[must_use]
    pub fn annotation(mut self, key: &str, value: &str) -> Self {
        self.annotations.push((key.to_owned(), value.to_owned()));
        self
    }

    /// With a further layer that holds a file with this text.
    #[must_use]
    pub fn layer(mut self, text: &str) -> Self {
        self.layers.push(Layer::File("more.txt", text.to_owned()));
        self
    }

    /// With a base layer that is to be had at this URL only, as those of older Windows images.
    #[must_use]
    pub fn foreign_layer(mut self, url: &str) -> Self {
        self.layers.insert(0, Layer::Foreign(url.to_owned()));
        self
    }

    /// Without `os.version` in its configuration.
    #[must_use]
    pub fn without_os_version(mut self) -> Self {
        self.config.as_object_mut().expect("it is made as an object").remove("os.version");
        self
    }

    /// With this in its configuration, valid or not.
    #[must_use]
    pub fn config_field(mut self, key: &str, value: Value) -> Self {
        set(&mut self.config, key, value);
        self
    }

    /// The image with its bytes.
    #[must_use]
    pub fn image(mut self) -> Image {
        let layers: Vec<Packed> = self.layers.iter().map(|layer| layer.pack(self.format)).collect();
        if self.artifact_type.is_none() {
            let ids: Vec<&str> = layers.iter().map(|layer| layer.diff_id.as_str()).collect();
            set(&mut self.config, "rootfs", json!({"type": "layers", "diff_ids": ids}));
        }
        let config = Blob::json(self.config_type(), &self.config);
        let root = Blob::json(self.format.manifest(), &self.document(&config, &layers));
        let (mut blobs, mut tars) = (vec![config.clone()], Vec::new());
        for layer in layers {
            blobs.extend(layer.blob);
            tars.extend(layer.tar);
        }
        let saved = Some(Saved { config, layers: tars });
        Image { root, children: Vec::new(), blobs, platform: self.platform(), saved }
    }

    fn document(&self, config: &Blob, layers: &[Packed]) -> Value {
        let layers: Vec<&Value> = layers.iter().map(|layer| &layer.descriptor).collect();
        let mut document = json!({
            "schemaVersion": 2,
            "mediaType": self.format.manifest(),
            "config": config.descriptor(),
            "layers": layers,
        });
        if let Some(artifact_type) = &self.artifact_type {
            set(&mut document, "artifactType", json!(artifact_type));
        }
        for (key, value) in &self.annotations {
            set_in(&mut document, "annotations", key, json!(value));
        }
        document
    }

    fn config_type(&self) -> &'static str {
        match (self.format, &self.artifact_type) {
            (_, Some(_)) => "application/vnd.oci.empty.v1+json",
            (Format::Oci, None) => "application/vnd.oci.image.config.v1+json",
            (Format::Docker, None) => "application/vnd.docker.container.image.v1+json",
        }
    }

    /// What an index says of it.
    fn platform(&self) -> Option<Value> {
        if self.artifact_type.is_some() {
            return None;
        }
        let mut platform = json!({});
        for key in ["architecture", "os", "os.version", "os.features", "variant"] {
            if let Some(value) = self.config.get(key) {
                set(&mut platform, key, value.clone());
            }
        }
        Some(platform)
    }
}

/// A layer as it is stored.
struct Packed {
    descriptor: Value,
    diff_id: String,
    blob: Option<Blob>,
    tar: Option<Vec<u8>>,
}

impl Layer {
    fn pack(&self, format: Format) -> Packed {
        match self {
            Self::File(name, text) => {
                let tar = tar_of(name, text);
                let blob = Blob::new(format.layer(), gzip(&tar));
                Packed {
                    descriptor: blob.descriptor(),
                    diff_id: digest(&tar),
                    blob: Some(blob),
                    tar: Some(tar),
                }
            }
            Self::Foreign(url) => {
                let digest = digest(url.as_bytes());
                let descriptor = json!({
                    "mediaType": format.foreign_layer(), "digest": digest, "size": 1_500_000_000_u64, "urls": [url],
                });
                Packed { descriptor, diff_id: digest, blob: None, tar: None }
            }
            Self::Payload(blob) => Packed {
                descriptor: blob.descriptor(),
                diff_id: blob.digest.clone(),
                blob: Some(blob.clone()),
                tar: None,
            },
        }
    }
}

impl Format {
    fn manifest(self) -> &'static str {
        match self {
            Self::Oci => "application/vnd.oci.image.manifest.v1+json",
            Self::Docker => "application/vnd.docker.distribution.manifest.v2+json",
        }
    }

    fn layer(self) -> &'static str {
        match self {
            Self::Oci => "application/vnd.oci.image.layer.v1.tar+gzip",
            Self::Docker => "application/vnd.docker.image.rootfs.diff.tar.gzip",
        }
    }

    fn foreign_layer(self) -> &'static str {
        match self {
            Self::Oci => "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
            Self::Docker => "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
        }
    }
}

/// An archive of one file, the same bytes each time.
fn tar_of(name: &str, text: &str) -> Vec<u8> {
    let mut header = tar::Header::new_gnu();
    header.set_size(text.len() as u64);
    header.set_mode(0o644);
    let mut archive = tar::Builder::new(Vec::new());
    archive.append_data(&mut header, name, text.as_bytes()).expect("memory takes what is written");
    archive.into_inner().expect("memory takes what is written")
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes what is written");
    encoder.finish().expect("memory takes what is written")
}
