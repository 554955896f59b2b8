//! How registries are reached, as the caller wishes.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// How registries are reached.
#[derive(Clone)]
pub struct RegistrySettings {
    /// Files with certificates of authorities to trust besides the system's, in PEM.
    pub certificates: Vec<PathBuf>,
    /// The same to trust for one registry only, by `HOST[:PORT]`.
    pub certificates_of: BTreeMap<String, PathBuf>,
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
#[derive(Clone, Default, PartialEq, Eq)]
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
            certificates_of: BTreeMap::new(),
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

/// The mirrors' URLs stay out of it, since somebody may have written a password into them.
impl fmt::Debug for RegistrySettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegistrySettings")
            .field("certificates", &self.certificates)
            .field("certificate_folders", &self.certificate_folders)
            .field("plain_http", &self.plain_http)
            .field("mirrored", &self.mirrors.keys())
            .field("proxies", &self.proxies)
            .field("per_host", &self.per_host)
            .field("connect_timeout", &self.connect_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .finish()
    }
}

/// Whether there are proxies, but not their URLs, which may hold a password.
impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_set = |proxy: &Option<String>| proxy.as_ref().map(|_| "[set]");
        f.debug_struct("Proxies")
            .field("http", &is_set(&self.http))
            .field("https", &is_set(&self.https))
            .field("no", &self.no)
            .finish()
    }
}
