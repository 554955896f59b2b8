//! What fuzz targets call: parsers that are not public, behind one function each. No part of the library's interface.

use std::sync::Mutex;

use bytes::Bytes;
use futures_util::FutureExt;
use winfit_compat::{ImageOsVersion, Os, Provenance};

use crate::manifest::ManifestError;
use crate::walk::{Contents, DOCUMENTS, Store, contents};
use crate::{Digest, ImageError};

/// Reads an image whose documents are separated by zero bytes: first the one that the name stands for, then those that are
/// asked for, in this order, whatever digest they are asked for by.
///
/// # Panics
///
/// What is promised of every image does not hold.
pub fn manifest(documents: &[u8]) {
    let mut documents = documents.split(|byte| *byte == 0).map(Bytes::copy_from_slice);
    let Some(root) = documents.next() else { return };
    let store =
        InOrder { documents: Mutex::new(documents.collect::<Vec<_>>().into_iter()), ..InOrder::default() };
    let result = contents(&store, None, &root, Provenance::Registry).now_or_never();
    let asked = store.asked.into_inner().unwrap_or_default();
    assert!(asked <= DOCUMENTS, "{asked} documents were asked for");
    match result {
        Some(Ok(contents)) => check(&contents),
        Some(Err(error)) => assert!(!error.to_string().chars().any(char::is_control), "{error:?}"),
        None => assert!(result.is_some(), "it waits for something, though all documents are at hand"),
    }
}

fn check(contents: &Contents) {
    assert!(!contents.platforms.is_empty(), "an image without platforms is an error");
    for platform in &contents.platforms {
        let version = platform.platform.os_version;
        let is_known = matches!(version, ImageOsVersion::Known(_));
        let may_be_windows = platform.os.is_empty() || platform.platform.os == Some(Os::Windows);
        assert!(may_be_windows || !is_known, "{platform:?}");
        assert!(!is_known || platform.os_version.is_some(), "{platform:?}");
    }
}

#[derive(Debug, Default)]
struct InOrder {
    documents: Mutex<std::vec::IntoIter<Bytes>>,
    asked: Mutex<usize>,
}

impl InOrder {
    fn next(&self) -> Result<Bytes, ImageError> {
        if let Ok(mut asked) = self.asked.lock() {
            *asked += 1;
        }
        let next = self.documents.lock().ok().and_then(|mut documents| documents.next());
        next.ok_or_else(|| ManifestError::Empty { what: "manifest" }.into())
    }
}

impl Store for InOrder {
    async fn manifest(&self, _: &Digest) -> Result<Bytes, ImageError> {
        self.next()
    }

    async fn config(&self, _: &Digest) -> Result<Bytes, ImageError> {
        self.next()
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
