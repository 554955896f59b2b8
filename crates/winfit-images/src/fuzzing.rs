//! What fuzz targets call that is no part of the library's interface: the walk through an image's documents, which every
//! other way in guards by digests that no fuzzer guesses.

use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use futures_util::FutureExt;
use winfit_compat::{ImageOsVersion, Os, Provenance};

use crate::manifest::ManifestError;
use crate::walk::{DOCUMENTS, Store, contents};
use crate::{Digest, ImageError, PlatformFacts};

/// Reads an image whose documents are separated by zero bytes: first the one that the name stands for, then those that are
/// asked for, in this order, whatever digest they are asked for by.
///
/// # Panics
///
/// What is promised of every image does not hold: that few documents are asked for, that nothing is waited for, that an
/// error can be printed, that there are platforms, and that an OS version is that of a Windows which says so.
pub fn manifest(documents: &[u8]) {
    let mut documents = documents.split(|byte| *byte == 0).map(Bytes::copy_from_slice);
    let root = documents.next().unwrap_or_default();
    let store = InOrder { documents: documents.collect(), asked: AtomicUsize::new(0) };
    let result = contents(&store, None, &root, Provenance::Registry).now_or_never();
    assert!(store.asked.into_inner() <= DOCUMENTS, "too many documents were asked for");
    match result {
        Some(Ok(contents)) => {
            assert!(!contents.platforms.is_empty(), "an image without platforms is an error");
            assert!(contents.platforms.iter().all(is_sound), "{contents:?}");
        }
        Some(Err(error)) => assert!(!error.to_string().chars().any(char::is_control), "{error:?}"),
        None => assert!(result.is_some(), "it waits for something, though all documents are at hand"),
    }
}

fn is_sound(platform: &PlatformFacts) -> bool {
    let may_be_windows = platform.os.is_empty() || platform.platform.os == Some(Os::Windows);
    match platform.platform.os_version {
        ImageOsVersion::Known(_) | ImageOsVersion::Unlisted(_) => {
            may_be_windows && platform.os_version.is_some()
        }
        ImageOsVersion::Absent | ImageOsVersion::Unknown => true,
    }
}

struct InOrder {
    documents: Vec<Bytes>,
    asked: AtomicUsize,
}

impl Store for InOrder {
    async fn manifest(&self, _: &Digest) -> Result<Bytes, ImageError> {
        let next = self.documents.get(self.asked.fetch_add(1, Ordering::Relaxed));
        next.cloned().ok_or_else(|| ManifestError::Empty { what: "manifest" }.into())
    }

    async fn config(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        self.manifest(digest).await
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;

    use crate::manifest::tests::any_json;

    #[test]
    fn what_is_promised_holds_for_every_seed() {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/manifest");
        let seeds: Vec<_> = fs::read_dir(seeds).unwrap().map(|seed| seed.unwrap().path()).collect();
        assert!(!seeds.is_empty());
        for seed in seeds {
            super::manifest(&fs::read(seed).unwrap());
        }
    }

    proptest! {
        #[test]
        fn what_is_promised_holds_for_any_documents(documents in prop::collection::vec(any_json(), 1..6)) {
            let documents: Vec<_> = documents.iter().map(|it| serde_json::to_vec(it).unwrap()).collect();
            super::manifest(&documents.join(&0));
        }
    }
}
