//! A cache in a folder of its own, and a look at the files in it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tempfile::TempDir;
use winfit_compat::reference::Reference;
use winfit_images::{Cache, CacheSettings, Digest};

pub(crate) const HOUR: Duration = Duration::from_secs(60 * 60);
pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder that goes away, with a cache in it.
pub(crate) struct Fixture {
    pub(crate) parent: TempDir,
    pub(crate) settings: CacheSettings,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let parent = tempfile::tempdir().unwrap();
        let settings = CacheSettings::in_folder(parent.path().join("cache"));
        Self { parent, settings }
    }

    pub(crate) fn limited(limit: u64) -> Self {
        let mut fixture = Self::new();
        fixture.settings.limit = limit;
        fixture
    }

    /// Another value each time, as another process would have.
    pub(crate) fn cache(&self) -> Cache {
        Cache::new(self.settings.clone())
    }

    /// All files below a folder of the cache, sorted.
    pub(crate) fn files(&self, below: &str) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.settings.folder.join(below)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let entry = entry.unwrap();
                let is_folder = entry.file_type().unwrap().is_dir();
                if is_folder { &mut folders } else { &mut files }.push(entry.path());
            }
        }
        files.sort();
        files
    }

    /// The only file below a folder of the cache.
    #[track_caller]
    pub(crate) fn file(&self, below: &str) -> PathBuf {
        let [file] = <[PathBuf; 1]>::try_from(self.files(below)).unwrap();
        file
    }
}

pub(crate) fn reference(text: &str) -> Reference {
    text.parse().unwrap()
}

/// A document of this many bytes, told apart by its first.
pub(crate) fn document(seed: u8, length: usize) -> (Digest, Bytes) {
    let mut bytes = vec![b' '; length];
    bytes[0] = seed;
    (Digest::of(&bytes), Bytes::from(bytes))
}

/// Makes a file look as if it had last been used so long ago.
pub(crate) fn age(file: &Path, by: Duration) {
    set_used(file, SystemTime::now() - by);
}

pub(crate) fn set_used(file: &Path, time: SystemTime) {
    File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
}

pub(crate) fn used(file: &Path) -> SystemTime {
    fs::metadata(file).unwrap().modified().unwrap()
}
