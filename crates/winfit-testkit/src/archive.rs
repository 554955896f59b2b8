//! Images in files: OCI layouts, OCI archives, and what `docker save` writes.
//!
//! An archive is a list of named entries until it is written, so that a test can take one away, spoil it or reorder them.

use std::fs;
use std::path::Path;

use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::{Value, json};

use crate::Image;
use crate::image::{Saved, gzip};

/// The entries of an archive, in order.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    entries: Vec<(String, Vec<u8>)>,
}

impl Archive {
    /// An OCI layout with these images, each under a name or none. What describes them comes after the blobs, as in the
    /// archives of skopeo and podman.
    #[must_use]
    pub fn oci(images: &[(Option<&str>, &Image)]) -> Self {
        let mut archive = Self::default();
        let mut manifests = Vec::new();
        for (name, image) in images {
            archive.blobs_of(image);
            let mut entry = image.descriptor();
            if let (Some(name), Some(entry)) = (name, entry.as_object_mut()) {
                entry.insert("annotations".to_owned(), json!({"org.opencontainers.image.ref.name": name}));
            }
            manifests.push(entry);
        }
        archive.index(&manifests);
        archive
    }

    /// What `docker save` of Docker 24 and older writes of these single manifests, each with its names (`app:1`).
    ///
    /// # Panics
    ///
    /// When one of them is an index, which such archives cannot hold.
    #[must_use]
    pub fn docker(images: &[(&[&str], &Image)]) -> Self {
        let mut archive = Self::default();
        let mut manifests = Vec::new();
        for (names, image) in images {
            let Saved { config, layers } = saved(image);
            let mut paths = Vec::new();
            for (number, layer) in layers.iter().enumerate() {
                let path = format!(
                    "{}/layer.tar",
                    hex(&crate::image::digest(&[layer.as_slice(), &[number as u8]].concat()))
                );
                archive.put(&path, layer.clone());
                paths.push(path);
            }
            let path = format!("{}.json", hex(&config.digest));
            archive.put(&path, config.bytes.clone());
            manifests.push(json!({"Config": path, "RepoTags": names, "Layers": paths}));
        }
        archive.put("manifest.json", json!(manifests).to_string());
        archive
    }

    /// What `docker save` of Docker 25 and newer writes: an OCI layout and the older `manifest.json` in one.
    ///
    /// # Panics
    ///
    /// When one of them is an index.
    #[must_use]
    pub fn docker_25(images: &[(&[&str], &Image)]) -> Self {
        let mut archive = Self::default();
        let (mut entries, mut manifests) = (Vec::new(), Vec::new());
        for (names, image) in images {
            archive.blobs_of(image);
            let blob = |digest: &str| format!("blobs/sha256/{}", hex(digest));
            let saved = saved(image);
            let layers: Vec<String> = saved
                .layers
                .iter()
                .map(|layer| {
                    // Docker stores layers as they are in its own store, without compression.
                    let path = blob(&crate::image::digest(layer));
                    archive.put(&path, layer.clone());
                    path
                })
                .collect();
            manifests
                .push(json!({"Config": blob(&saved.config.digest), "RepoTags": names, "Layers": layers}));
            entries.push(image.descriptor());
        }
        archive.index(&entries);
        archive.put("manifest.json", json!(manifests).to_string());
        archive
    }

    /// Adds an entry, or replaces the one of this path where it stands.
    pub fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        match self.entries.iter_mut().find(|(name, _)| name == path) {
            Some((_, old)) => *old = bytes.into(),
            None => self.entries.push((path.to_owned(), bytes.into())),
        }
    }

    /// With this entry added or replaced.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.put(path, bytes);
        self
    }

    /// Without the entry of this path.
    #[must_use]
    pub fn without(mut self, path: &str) -> Self {
        self.entries.retain(|(name, _)| name != path);
        self
    }

    /// With its entries the other way round.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.entries.reverse();
        self
    }

    /// The paths and bytes of its entries.
    #[must_use]
    pub fn entries(&self) -> &[(String, Vec<u8>)] {
        &self.entries
    }

    /// As a tar archive.
    #[must_use]
    pub fn tar(&self) -> Vec<u8> {
        let mut archive = tar::Builder::new(Vec::new());
        for (path, bytes) in &self.entries {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o644);
            archive.append_data(&mut header, path, bytes.as_slice()).expect("memory takes what is written");
        }
        archive.into_inner().expect("memory takes what is written")
    }

    /// As a tar archive, compressed by gzip.
    #[must_use]
    pub fn tar_gz(&self) -> Vec<u8> {
        gzip(&self.tar())
    }

    /// As a tar archive, compressed by zstd.
    #[must_use]
    pub fn tar_zst(&self) -> Vec<u8> {
        compress_to_vec(self.tar().as_slice(), CompressionLevel::Fastest)
    }

    /// Writes its entries as files into this folder.
    ///
    /// # Panics
    ///
    /// When the folder cannot be written to.
    pub fn unpack(&self, folder: &Path) {
        for (path, bytes) in &self.entries {
            let path = folder.join(path);
            let written =
                fs::create_dir_all(path.parent().unwrap_or(folder)).and_then(|()| fs::write(&path, bytes));
            written.unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
        }
    }

    fn blobs_of(&mut self, image: &Image) {
        for blob in image.blobs().iter().chain(image.documents()) {
            self.put(&format!("blobs/sha256/{}", hex(&blob.digest)), blob.bytes.clone());
        }
    }

    fn index(&mut self, manifests: &[Value]) {
        let media_type = "application/vnd.oci.image.index.v1+json";
        let index = json!({"schemaVersion": 2, "mediaType": media_type, "manifests": manifests});
        self.put("index.json", index.to_string());
        self.put("oci-layout", r#"{"imageLayoutVersion":"1.0.0"}"#);
    }
}

fn saved(image: &Image) -> &Saved {
    image.saved().unwrap_or_else(|| {
        panic!("an archive of docker save holds single manifests, and {} is an index", image.digest())
    })
}

fn hex(digest: &str) -> &str {
    digest.strip_prefix("sha256:").unwrap_or(digest)
}
