//! Docker daemons: which one is meant, and what it says of an image that it has.
//!
//! A daemon is asked two small questions over HTTP, within bounds of size and time. There is no client library between:
//! the HTTP client of the registries speaks Unix sockets and named pipes, takes its TLS from here and not from the
//! process, and reads no more of an answer than it is told to.

mod client;
mod context;
mod endpoint;
mod error;
mod inspect;
mod tls;

use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::OnceCell;
use winfit_compat::reference::Reference;

pub use error::DaemonError;

use crate::walk::Contents;
use crate::{Digest, ImageError};
use client::Client;
use endpoint::Endpoint;
use inspect::Inspected;

/// Which daemon is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaemonSettings {
    /// `DOCKER_HOST`: `unix://`, `tcp://`, `npipe://`. It counts more than any context.
    pub host: Option<String>,
    /// `DOCKER_CONTEXT`; without it, the current context of docker's configuration counts.
    pub context: Option<String>,
    /// `DOCKER_TLS_VERIFY`: with `host`, speak TLS.
    pub tls_verify: bool,
    /// `DOCKER_CERT_PATH`: the folder with `ca.pem`, `cert.pem` and `key.pem`, if it is not the configuration's.
    pub cert_path: Option<PathBuf>,
    /// The folder of docker's configuration, `~/.docker` or `DOCKER_CONFIG`.
    pub config_folder: Option<PathBuf>,
    /// How long the daemon may take for one image.
    pub timeout: Duration,
}

impl Default for DaemonSettings {
    fn default() -> Self {
        Self {
            host: None,
            context: None,
            tls_verify: false,
            cert_path: None,
            config_folder: None,
            timeout: Duration::from_secs(20),
        }
    }
}

/// A Docker daemon; connected to at the first question.
#[derive(Debug)]
pub(crate) struct Daemon {
    settings: DaemonSettings,
    endpoint: OnceCell<Endpoint>,
    client: OnceCell<Client>,
}

impl Daemon {
    pub(crate) fn new(settings: DaemonSettings) -> Self {
        Self { settings, endpoint: OnceCell::new(), client: OnceCell::new() }
    }

    /// What the daemon says of an image that it has.
    pub(crate) async fn image(
        &self,
        reference: &Reference,
    ) -> Result<(Option<Digest>, Contents), ImageError> {
        let endpoint = self.endpoint.get_or_try_init(|| context::endpoint(&self.settings)).await?;
        let timeout = self.settings.timeout;
        let ask = async {
            let client = self.client.get_or_try_init(|| Client::connect(endpoint)).await?;
            inspect(client, reference).await
        };
        let late = || DaemonError::Timeout { host: endpoint.name(), seconds: timeout.as_secs() };
        Ok(tokio::time::timeout(timeout, ask).await.unwrap_or_else(|_| Err(late()))?)
    }
}

async fn inspect(client: &Client, reference: &Reference) -> Result<(Option<Digest>, Contents), DaemonError> {
    // An image store that knows no manifests ignores the question for them.
    let body = client.get(&format!("/images/{reference}/json?manifests=1")).await?;
    let Some(body) = body else {
        return Err(DaemonError::NotFound { host: client.host.clone(), reference: reference.clone() });
    };
    let inspected: Inspected = serde_json::from_slice(&body).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        client.no_daemon(format!("its answer is no image at {place}"))
    })?;
    let digest = inspected.digest(reference);
    let contents = inspected.contents();
    Ok((digest, contents.ok_or_else(|| client.no_daemon("its image names no operating system"))?))
}
