//! Many images at once: each asked for once, side by side, within one deadline, and each with its own outcome.
//!
//! What the cache can answer is answered first, and starts neither threads nor connections.

mod lookup;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::time::Instant;

use crate::cache::{Cache, CacheSettings};
use crate::credentials::{CredentialSettings, Credentials};
use crate::daemon::{Daemon, DaemonSettings};
use crate::registry::{Registries, RegistrySettings};
use crate::{ImageError, ImageFacts, Source};
use lookup::Lookup;

/// How images are read.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Ask nobody: registries are answered from the cache, whatever its age; daemons not at all.
    pub offline: bool,
    /// The cache; `None`: none. With a time to live for tags above zero it also tells what a tag stood for last, where the
    /// registry does not answer.
    pub cache: Option<CacheSettings>,
    /// Registries.
    pub registries: RegistrySettings,
    /// Credentials.
    pub credentials: CredentialSettings,
    /// The Docker daemon.
    pub daemon: DaemonSettings,
    /// Time for all images together.
    pub deadline: Duration,
}

impl Default for Settings {
    /// No cache, no credentials, the default daemon, a minute.
    fn default() -> Self {
        Self {
            offline: false,
            cache: None,
            registries: RegistrySettings::default(),
            credentials: CredentialSettings::default(),
            daemon: DaemonSettings::default(),
            deadline: Duration::from_secs(60),
        }
    }
}

/// Why nothing can be read at all.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The machinery for asking side by side does not start.
    #[error("cannot start looking up images: {0}")]
    Runtime(io::Error),
}

/// Told of each image as it is done.
pub trait Progress {
    /// Another image is done; `read` unless it failed.
    fn done(&self, source: &Source, read: bool);
}

/// Nobody is told.
impl Progress for () {
    fn done(&self, _: &Source, _: bool) {}
}

/// What came of each image.
pub type Resolved = BTreeMap<Source, Result<ImageFacts, ImageError>>;

/// In place of a deadline that no clock can count to.
const FAR_AWAY: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Reads images.
#[derive(Debug)]
pub struct Images {
    lookup: Lookup,
    deadline: Duration,
}

impl Images {
    /// Nothing is opened before the first image.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let mut credentials = settings.credentials;
        // A helper that hangs is to be told of by its name, before time is up for all.
        credentials.helper_timeout = credentials.helper_timeout.min(settings.deadline / 2);
        let credentials = Arc::new(Credentials::new(credentials));
        let keeps_tags = settings.cache.as_ref().is_some_and(|it| !it.tag_lifetime.is_zero());
        let lookup = Lookup {
            keeps_tags,
            offline: settings.offline,
            cache: settings.cache.map(Cache::new),
            registries: Registries::new(settings.registries, credentials),
            daemon: Daemon::new(settings.daemon),
        };
        Self { lookup, deadline: settings.deadline }
    }

    /// What is wrong with the cache, if something is; no image suffers from it.
    #[must_use]
    pub fn cache_trouble(&self) -> Option<String> {
        self.lookup.cache.as_ref()?.trouble()
    }

    /// Reads images side by side, each once however often it is named. Blocks until all are done or the deadline is over;
    /// must not be called from asynchronous code.
    ///
    /// # Errors
    ///
    /// Only when asking cannot start; what happens to an image is in its own result.
    pub fn resolve(
        &self,
        sources: impl IntoIterator<Item = Source>,
        progress: &dyn Progress,
    ) -> Result<Resolved, SetupError> {
        let sources: BTreeSet<Source> = sources.into_iter().collect();
        let now = SystemTime::now();
        let mut resolved = Resolved::new();
        let mut to_ask = Vec::new();
        for source in sources {
            match self.lookup.known(&source, now) {
                Some(result) => {
                    progress.done(&source, result.is_ok());
                    resolved.insert(source, result);
                }
                None => to_ask.push(source),
            }
        }
        if to_ask.is_empty() {
            return Ok(resolved);
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(SetupError::Runtime)?;
        runtime.block_on(self.ask(to_ask, &mut resolved, progress));
        // A file that is still being read, or a name still being looked up, keeps nobody waiting.
        runtime.shutdown_background();
        if let Some(cache) = &self.lookup.cache {
            cache.trim();
        }
        Ok(resolved)
    }

    /// All at once: what may go on at a time is limited for each registry by itself, so that one that stalls holds up nobody
    /// else.
    async fn ask(&self, sources: Vec<Source>, resolved: &mut Resolved, progress: &dyn Progress) {
        let now = Instant::now();
        let end = now.checked_add(self.deadline).unwrap_or(now + FAR_AWAY);
        let mut asked: FuturesUnordered<_> =
            sources.into_iter().map(|source| self.one(source, end)).collect();
        while let Some((source, result)) = asked.next().await {
            progress.done(&source, result.is_ok());
            resolved.insert(source, result);
        }
    }

    async fn one(&self, source: Source, end: Instant) -> (Source, Result<ImageFacts, ImageError>) {
        let result = tokio::time::timeout_at(end, self.lookup.ask(&source)).await;
        let result = result.unwrap_or_else(|_| Err(self.too_late(&source)));
        let result = result.or_else(|error| self.lookup.last_known(&source, &error).ok_or(error));
        (source, result)
    }

    /// Why there is no answer when time is up.
    fn too_late(&self, source: &Source) -> ImageError {
        if let Source::Registry(reference) = source
            && let Some(error) = self.lookup.registries.waiting_for(reference)
        {
            return error.into();
        }
        ImageError::Deadline { reference: source.to_string(), seconds: self.deadline.as_secs() }
    }
}
