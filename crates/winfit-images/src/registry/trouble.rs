//! A host that cannot be reached is not tried by each of a thousand that wait for it.

use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

use super::RegistryError;

/// When and why a host could not be reached, unless it has answered since.
#[derive(Default)]
pub(super) struct Trouble(Mutex<Option<(Instant, RegistryError)>>);

impl Trouble {
    /// What others met with while somebody waited who came at `start`. Whoever comes later tries again.
    pub(super) fn since(&self, start: Instant) -> Option<RegistryError> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(when, _)| *when >= start).map(|(_, error)| error.clone())
    }

    /// Keeps in mind how it went.
    pub(super) fn note<T>(&self, outcome: &Result<T, RegistryError>) {
        let trouble = match outcome {
            Ok(_) => None,
            Err(error) if error.is_of_host() => Some((Instant::now(), error.clone())),
            Err(_) => return,
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }
}
