//! Credentials: which user is who at which registry, from the places where docker, podman and Kubernetes keep them.
//!
//! Each registry is answered for itself: what is kept for a host and port is given to nobody else.

mod auth_file;
mod credential_program;
mod entry;
mod error;
pub(crate) mod file;
mod key;
mod places;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OnceCell, Semaphore};

pub use auth_file::AuthFile;
pub use error::CredentialError;
pub use places::auth_file_places;

use credential_program::Helper;

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
#[derive(Clone)]
pub struct CredentialSettings {
    /// Kubernetes pull secrets: the bytes of `.dockerconfigjson` or `.dockercfg`.
    pub pull_secrets: Vec<Vec<u8>>,
    /// Files of docker's or podman's form, the first that knows a registry counts; [`auth_file_places`] lists the usual
    /// ones. One that does not exist knows nothing.
    pub auth_files: Vec<PathBuf>,
    /// Where credential helpers are looked for, in the form of `PATH`; `None`: where programs usually are.
    pub helper_path: Option<OsString>,
    /// How long a credential helper may take.
    pub helper_timeout: Duration,
}

impl Default for CredentialSettings {
    fn default() -> Self {
        Self {
            pull_secrets: Vec::new(),
            auth_files: Vec::new(),
            helper_path: None,
            helper_timeout: Duration::from_secs(10),
        }
    }
}

/// The secrets stay out of it.
impl fmt::Debug for CredentialSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialSettings")
            .field("pull_secrets", &self.pull_secrets.len())
            .field("auth_files", &self.auth_files)
            .finish_non_exhaustive()
    }
}

/// Finds credentials. What was read or asked once is remembered, and who asks at the same time waits for the same answer.
#[derive(Debug)]
pub struct Credentials {
    pull_secrets: Vec<Result<AuthFile, CredentialError>>,
    auth_files: Vec<Place>,
    helpers: Helpers,
}

/// An auth file, read when it is first needed.
#[derive(Debug)]
struct Place {
    path: PathBuf,
    read: OnceCell<Result<Option<AuthFile>, CredentialError>>,
}

/// Helpers and what they answered.
#[derive(Debug)]
struct Helpers {
    search_path: Option<OsString>,
    timeout: Duration,
    /// Hundreds of registries start no hundreds of programs at once.
    turns: Semaphore,
    answers: Mutex<BTreeMap<(Helper, String), Answer>>,
}

type Answer = Arc<OnceCell<Result<Option<Credential>, CredentialError>>>;

/// Helpers that run at a time.
const AT_A_TIME: usize = 4;

impl Credentials {
    /// No file is read and no program started before the first question.
    #[must_use]
    pub fn new(settings: CredentialSettings) -> Self {
        let secrets = settings.pull_secrets.iter().enumerate();
        let named = |(i, bytes): (usize, &Vec<u8>)| {
            AuthFile::parse_pull_secret(&format!("pull secret {}", i + 1), bytes)
        };
        let place = |path| Place { path, read: OnceCell::new() };
        Self {
            pull_secrets: secrets.map(named).collect(),
            auth_files: settings.auth_files.into_iter().map(place).collect(),
            helpers: Helpers {
                search_path: settings.helper_path,
                timeout: settings.helper_timeout,
                turns: Semaphore::new(AT_A_TIME),
                answers: Mutex::default(),
            },
        }
    }

    /// The credential for this registry and nobody else, e.g. for `docker.io` or `registry.example:5000`; `repository`
    /// tells apart podman's entries for parts of a registry.
    ///
    /// A place that is broken is passed over if another one knows the registry.
    ///
    /// # Errors
    ///
    /// No place knows the registry, and this is what the first broken one suffers from. Whoever asks may still do without
    /// credentials.
    pub async fn of(&self, registry: &str, repository: &str) -> Result<Option<Credential>, CredentialError> {
        let mut first_error = None;
        for secret in &self.pull_secrets {
            let found = secret.as_ref().map_err(Clone::clone);
            match found.and_then(|secret| secret.credential(registry, repository)) {
                Ok(None) => {}
                Ok(found) => return Ok(found),
                Err(error) => drop(first_error.get_or_insert(error)),
            }
        }
        for place in &self.auth_files {
            match self.of_place(place, registry, repository).await {
                Ok(None) => {}
                Ok(found) => return Ok(found),
                Err(error) => drop(first_error.get_or_insert(error)),
            }
        }
        first_error.map_or(Ok(None), Err)
    }

    /// In one file: the helper for this registry, the store for all, then what the file holds itself.
    async fn of_place(
        &self,
        place: &Place,
        registry: &str,
        repository: &str,
    ) -> Result<Option<Credential>, CredentialError> {
        let read = place.read.get_or_init(|| read(&place.path)).await;
        let Some(file) = read.as_ref().map_err(Clone::clone)? else { return Ok(None) };
        let kept = match file.helper(registry, repository) {
            Some(name) => self.helpers.get(name, file.name(), registry).await,
            None => Ok(None),
        };
        match kept {
            Ok(Some(credential)) => Ok(Some(credential)),
            Ok(None) => file.credential(registry, repository),
            // What the file holds itself is good, whatever its helper suffers from.
            Err(error) => file.credential(registry, repository)?.map_or(Err(error), |found| Ok(Some(found))),
        }
    }
}

impl Helpers {
    async fn get(
        &self,
        name: &str,
        file: &str,
        registry: &str,
    ) -> Result<Option<Credential>, CredentialError> {
        let helper = Helper::named(name, file)?;
        let answer = {
            let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(answers.entry((helper.clone(), registry.to_owned())).or_default())
        };
        let ask = || async {
            // The semaphore is never closed; without a turn the helper runs all the same.
            let _turn = self.turns.acquire().await.ok();
            helper.get(registry, self.search_path.as_deref(), self.timeout).await
        };
        answer.get_or_init(ask).await.clone()
    }
}

async fn read(path: &Path) -> Result<Option<AuthFile>, CredentialError> {
    let name = path.display().to_string();
    let bytes = file::read(path, auth_file::LARGEST)
        .await
        .map_err(|problem| CredentialError::Unreadable { file: name.clone(), problem })?;
    bytes.map(|bytes| AuthFile::parse(&name, &bytes)).transpose()
}
