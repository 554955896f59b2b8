//! Hosts that have never answered: once one has kept somebody waiting in vain, others do not wait in vain, too. A mirror that
//! is gone would else use up the time of all images.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::Url;
use tokio::time::Instant;

use super::RegistryError;
use super::exchange::Answer;

/// How long a host is taken to stay silent.
const LASTS: Duration = Duration::from_secs(60);

/// What is known of a host's silence.
#[derive(Default)]
pub(super) struct Silence {
    is_broken: AtomicBool,
    last: Mutex<Option<Waited>>,
}

/// A request that was not answered.
struct Waited {
    scheme: String,
    until: Instant,
    error: RegistryError,
}

impl Silence {
    /// The failure to expect, where nothing was ever answered.
    pub(super) fn expected(&self, url: &Url) -> Option<RegistryError> {
        if self.is_broken.load(Ordering::Relaxed) {
            return None;
        }
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let last = last.as_ref().filter(|it| it.scheme == url.scheme() && it.until.elapsed() < LASTS);
        last.map(|it| it.error.clone())
    }

    pub(super) fn note(&self, url: &Url, outcome: &Result<Answer, RegistryError>) {
        match outcome {
            Err(error @ RegistryError::Timeout { missing: "let us connect" | "answer", .. }) => {
                let waited =
                    Waited { scheme: url.scheme().to_owned(), until: Instant::now(), error: error.clone() };
                *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(waited);
            }
            // Whatever else comes, an answer or a failure, comes without a long wait.
            _ => self.is_broken.store(true, Ordering::Relaxed),
        }
    }
}
