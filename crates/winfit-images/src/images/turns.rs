//! Whose turn it is at a registry: few images begin at a time, so that those that have begun are finished before others
//! begin.
//!
//! Without it the second question about an image waits behind the first ones about all others, and when time is up
//! there are many beginnings and no image.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;
use tokio::time::Instant;
use winfit_compat::reference::Reference;

use crate::{ImageError, RegistryError};

/// The turns at all registries.
#[derive(Debug)]
pub(super) struct Turns {
    per_registry: usize,
    gates: Mutex<HashMap<String, Arc<Gate>>>,
}

/// The turns at one.
#[derive(Debug)]
struct Gate {
    places: Semaphore,
    /// When and why it could not be reached, unless it has answered since.
    trouble: Mutex<Option<(Instant, RegistryError)>>,
}

impl Turns {
    pub(super) fn new(per_registry: usize) -> Self {
        Self { per_registry: per_registry.clamp(1, Semaphore::MAX_PERMITS), gates: Mutex::default() }
    }

    /// Asks the first question about an image when its turn comes. A registry that cannot be reached is not tried by each
    /// who waits for it.
    pub(super) async fn begin<T>(
        &self,
        reference: &Reference,
        ask: impl Future<Output = Result<T, ImageError>>,
    ) -> Result<T, ImageError> {
        let start = Instant::now();
        let gate = self.gate(&reference.registry);
        // It is never closed; if it were, there would be no turns.
        let _place = gate.places.acquire().await.ok();
        if let Some(error) = gate.trouble_since(start) {
            return Err(error.into());
        }
        let answer = ask.await;
        gate.note(&reference.registry, &answer);
        answer
    }

    fn gate(&self, registry: &str) -> Arc<Gate> {
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        let gate = || Gate { places: Semaphore::new(self.per_registry), trouble: Mutex::default() };
        gates.entry(registry.to_owned()).or_insert_with(|| Arc::new(gate())).clone()
    }
}

impl Gate {
    /// What others met with while somebody waited who came at `start`.
    fn trouble_since(&self, start: Instant) -> Option<RegistryError> {
        let trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.as_ref().filter(|(when, _)| *when >= start).map(|(_, error)| error.clone())
    }

    fn note<T>(&self, registry: &str, answer: &Result<T, ImageError>) {
        let trouble = match answer {
            Ok(_) => None,
            Err(ImageError::Registry(error)) if out_of_reach(error) == Some(host(registry)) => {
                Some((Instant::now(), error.clone()))
            }
            Err(_) => return,
        };
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }
}

/// The host that cannot be reached by anybody, if that is what is wrong.
fn out_of_reach(error: &RegistryError) -> Option<&str> {
    match error {
        RegistryError::Timeout { host, missing: "let us connect", .. }
        | RegistryError::Name { host, .. }
        | RegistryError::Connect { host, .. }
        | RegistryError::Proxy { host, .. }
        | RegistryError::Untrusted { host, .. }
        | RegistryError::CertificateTime { host, .. }
        | RegistryError::CertificateName { host, .. }
        | RegistryError::PlainHttp { host }
        | RegistryError::Tls { host, .. } => Some(host),
        _ => None,
    }
}

/// The host of a registry, as errors name it.
fn host(registry: &str) -> &str {
    if registry == "docker.io" { "registry-1.docker.io" } else { registry }
}
