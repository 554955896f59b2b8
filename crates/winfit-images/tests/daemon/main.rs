//! Docker daemons: which one is asked, what becomes of its answer, and what is said when there is none.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is the point of a test")]

mod engine;
mod peer;
mod rude;
mod which;

use std::time::Duration;

use winfit_compat::reference::Reference;
use winfit_images::{
    CredentialSettings, DaemonError, DaemonSettings, ImageError, ImageFacts, Images, RegistrySettings,
    Settings, Source,
};

/// Asks the daemon of these settings for an image.
fn ask(daemon: DaemonSettings, reference: &str) -> Result<ImageFacts, ImageError> {
    let images = Images::new(Settings {
        offline: false,
        cache: None,
        registries: RegistrySettings::default(),
        credentials: CredentialSettings::default(),
        daemon,
        deadline: Duration::from_secs(300),
    });
    let reference: Reference = reference.parse().unwrap();
    let source = Source::Daemon(reference);
    images.resolve([source.clone()], &()).unwrap().remove(&source).unwrap()
}

/// Why a daemon did not give `app:1`.
fn refusal(daemon: DaemonSettings) -> DaemonError {
    match ask(daemon, "registry.example/app:1") {
        Err(ImageError::Daemon(error)) => error,
        other => panic!("a daemon that fails: {other:?}"),
    }
}

fn at(host: impl Into<String>) -> DaemonSettings {
    DaemonSettings { host: Some(host.into()), ..DaemonSettings::default() }
}
