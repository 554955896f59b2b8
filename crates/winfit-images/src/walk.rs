//! From the document that a name stands for to the platforms: which further documents to read, and no more of them.

use std::future::Future;

use bytes::Bytes;
use winfit_compat::Provenance;

use crate::{Digest, ImageError, PlatformFacts, Skipped};

/// What gives documents by digest. What it gives has that digest: whoever implements this has verified it.
pub(crate) trait Store: Sync {
    /// A manifest or index.
    fn manifest(&self, digest: &Digest) -> impl Future<Output = Result<Bytes, ImageError>> + Send;

    /// An image configuration.
    fn config(&self, digest: &Digest) -> impl Future<Output = Result<Bytes, ImageError>> + Send;
}

/// What an image consists of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Contents {
    /// Its platforms, in list order.
    pub(crate) platforms: Vec<PlatformFacts>,
    /// What else its index lists.
    pub(crate) skipped: Vec<Skipped>,
}

/// Reads the platforms of the image whose index or manifest is `root`.
pub(crate) async fn contents<S: Store>(
    store: &S,
    digest: Option<&Digest>,
    root: &[u8],
    provenance: Provenance,
) -> Result<Contents, ImageError> {
    let _ = (store, digest, root, provenance);
    Ok(Contents::default())
}
