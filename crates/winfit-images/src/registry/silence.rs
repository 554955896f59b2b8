//! Hosts that have never answered: once one has kept somebody waiting in vain, those in its queue do not wait in vain, too.
//! A mirror that is gone would else use up the time of all images.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::Url;

use super::RegistryError;
use super::exchange::Answer;

/// What is known of a host's silence.
#[derive(Default)]
pub(super) struct Silence {
    is_broken: AtomicBool,
    /// Scheme and failure of the first request that was not answered.
    first: OnceLock<(String, RegistryError)>,
}

impl Silence {
    /// The failure to expect, where nothing was ever answered.
    pub(super) fn heard_before(&self, url: &Url) -> Option<RegistryError> {
        let (scheme, error) = self.first.get()?;
        (scheme == url.scheme() && !self.is_broken.load(Ordering::Relaxed)).then(|| error.clone())
    }

    pub(super) fn note(&self, url: &Url, outcome: &Result<Answer, RegistryError>) {
        match outcome {
            Err(error @ RegistryError::Timeout { missing: "let us connect" | "answer", .. }) => {
                let _ = self.first.set((url.scheme().to_owned(), error.clone()));
            }
            // Whatever else comes, an answer or a failure, comes without a long wait.
            _ => self.is_broken.store(true, Ordering::Relaxed),
        }
    }
}
