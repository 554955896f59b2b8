//! Registries, by the OCI distribution protocol and Docker's second: requests, and what may go wrong with them.

mod access;
mod certificate;
mod challenge;
mod endpoint;
mod error;
mod exchange;
mod failure;
mod hosts;
mod no_roots;
mod proxy;
mod redirect;
mod refusal;
mod retry;
mod settings;
mod tls;
mod token;
mod token_server;
mod told;
mod trouble;
mod waiting;

use std::fmt;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use reqwest::Method;
use winfit_compat::reference::Reference;

use crate::Digest;
use crate::credentials::Credentials;
use crate::digest::ParseDigestError;
use crate::manifest::DOCUMENT_LIMIT;
use access::{Access, Ask};
use endpoint::Endpoint;
use exchange::{Answer, Turn};
use hosts::Hosts;
use token::Grants;

pub use error::RegistryError;
pub use settings::{Proxies, RegistrySettings};

/// A manifest or index that a registry gave, verified.
#[derive(Debug, Clone)]
pub(crate) struct Manifest {
    pub(crate) digest: Digest,
    pub(crate) bytes: Bytes,
}

/// Asks registries: one connection pool, the limits and retries of all requests, the tokens.
pub(crate) struct Registries {
    settings: RegistrySettings,
    credentials: Arc<Credentials>,
    access: OnceLock<Result<Access, RegistryError>>,
}

/// The four kinds of document that say which platforms an image has. Registries that keep nothing but schema 1 give that
/// whatever is asked for.
const ACCEPT: &str = "application/vnd.oci.image.index.v1+json, \
    application/vnd.docker.distribution.manifest.list.v2+json, \
    application/vnd.oci.image.manifest.v1+json, \
    application/vnd.docker.distribution.manifest.v2+json";

/// What registries say of the digest of a manifest.
const CONTENT_DIGEST: &str = "docker-content-digest";

impl Registries {
    /// Nothing is read or opened before the first request, so that answers from the cache cost nothing.
    pub(crate) fn new(settings: RegistrySettings, credentials: Arc<Credentials>) -> Self {
        Self { settings, credentials, access: OnceLock::new() }
    }

    /// The manifest or index that a tag (or, without one, `latest`) or digest stands for.
    pub(crate) async fn manifest(&self, reference: &Reference) -> Result<Manifest, RegistryError> {
        self.manifest_in_turn(reference, Turn::First).await
    }

    /// The same for a manifest that an index lists.
    pub(crate) async fn listed_manifest(&self, reference: &Reference) -> Result<Manifest, RegistryError> {
        self.manifest_in_turn(reference, Turn::Further).await
    }

    async fn manifest_in_turn(&self, reference: &Reference, turn: Turn) -> Result<Manifest, RegistryError> {
        let digest = pinned(reference)?;
        let ask = Ask {
            method: Method::GET,
            path: manifest_path(reference),
            accept: Some(ACCEPT),
            limit: DOCUMENT_LIMIT,
            turn,
        };
        self.of_mirrors(reference, &ask, |endpoint, answer| {
            verified_manifest(endpoint, digest.as_ref(), answer)
        })
        .await
    }

    /// The digest that a tag stands for now, without the manifest; `None` where the registry does not tell.
    pub(crate) async fn digest_of(&self, reference: &Reference) -> Result<Option<Digest>, RegistryError> {
        if let Some(digest) = pinned(reference)? {
            return Ok(Some(digest));
        }
        let ask = Ask {
            method: Method::HEAD,
            path: manifest_path(reference),
            accept: Some(ACCEPT),
            limit: 0,
            turn: Turn::First,
        };
        match self.of_mirrors(reference, &ask, |_, answer| Ok(claimed_digest(&answer))).await {
            Err(error) if is_for_get_to_say(&error) => Ok(None),
            other => other,
        }
    }

    /// A document that is a blob of the reference's repository, verified.
    pub(crate) async fn blob(&self, reference: &Reference, digest: &Digest) -> Result<Bytes, RegistryError> {
        let path = format!("blobs/{digest}");
        let ask = Ask { method: Method::GET, path, accept: None, limit: DOCUMENT_LIMIT, turn: Turn::Further };
        let blob = Reference { tag: None, digest: Some(digest.to_string()), ..reference.clone() };
        self.of_mirrors(&blob, &ask, |endpoint, answer| verified(endpoint, digest, answer.body)).await
    }

    /// Asks the mirrors in order, then the registry, until one gives what `accept` takes. What a mirror says instead is
    /// of no interest: the registry knows better.
    async fn of_mirrors<T>(
        &self,
        reference: &Reference,
        ask: &Ask,
        accept: impl Fn(&Endpoint, Answer) -> Result<T, RegistryError>,
    ) -> Result<T, RegistryError> {
        let access = self.access()?;
        for mirror in self.settings.mirrors.get(&reference.registry).into_iter().flatten() {
            let endpoint = Endpoint::mirror(mirror, reference)?;
            let answer = access.get(&endpoint, ask).await;
            if let Ok(found) = answer.and_then(|answer| accept(&endpoint, answer)) {
                return Ok(found);
            }
        }
        let endpoint = Endpoint::of(reference, &self.settings.plain_http);
        accept(&endpoint, access.get(&endpoint, ask).await?)
    }

    fn access(&self) -> Result<&Access, RegistryError> {
        let made = self.access.get_or_init(|| {
            let hosts = Hosts::new(self.settings.clone())?;
            Ok(Access { hosts, grants: Grants::new(self.credentials.clone()) })
        });
        made.as_ref().map_err(Clone::clone)
    }
}

impl fmt::Debug for Registries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registries").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// Whether HEAD fails as it does at registries that do not know it or fail at it, or that send us on to a store by a link
/// that is signed for GET. Whether there is such an image, or the registry is down, is for GET to say.
fn is_for_get_to_say(error: &RegistryError) -> bool {
    matches!(
        error,
        RegistryError::NotFound { .. }
            | RegistryError::NoRepository { .. }
            | RegistryError::Status { status: 400..=599, .. }
            | RegistryError::Elsewhere { status: 400..=599, .. }
    )
}

/// The digest that the reference names, which then is all that counts.
fn pinned(reference: &Reference) -> Result<Option<Digest>, RegistryError> {
    let Some(digest) = &reference.digest else { return Ok(None) };
    digest.parse().map(Some).map_err(|problem: ParseDigestError| RegistryError::Digest {
        name: reference.repository.clone(),
        problem: problem.to_string(),
    })
}

fn manifest_path(reference: &Reference) -> String {
    let name = reference.digest.as_deref().or(reference.tag.as_deref()).unwrap_or("latest");
    format!("manifests/{name}")
}

/// The digest that a registry says the manifest has, if it is of an algorithm that we know.
fn claimed_digest(answer: &Answer) -> Option<Digest> {
    answer.headers.get(CONTENT_DIGEST)?.to_str().ok()?.parse().ok()
}

fn verified_manifest(
    endpoint: &Endpoint,
    pinned: Option<&Digest>,
    answer: Answer,
) -> Result<Manifest, RegistryError> {
    let Some(digest) = pinned.cloned().or_else(|| claimed_digest(&answer)) else {
        return Ok(Manifest { digest: Digest::of(&answer.body), bytes: answer.body });
    };
    // The digest of schema 1 leaves out its signatures. It is told from the rest by what it is, not by what the registry
    // calls it, and whoever reads it refuses it, so that nothing unverified is ever used.
    if !digest.is_of(&answer.body) && is_schema_1(&answer.body) {
        return Ok(Manifest { digest: Digest::of(&answer.body), bytes: answer.body });
    }
    let bytes = verified(endpoint, &digest, answer.body)?;
    Ok(Manifest { digest, bytes })
}

fn verified(endpoint: &Endpoint, digest: &Digest, bytes: Bytes) -> Result<Bytes, RegistryError> {
    if digest.is_of(&bytes) {
        return Ok(bytes);
    }
    Err(RegistryError::WrongDigest {
        registry: endpoint.registry.clone(),
        name: endpoint.name.clone(),
        expected: digest.clone(),
        actual: Digest::of(&bytes),
    })
}

fn is_schema_1(bytes: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Version {
        schema_version: u64,
    }
    serde_json::from_slice::<Version>(bytes).is_ok_and(|it| it.schema_version == 1)
}
