//! A host that cannot be reached, or has never answered, is not tried by each of a thousand that wait for it: a mirror that
//! is gone would else use up the time of all images.

use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

use super::RegistryError;

/// When and why a host could not be reached, unless it has answered since.
#[derive(Default)]
pub(super) struct Trouble(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    last: Option<(Instant, RegistryError)>,
    has_answered: bool,
}

impl Trouble {
    /// What others met with while somebody waited who came at `start`. Whoever comes later tries again.
    pub(super) fn since(&self, start: Instant) -> Option<RegistryError> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.last.as_ref().filter(|(when, _)| *when >= start).map(|(_, error)| error.clone())
    }

    /// Keeps in mind how it went.
    pub(super) fn note<T>(&self, outcome: &Result<T, RegistryError>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match outcome {
            Ok(_) => *kept = Kept { last: None, has_answered: true },
            // A host that has answered may be silent about one document only.
            Err(error) if error.is_of_host() || (error.is_silence() && !kept.has_answered) => {
                kept.last = Some((Instant::now(), error.clone()));
            }
            Err(_) => {}
        }
    }
}
