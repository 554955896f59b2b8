//! From the document that a name stands for to the platforms: which further documents to read, and no more of them.
//!
//! An index usually says all that a host looks at. Only entries for Windows without a sound `os.version`, and entries
//! without a platform, are followed to their manifests and configurations.

mod platform;

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use futures_util::stream::{self, StreamExt};
use winfit_compat::Provenance;

use crate::manifest::{Config, Document, ENTRIES, Entry, EntryKind, Index, Manifest, ManifestError};
use crate::{Digest, ImageError, PlatformFacts, Skipped, SkippedKind};
pub(crate) use platform::{BASE_LAYERS, Told, architecture, os};

/// Documents that are read for one image besides the one that its name stands for.
pub(crate) const DOCUMENTS: usize = 64;
/// How deep indexes are followed into indexes.
const DEPTH: usize = 2;
/// Entries of one index that are read at a time.
const AT_A_TIME: usize = 8;

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
///
/// An entry whose documents cannot be read is a platform with a problem.
///
/// # Errors
///
/// `root` is no image, no platform of it could be read, or reading them all would take too many documents.
pub(crate) async fn contents<S: Store>(
    store: &S,
    digest: Option<&Digest>,
    root: &[u8],
    provenance: Provenance,
) -> Result<Contents, ImageError> {
    let walk = Walk { store, provenance, reads: AtomicUsize::new(0), entries: AtomicUsize::new(0) };
    let found = match Document::parse(root)? {
        Document::Manifest(manifest) => vec![walk.image(digest, &manifest, Told::default()).await?],
        Document::Index(index) => walk.index(index, 0).await?,
    };
    walk.check_limits()?;
    sorted_out(found)
}

/// What came of an entry.
enum Found {
    Platform(PlatformFacts),
    Skipped(Skipped),
    /// A platform as far as its entry tells, and why no more is known.
    Unread(PlatformFacts, ImageError),
}

fn sorted_out(found: Vec<Found>) -> Result<Contents, ImageError> {
    let mut contents = Contents::default();
    let mut first_error = None;
    let mut any_read = false;
    for found in found {
        match found {
            Found::Platform(platform) => {
                any_read = true;
                contents.platforms.push(platform);
            }
            Found::Skipped(skipped) => contents.skipped.push(skipped),
            Found::Unread(platform, error) => {
                contents.platforms.push(platform);
                first_error.get_or_insert(error);
            }
        }
    }
    match first_error {
        Some(error) if !any_read => Err(error),
        _ if contents.platforms.is_empty() => {
            let count = |kind| contents.skipped.iter().filter(|it| it.kind == kind).count();
            Err(ManifestError::NoPlatforms {
                attestations: count(SkippedKind::Attestation),
                artifacts: count(SkippedKind::Artifact),
                broken: count(SkippedKind::Broken),
                problem: contents.skipped.iter().find_map(|it| it.problem.clone()),
            }
            .into())
        }
        _ => Ok(contents),
    }
}

struct Walk<'a, S> {
    store: &'a S,
    provenance: Provenance,
    /// Documents asked for so far.
    reads: AtomicUsize,
    /// Entries met so far.
    entries: AtomicUsize,
}

impl<S: Store> Walk<'_, S> {
    /// What the entries of an index are, in their order; boxed, since indexes may stand in indexes.
    fn index(
        &self,
        index: Index,
        depth: usize,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<Found>, ManifestError>> + Send + '_>> {
        Box::pin(async move {
            self.count_entries(index.entries.len())?;
            let base_name = index.base_name;
            let entries = index.entries.into_iter().map(|entry| self.entry(entry, base_name.clone(), depth));
            let found: Vec<Vec<Found>> = stream::iter(entries).buffered(AT_A_TIME).collect().await;
            Ok(found.into_iter().flatten().collect())
        })
    }

    async fn entry(&self, entry: Entry, index_base: Option<String>, depth: usize) -> Vec<Found> {
        let media_type = entry.media_type;
        let skipped = |kind, digest, media_type, problem| {
            vec![Found::Skipped(Skipped { kind, digest, media_type, problem })]
        };
        let digest = match (entry.kind, entry.digest) {
            (EntryKind::Attestation, digest) => {
                return skipped(SkippedKind::Attestation, digest.ok(), media_type, None);
            }
            (EntryKind::Artifact, digest) => {
                return skipped(SkippedKind::Artifact, digest.ok(), media_type, None);
            }
            (_, Err(problem)) => return skipped(SkippedKind::Broken, None, media_type, Some(problem)),
            (_, Ok(digest)) => digest,
        };
        let told = Told::listed(entry.platform, entry.base_name, index_base);
        if entry.kind == EntryKind::Image && told.is_enough() {
            return vec![Found::Platform(told.facts(Some(digest), self.provenance))];
        }
        match self.followed(&digest, told.clone(), depth).await {
            Ok(found) => found,
            Err(ImageError::Manifest(ManifestError::Artifact { media_type })) => {
                skipped(SkippedKind::Artifact, Some(digest), Some(media_type), None)
            }
            Err(error) => {
                let platform = told.unread(digest, &error, self.provenance);
                vec![Found::Unread(platform, error)]
            }
        }
    }

    /// What an entry leads to that does not say enough itself.
    async fn followed(&self, digest: &Digest, told: Told, depth: usize) -> Result<Vec<Found>, ImageError> {
        self.count_read()?;
        match Document::parse(&self.store.manifest(digest).await?)? {
            Document::Manifest(manifest) => Ok(vec![self.image(Some(digest), &manifest, told).await?]),
            Document::Index(_) if depth >= DEPTH => Err(ManifestError::TooDeep { depth: DEPTH }.into()),
            Document::Index(index) => Ok(self.index(index, depth + 1).await?),
        }
    }

    /// An image by its configuration.
    async fn image(
        &self,
        digest: Option<&Digest>,
        manifest: &Manifest,
        told: Told,
    ) -> Result<Found, ImageError> {
        self.count_read()?;
        let config = Config::parse(&self.store.config(&manifest.config).await?)?;
        if !told.has_platform() && config.words.is_attestation() {
            let (kind, digest) = (SkippedKind::Attestation, digest.cloned());
            return Ok(Found::Skipped(Skipped { kind, digest, media_type: None, problem: None }));
        }
        let told = told.with(manifest, config);
        Ok(Found::Platform(told.facts(digest.cloned(), self.provenance)))
    }

    /// Beyond a limit entries were left out: then the whole is refused, rather than told in part.
    fn check_limits(self) -> Result<(), ManifestError> {
        if self.reads.into_inner() > DOCUMENTS {
            return Err(ManifestError::TooManyDocuments { limit: DOCUMENTS });
        }
        let count = self.entries.into_inner();
        if count > ENTRIES { Err(ManifestError::TooManyEntries { count }) } else { Ok(()) }
    }

    /// The entries of all indexes together are bounded like those of one.
    fn count_entries(&self, count: usize) -> Result<(), ManifestError> {
        let count = self.entries.fetch_add(count, Ordering::Relaxed) + count;
        if count > ENTRIES { Err(ManifestError::TooManyEntries { count }) } else { Ok(()) }
    }

    fn count_read(&self) -> Result<(), ManifestError> {
        if self.reads.fetch_add(1, Ordering::Relaxed) < DOCUMENTS {
            return Ok(());
        }
        Err(ManifestError::TooManyDocuments { limit: DOCUMENTS })
    }
}

#[cfg(test)]
mod tests;
