//! Docker daemons.

use std::path::PathBuf;

use winfit_compat::reference::Reference;

use crate::walk::Contents;
use crate::{Digest, ErrorKind, ImageError};

/// Which daemon is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DaemonSettings {
    /// `DOCKER_HOST`: `unix://`, `tcp://`, `npipe://`.
    pub host: Option<String>,
    /// `DOCKER_CONTEXT`.
    pub context: Option<String>,
    /// `DOCKER_TLS_VERIFY`.
    pub tls_verify: bool,
    /// `DOCKER_CERT_PATH`.
    pub cert_path: Option<PathBuf>,
    /// The folder of docker's configuration, `~/.docker` or `DOCKER_CONFIG`.
    pub config_folder: Option<PathBuf>,
}

/// Why a daemon did not give an image.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
    /// It does not have the image.
    #[error("the Docker daemon at {host} has no image {reference}")]
    NotFound {
        /// Where the daemon listens.
        host: String,
        /// The image.
        reference: Reference,
    },
}

impl DaemonError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound { .. } => ErrorKind::NotFound,
        }
    }

    pub(crate) fn help(&self) -> Option<String> {
        None
    }
}

/// A Docker daemon; connected to at the first question.
#[derive(Debug)]
pub(crate) struct Daemon {
    settings: DaemonSettings,
}

impl Daemon {
    pub(crate) fn new(settings: DaemonSettings) -> Self {
        Self { settings }
    }

    /// What the daemon says of an image that it has.
    pub(crate) async fn image(
        &self,
        reference: &Reference,
    ) -> Result<(Option<Digest>, Contents), ImageError> {
        let host = self.settings.host.clone().unwrap_or_default();
        Err(DaemonError::NotFound { host, reference: reference.clone() }.into())
    }
}
