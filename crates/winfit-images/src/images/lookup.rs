//! One image: from the cache where that will do, else from where it is.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use bytes::Bytes;
use futures_util::FutureExt;
use winfit_compat::Provenance;
use winfit_compat::reference::Reference;

use crate::cache::{Cache, Known};
use crate::daemon::Daemon;
use crate::registry::Registries;
use crate::walk::{Contents, Store, contents};
use crate::{Digest, ErrorKind, ImageError, ImageFacts, Origin, RegistryError, Source, archive, layout};

/// Which tags of the cache count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Age {
    /// Those within their time to live.
    Fresh,
    /// All of them.
    Any,
}

/// Where images are looked up.
#[derive(Debug)]
pub(super) struct Lookup {
    pub(super) offline: bool,
    pub(super) cache: Option<Cache>,
    /// Whether a tag may be taken to stand for what it once did, if its registry cannot tell.
    pub(super) keeps_tags: bool,
    pub(super) registries: Registries,
    pub(super) daemon: Daemon,
}

impl Lookup {
    /// What can be said without asking anybody; `None` if somebody has to be asked.
    pub(super) fn known(&self, source: &Source, now: SystemTime) -> Option<Result<ImageFacts, ImageError>> {
        match source {
            Source::Registry(reference) => match self.cached(reference, now, self.age()) {
                None if self.offline => Some(Err(ImageError::Offline { reference: reference.clone() })),
                known => known,
            },
            Source::Daemon(reference) if self.offline => {
                Some(Err(ImageError::OfflineDaemon { reference: reference.clone() }))
            }
            _ => None,
        }
    }

    fn age(&self) -> Age {
        if self.offline { Age::Any } else { Age::Fresh }
    }

    /// What was known before the registry failed to answer; `None` if it did answer, or nothing was known. A certificate
    /// that is not trusted is no answer, but nothing to be silent about either.
    pub(super) fn last_known(&self, source: &Source, error: &ImageError) -> Option<ImageFacts> {
        use RegistryError::{CertificateName, CertificateTime, PlainHttp, Untrusted};
        let Source::Registry(reference) = source else { return None };
        let is_alarming = matches!(
            error,
            ImageError::Registry(
                Untrusted { .. } | CertificateTime { .. } | CertificateName { .. } | PlainHttp { .. }
            )
        );
        let is_silence =
            matches!(error.kind(), ErrorKind::Unreachable | ErrorKind::Timeout | ErrorKind::RateLimited);
        if !self.keeps_tags || is_alarming || !is_silence {
            return None;
        }
        self.cached(reference, SystemTime::now(), Age::Any)?.ok()
    }

    /// The answer of the cache, if it has the whole of it.
    fn cached(
        &self,
        reference: &Reference,
        now: SystemTime,
        age: Age,
    ) -> Option<Result<ImageFacts, ImageError>> {
        let cache = self.cache.as_ref()?;
        let (digest, checked) = match written_digest(reference) {
            Some(digest) => (digest, now),
            None => match cache.tag(reference, now)? {
                Known::Digest { digest, checked, fresh } if fresh || age == Age::Any => (digest, checked),
                Known::Failure { kind, message } if age == Age::Fresh => {
                    return Some(Err(ImageError::Remembered { kind, message }));
                }
                Known::Digest { .. } | Known::Failure { .. } => return None,
            },
        };
        let root = cache.document(&digest)?;
        let store = CacheOnly { cache, reference, lacks: AtomicBool::new(false) };
        let contents = contents(&store, Some(&digest), &root, Provenance::Registry).now_or_never()?.ok()?;
        if store.lacks.into_inner() {
            return None;
        }
        Some(Ok(facts(Some(digest), contents, Origin { checked, cached: true })))
    }

    /// Asks.
    pub(super) async fn ask(&self, source: &Source) -> Result<ImageFacts, ImageError> {
        let (digest, contents) = match source {
            Source::Registry(reference) => return self.registry(reference).await,
            Source::Layout { folder, name } => layout::read(folder, name.as_deref()).await?,
            Source::Archive { prefix, file, name } => archive::read(*prefix, file, name.as_deref()).await?,
            Source::Daemon(reference) => self.daemon.image(reference).await?,
        };
        Ok(facts(digest, contents, Origin { checked: SystemTime::now(), cached: false }))
    }

    async fn registry(&self, reference: &Reference) -> Result<ImageFacts, ImageError> {
        let asked = self.root(reference).await;
        if let Err(error) = &asked {
            self.remember(reference, error);
        }
        let (digest, root) = asked?;
        let store = RegistryStore { registries: &self.registries, cache: self.cache.as_ref(), reference };
        let contents = contents(&store, Some(&digest), &root, Provenance::Registry).await?;
        Ok(facts(Some(digest), contents, Origin { checked: SystemTime::now(), cached: false }))
    }

    /// Keeps briefly that there is no such tag. A refusal is not kept: who is told to log in does so, and asks again at
    /// once.
    fn remember(&self, reference: &Reference, error: &ImageError) {
        let Some(cache) = &self.cache else { return };
        if error.kind() == ErrorKind::NotFound && written_digest(reference).is_none() {
            cache.keep_failure(reference, error.kind(), &error.to_string(), SystemTime::now());
        }
    }

    /// The document that the reference stands for now.
    async fn root(&self, reference: &Reference) -> Result<(Digest, Bytes), ImageError> {
        if let Some(cache) = &self.cache
            && let Some(digest) = self.still_stands_for(cache, reference).await?
            && let Some(bytes) = cache.document(&digest)
        {
            return Ok((digest, bytes));
        }
        let manifest = self.registries.manifest(reference).await?;
        if let Some(cache) = &self.cache {
            cache.keep_document(&manifest.digest, &manifest.bytes);
            if written_digest(reference).is_none() {
                cache.keep_tag(reference, &manifest.digest, SystemTime::now());
            }
        }
        Ok((manifest.digest, manifest.bytes))
    }

    /// The digest that the reference is known to stand for: the one that is written, or the one in the cache if the
    /// registry says, without sending the document, that it is still the same.
    async fn still_stands_for(
        &self,
        cache: &Cache,
        reference: &Reference,
    ) -> Result<Option<Digest>, ImageError> {
        if let Some(digest) = written_digest(reference) {
            return Ok(Some(digest));
        }
        let Some(Known::Digest { digest, fresh, .. }) = cache.tag(reference, SystemTime::now()) else {
            return Ok(None);
        };
        if fresh || self.registries.digest_of(reference).await?.as_ref() == Some(&digest) {
            if !fresh {
                cache.keep_tag(reference, &digest, SystemTime::now());
            }
            return Ok(Some(digest));
        }
        Ok(None)
    }
}

/// The digest in the reference; one that cannot be verified is as if there were none, and the registry is asked.
fn written_digest(reference: &Reference) -> Option<Digest> {
    reference.digest.as_deref()?.parse().ok()
}

fn facts(digest: Option<Digest>, contents: Contents, origin: Origin) -> ImageFacts {
    ImageFacts { digest, platforms: contents.platforms, skipped: contents.skipped, origin }
}

/// The documents of a repository, kept in the cache on the way.
struct RegistryStore<'a> {
    registries: &'a Registries,
    cache: Option<&'a Cache>,
    reference: &'a Reference,
}

impl RegistryStore<'_> {
    fn cached(&self, digest: &Digest) -> Option<Bytes> {
        self.cache.and_then(|cache| cache.document(digest))
    }

    fn keep(&self, digest: &Digest, bytes: &Bytes) {
        if let Some(cache) = self.cache {
            cache.keep_document(digest, bytes);
        }
    }
}

impl Store for RegistryStore<'_> {
    async fn manifest(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        if let Some(bytes) = self.cached(digest) {
            return Ok(bytes);
        }
        let by_digest = Reference { tag: None, digest: Some(digest.to_string()), ..self.reference.clone() };
        let manifest = self.registries.listed_manifest(&by_digest).await?;
        self.keep(digest, &manifest.bytes);
        Ok(manifest.bytes)
    }

    async fn config(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        if let Some(bytes) = self.cached(digest) {
            return Ok(bytes);
        }
        let bytes = self.registries.blob(self.reference, digest).await?;
        self.keep(digest, &bytes);
        Ok(bytes)
    }
}

/// The documents of the cache and no others.
struct CacheOnly<'a> {
    cache: &'a Cache,
    reference: &'a Reference,
    /// A document was asked for that the cache does not have: what was read without it is not the whole.
    lacks: AtomicBool,
}

impl CacheOnly<'_> {
    fn document(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        self.cache.document(digest).ok_or_else(|| {
            self.lacks.store(true, Ordering::Relaxed);
            ImageError::Offline { reference: self.reference.clone() }
        })
    }
}

impl Store for CacheOnly<'_> {
    async fn manifest(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        self.document(digest)
    }

    async fn config(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        self.document(digest)
    }
}
