//! Layouts and archives made by hand, for what no tool writes: each starts sound, and a test changes one thing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use winfit_testkit::{Image, Manifest, fixtures};

/// A layout as its files: path and content.
#[derive(Clone)]
pub(crate) struct Layout {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    entries: Vec<Value>,
}

impl Layout {
    pub(crate) fn new() -> Self {
        let marker = br#"{"imageLayoutVersion": "1.0.0"}"#.to_vec();
        let files = BTreeMap::from([("oci-layout".to_owned(), marker)]);
        Self { files, entries: Vec::new() }.indexed()
    }

    /// With this image under these annotations.
    pub(crate) fn with(mut self, image: &Image, annotations: Value) -> Self {
        for blob in image.documents().chain(image.blobs()) {
            self.files.insert(path_of(&blob.digest), blob.bytes.clone());
        }
        let mut entry = image.descriptor();
        entry["annotations"] = annotations;
        self.entries.push(entry);
        self.indexed()
    }

    /// With this image under this name.
    pub(crate) fn named(self, name: &str, image: &Image) -> Self {
        self.with(image, json!({"org.opencontainers.image.ref.name": name}))
    }

    pub(crate) fn file(mut self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.files.insert(path.to_owned(), content.as_ref().to_vec());
        self
    }

    pub(crate) fn without(mut self, path: &str) -> Self {
        self.files.remove(path).unwrap();
        self
    }

    fn indexed(self) -> Self {
        let index = json!({"schemaVersion": 2, "manifests": self.entries});
        self.file("index.json", index.to_string())
    }

    pub(crate) fn write(&self, folder: &Path) {
        for (path, content) in &self.files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
    }

    /// As a tar archive.
    pub(crate) fn tar(&self) -> Vec<u8> {
        let mut tar = Tar::new();
        for (path, content) in &self.files {
            tar = tar.file(path, content);
        }
        tar.end()
    }
}

/// Where a layout has a blob.
pub(crate) fn path_of(digest: &str) -> String {
    format!("blobs/{}", digest.replace(':', "/"))
}

/// One image for Windows Server 2022, under the name `app`.
pub(crate) fn one() -> Layout {
    Layout::new().named("app", &fixtures::single())
}

/// Two images, `old` and `new`, for 2019 and 2022.
pub(crate) fn two() -> Layout {
    let old = Manifest::windows(fixtures::SERVER_2019).image();
    Layout::new().named("old", &old).named("new", &fixtures::single())
}

/// A tar archive in the making, entry by entry, in order.
pub(crate) struct Tar(tar::Builder<Vec<u8>>);

impl Tar {
    pub(crate) fn new() -> Self {
        Self(tar::Builder::new(Vec::new()))
    }

    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let content = content.as_ref();
        self.entry(tar::EntryType::Regular, path, None, content.len() as u64, content)
    }

    pub(crate) fn link(self, kind: tar::EntryType, path: &str, target: &str) -> Self {
        self.entry(kind, path, Some(target), 0, b"")
    }

    /// An entry whose header may lie about its size.
    pub(crate) fn entry(
        mut self,
        kind: tar::EntryType,
        path: &str,
        target: Option<&str>,
        size: u64,
        content: &[u8],
    ) -> Self {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_mode(0o644);
        header.set_size(size);
        // Not through `set_path`, which refuses what archives from elsewhere may have.
        header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
        if let Some(target) = target {
            header.as_old_mut().linkname[..target.len()].copy_from_slice(target.as_bytes());
        }
        header.set_cksum();
        self.0.append(&header, content).unwrap();
        self
    }

    /// Without the blocks that end an archive.
    pub(crate) fn unfinished(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner().unwrap();
        bytes.truncate(bytes.len() - 1024);
        bytes
    }

    pub(crate) fn end(self) -> Vec<u8> {
        self.0.into_inner().unwrap()
    }
}

/// What `docker save` wrote before it wrote layouts: the configurations by name, and `manifest.json`.
pub(crate) fn docker_archive(images: &[(&[&str], &Image)]) -> Tar {
    let (mut tar, mut list) = (Tar::new(), Vec::new());
    for (tags, image) in images {
        let config = &image.blobs()[0];
        let path = format!("{}.json", config.digest.replace("sha256:", ""));
        list.push(json!({"Config": path, "RepoTags": tags, "Layers": ["layer.tar"]}));
        tar = tar.file(&path, &config.bytes);
    }
    tar.file("layer.tar", [1; 2000]).file("manifest.json", Value::from(list).to_string())
}
