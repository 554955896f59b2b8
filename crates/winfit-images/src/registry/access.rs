//! Asking a registry on behalf of a user: the first answer, the login it asks for, and the answer after that.

use reqwest::header::{HeaderValue, WWW_AUTHENTICATE};
use reqwest::{Method, StatusCode};
use tokio::time::Instant;

use super::challenge::{self, Challenge};
use super::endpoint::{Endpoint, Transport};
use super::exchange::{Answer, Request, Turn};
use super::hosts::Hosts;
use super::redirect::Followed;
use super::refusal::{refusal, refusal_elsewhere, said};
use super::token::{Grant, Grants};
use super::{RegistryError, failure};
use crate::ErrorKind;
use crate::credentials::Credential;

/// Something to ask an endpoint for.
#[derive(Clone)]
pub(super) struct Ask {
    pub(super) method: Method,
    /// Below the repository, e.g. `manifests/latest`.
    pub(super) path: String,
    pub(super) accept: Option<&'static str>,
    pub(super) limit: usize,
    pub(super) turn: Turn,
}

/// Hosts, and what they are told about who asks.
pub(super) struct Access {
    pub(super) hosts: Hosts,
    pub(super) grants: Grants,
}

impl Access {
    /// Asks, logs in if that is asked for, and asks again. Any answer that is not 200 is an error.
    pub(super) async fn get(&self, endpoint: &Endpoint, ask: &Ask) -> Result<Answer, RegistryError> {
        let mut grant = self.known(endpoint).await;
        let mut is_new = false;
        loop {
            let Followed { answer, elsewhere } = self.ask(endpoint, ask, grant.as_ref()).await?;
            if answer.status == StatusCode::OK {
                return Ok(answer);
            }
            if let Some(host) = elsewhere {
                return Err(refusal_elsewhere(endpoint, host, &answer));
            }
            if answer.status != StatusCode::UNAUTHORIZED || is_new {
                return Err(self.refusal(endpoint, &answer, grant.as_ref()));
            }
            let headers = answer.headers.get_all(WWW_AUTHENTICATE);
            let Some(way) = challenge::choose(headers.iter().map(HeaderValue::as_bytes)) else {
                return Err(match (headers.iter().next(), &grant) {
                    (Some(_), _) => not_understood(endpoint, "neither Basic nor Bearer with a realm"),
                    (None, Some(_)) => self.refusal(endpoint, &answer, grant.as_ref()),
                    (None, None) => self.no_way_in(endpoint, &answer),
                });
            };
            match self.granted(endpoint, &way, grant.as_ref()).await? {
                Some(next) => grant = Some(next),
                None => return Err(self.refusal(endpoint, &answer, grant.as_ref())),
            }
            is_new = true;
        }
    }

    /// What has been granted before, or is granted now by a registry that is known to ask for it. No failure here is
    /// final: without a grant the registry says what it wants.
    async fn known(&self, endpoint: &Endpoint) -> Option<Grant> {
        let way = self.grants.way(endpoint)?;
        self.granted(endpoint, &way, None).await.ok().flatten()
    }

    /// What to send along, other than what was `refused`; `None` if there is nothing else. Fetched once however many ask.
    async fn granted(
        &self,
        endpoint: &Endpoint,
        way: &Challenge,
        refused: Option<&Grant>,
    ) -> Result<Option<Grant>, RegistryError> {
        let start = Instant::now();
        let slot = self.grants.slot(endpoint);
        let mut slot = slot.lock().await;
        if let Some(grant) = slot.other_than(refused) {
            return Ok(Some(grant.clone()));
        }
        if let Some(error) = slot.failed_since(start) {
            return Err(error);
        }
        let (credential, missed) = match self.grants.credential(endpoint).await {
            Ok(credential) => (credential, None),
            // Perhaps everybody may read it: then the credential is not needed.
            Err(error) => (None, Some(error)),
        };
        let outcome = match (way, &credential) {
            (_, Some(Credential::RegistryToken(token))) => usable(endpoint, Grant::token(token.expose())),
            (Challenge::Basic, Some(Credential::Basic { username, password })) => {
                usable(endpoint, Grant::basic(username, password.expose()))
            }
            (Challenge::Basic, _) => return missed.map_or(Ok(None), Err),
            (Challenge::Bearer(bearer), credential) => {
                self.fetch(endpoint, bearer, credential.as_ref()).await
            }
        };
        let outcome = match missed {
            Some(missed) => {
                outcome.map_err(|error| blamed(error, Some(&missed))).map(|grant| grant.for_want_of(missed))
            }
            None => outcome,
        };
        slot.keep(&outcome);
        let grant = outcome?;
        if refused.is_some_and(|it| it.header == grant.header) {
            return Ok(None);
        }
        self.grants.remember_way(endpoint, way.clone());
        Ok(Some(grant))
    }

    pub(super) fn refusal(
        &self,
        endpoint: &Endpoint,
        answer: &Answer,
        grant: Option<&Grant>,
    ) -> RegistryError {
        let error = refusal(endpoint, answer, grant, &self.grants.told);
        blamed(error, grant.and_then(|it| it.missed.as_ref()))
    }

    fn no_way_in(&self, endpoint: &Endpoint, answer: &Answer) -> RegistryError {
        RegistryError::NoWayIn {
            registry: endpoint.registry.clone(),
            name: endpoint.name.clone(),
            said: said(&answer.body, &self.grants.told),
        }
    }

    /// Asks once, and follows redirects.
    async fn ask(
        &self,
        endpoint: &Endpoint,
        ask: &Ask,
        grant: Option<&Grant>,
    ) -> Result<Followed, RegistryError> {
        let request = |scheme| {
            Ok::<_, RegistryError>(Request {
                method: ask.method.clone(),
                url: endpoint.url(scheme, &ask.path)?,
                accept: ask.accept,
                authorization: grant.map(|it| it.header.clone()),
                form: None,
                limit: ask.limit,
                turn: ask.turn,
            })
        };
        let scheme = match endpoint.transport {
            Transport::Https => "https",
            Transport::Http => "http",
            Transport::Either => {
                let (scheme, first) = self.scheme(&request("https")?).await?;
                if let Some(answer) = first {
                    return self.hosts.follow(endpoint, request(scheme)?, answer).await;
                }
                scheme
            }
        };
        let request = request(scheme)?;
        let answer = self.hosts.of(&request.url)?.ask(&request).await?;
        self.hosts.follow(endpoint, request, answer).await
    }

    /// What a host on this machine speaks; and, where that is found out by asking, the answer. The first request finds it
    /// out, and others wait for it, so that not each of a thousand tries TLS in vain.
    async fn scheme(&self, request: &Request) -> Result<(&'static str, Option<Answer>), RegistryError> {
        let host = self.hosts.of(&request.url)?;
        let mut first = None;
        let start = Instant::now();
        let found = host.scheme.get_or_try_init(async || {
            if let Some(error) = host.trouble.since(start) {
                return Err(error);
            }
            match host.ask(request).await {
                Ok(answer) => {
                    first = Some(answer);
                    Ok("https")
                }
                Err(error) if failure::speaks_no_tls(&error) => Ok("http"),
                Err(error) => Err(error),
            }
        });
        Ok((*found.await?, first))
    }
}

/// A refusal of somebody who asks like everybody because the credential could not be had is no refusal of that user.
fn blamed(error: RegistryError, missed: Option<&RegistryError>) -> RegistryError {
    match missed {
        Some(missed) if error.kind() == ErrorKind::Denied => missed.clone(),
        _ => error,
    }
}

pub(super) fn usable(endpoint: &Endpoint, grant: Option<Grant>) -> Result<Grant, RegistryError> {
    grant.ok_or_else(|| not_understood(endpoint, "the credential has characters that no header can hold"))
}

pub(super) fn not_understood(endpoint: &Endpoint, problem: &str) -> RegistryError {
    RegistryError::Challenge { registry: endpoint.registry.clone(), problem: problem.to_owned() }
}
