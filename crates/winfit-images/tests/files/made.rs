//! Layouts and archives that tests start from, and tar archives entry by entry, for what no tool writes.

use serde_json::{Value, json};
use winfit_testkit::{Archive, Image, Manifest, fixtures};

/// Where a layout has a blob.
pub(crate) fn path_of(digest: &str) -> String {
    format!("blobs/{}", digest.replace(':', "/"))
}

/// One image for Windows Server 2022, under the name `app`.
pub(crate) fn one() -> Archive {
    Archive::oci(&[(Some("app"), &fixtures::single())])
}

/// Two images, `old` and `new`, for 2019 and 2022.
pub(crate) fn two() -> Archive {
    Archive::oci(&[(Some("old"), &server_2019()), (Some("new"), &fixtures::single())])
}

/// A layout whose index has these annotations of each image.
pub(crate) fn annotated(images: &[(&Image, Value)]) -> Archive {
    let entries: Vec<Value> = images
        .iter()
        .map(|(image, annotations)| {
            let mut entry = image.descriptor();
            entry["annotations"] = annotations.clone();
            entry
        })
        .collect();
    let plain: Vec<_> = images.iter().map(|(image, _)| (None, *image)).collect();
    Archive::oci(&plain).with("index.json", json!({"manifests": entries}).to_string())
}

pub(crate) fn server_2019() -> Image {
    Manifest::windows(fixtures::SERVER_2019).image()
}

/// The content of an entry.
pub(crate) fn content(archive: &Archive, path: &str) -> Vec<u8> {
    archive.entries().iter().find(|(name, _)| name == path).unwrap().1.clone()
}

/// The archive without the blocks that end it.
pub(crate) fn unfinished(mut tar: Vec<u8>) -> Vec<u8> {
    tar.truncate(tar.len() - 1024);
    tar
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

    pub(crate) fn end(self) -> Vec<u8> {
        self.0.into_inner().unwrap()
    }
}
