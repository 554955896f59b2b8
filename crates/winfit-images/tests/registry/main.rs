//! Registries, asked as users ask them: real ones for what they do, a rude one for what no real one does.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy knows tests by their attribute, and not what they call"
)]

mod access;
mod broken_store;
mod hostile;
mod mirrors;
mod protocol;
mod proxies;
mod redirects;
mod remembered;
mod retries;
mod secrets;
mod tags;
mod tls;

use std::path::PathBuf;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use winfit_images::{
    CredentialSettings, DaemonSettings, ImageError, ImageFacts, Images, RegistryError, RegistrySettings,
    Resolved, Settings, Source,
};
use winfit_testkit::{Registry, Rude};

/// How images are read here, as far as these tests vary it.
#[derive(Default)]
struct Asking {
    registries: RegistrySettings,
    credentials: CredentialSettings,
}

impl Asking {
    /// By plain http, without trying TLS before, which the rude server would not understand.
    fn plainly(hosts: &[&Rude]) -> Self {
        let mut asking = Self::default();
        asking.registries.plain_http = hosts.iter().map(|it| it.host()).collect();
        asking
    }

    /// With a user for this registry.
    fn with_user(self, host: &str, user: &str, password: &str) -> Self {
        let auth = STANDARD.encode(format!("{user}:{password}"));
        self.with_auth(host, &format!(r#"{{"auth": "{auth}"}}"#))
    }

    /// With this entry of a docker configuration for this registry.
    fn with_auth(mut self, host: &str, entry: &str) -> Self {
        let secret = format!(r#"{{"auths": {{"{host}": {entry}}}}}"#);
        self.credentials.pull_secrets.push(secret.into_bytes());
        self
    }

    /// Bored quickly, for peers that say nothing.
    fn impatiently(mut self) -> Self {
        self.registries.connect_timeout = Duration::from_millis(500);
        self.registries.idle_timeout = Duration::from_millis(250);
        self
    }

    fn trusting(mut self, certificate: PathBuf) -> Self {
        self.registries.certificates.push(certificate);
        self
    }

    fn images(&self) -> Images {
        Images::new(Settings {
            offline: false,
            cache: None,
            registries: self.registries.clone(),
            credentials: self.credentials.clone(),
            daemon: DaemonSettings::default(),
            deadline: Duration::from_secs(120),
        })
    }

    fn read(&self, reference: &str) -> Result<ImageFacts, ImageError> {
        one(&self.images(), reference)
    }

    fn fail(&self, reference: &str) -> RegistryError {
        failure(self.read(reference))
    }
}

fn one(images: &Images, reference: &str) -> Result<ImageFacts, ImageError> {
    let source: Source = reference.parse().unwrap();
    all(images, &[reference]).remove(&source).unwrap()
}

fn all(images: &Images, references: &[impl AsRef<str>]) -> Resolved {
    let sources = references.iter().map(|it| it.as_ref().parse().unwrap());
    images.resolve(sources.collect::<Vec<Source>>(), &()).unwrap()
}

/// The registry's part in a failure; any other outcome is none.
#[track_caller]
fn failure(outcome: Result<ImageFacts, ImageError>) -> RegistryError {
    match outcome {
        Err(ImageError::Registry(error)) => error,
        other => panic!("a registry was to fail: {other:?}"),
    }
}

fn os_versions(facts: &ImageFacts) -> Vec<&str> {
    facts.platforms.iter().filter_map(|it| it.os_version.as_deref()).collect()
}

fn requests(registry: &Registry) -> Vec<String> {
    registry.requests().iter().map(ToString::to_string).collect()
}

fn heard(rude: &Rude) -> Vec<String> {
    rude.requests().iter().map(|it| format!("{} {}", it.method, it.path)).collect()
}
