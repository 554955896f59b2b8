//! Who may read: what to send along with requests, from credentials and token servers, each token fetched once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderValue;
use serde::Deserialize;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::RegistryError;
use super::challenge::Challenge;
use super::endpoint::{Endpoint, Transport};
use super::told::Told;
use crate::credentials::{Credential, Credentials};

/// What is sent along with a request, and nowhere else.
#[derive(Clone)]
pub(super) struct Grant {
    pub(super) header: HeaderValue,
    pub(super) speaks: Speaks,
    /// Why it does not: there may be a credential, but it could not be had.
    pub(super) missed: Option<RegistryError>,
    /// When it is no longer good.
    until: Option<Instant>,
}

/// For whom a grant speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaks {
    /// For anybody.
    ForEverybody,
    /// For a user, by a token: that the registry does not take it says nothing of the user's login.
    ByToken,
    /// For a user, by the password.
    ByPassword,
}

/// Grants and how they were got, by host and repository.
pub(super) struct Grants {
    credentials: Arc<Credentials>,
    slots: StdMutex<HashMap<(Place, String), SharedSlot>>,
    /// How hosts let themselves be told who asks, where that has worked.
    ways: StdMutex<HashMap<Place, Challenge>>,
    pub(super) told: Told,
}

/// Host and transport: what was granted by TLS is for TLS.
type Place = (String, Transport);

/// The grant for one repository.
#[derive(Default)]
pub(super) struct Slot {
    grant: Option<Grant>,
    failed: Option<(Instant, RegistryError)>,
}

/// Whoever fetches the grant holds the lock, and others wait for what comes of it.
type SharedSlot = Arc<Mutex<Slot>>;

/// The answer of a token server.
#[derive(Deserialize)]
struct Token {
    token: Option<String>,
    access_token: Option<String>,
    expires_in: Option<serde_json::Value>,
}

/// How long a token is good if the server does not say.
const USUAL_LIFE: u64 = 60;

/// Longest life of a token that is believed.
const LONGEST_LIFE: u64 = 24 * 3600;

impl Grants {
    pub(super) fn new(credentials: Arc<Credentials>) -> Self {
        Self { credentials, slots: StdMutex::default(), ways: StdMutex::default(), told: Told::default() }
    }

    pub(super) async fn credential(&self, endpoint: &Endpoint) -> Result<Option<Credential>, RegistryError> {
        let found = self.credentials.of(&endpoint.registry, &endpoint.repository).await;
        let found = found
            .map_err(|error| RegistryError::Credentials { registry: endpoint.registry.clone(), error })?;
        match &found {
            Some(Credential::Basic { username, password }) => {
                self.told.add(password.expose());
                self.told.add(&encode(username, password.expose()));
            }
            Some(Credential::IdentityToken(token) | Credential::RegistryToken(token)) => {
                self.told.add(token.expose());
            }
            None => {}
        }
        Ok(found)
    }

    /// The grant in the answer of a token server, for what was asked on behalf of `credential`.
    pub(super) fn of_answer(
        &self,
        body: &[u8],
        credential: Option<&Credential>,
    ) -> Result<Grant, &'static str> {
        let answer: Token = serde_json::from_slice(body).map_err(|_| "the answer is no JSON with a token")?;
        let given = [answer.token, answer.access_token].into_iter().flatten().find(|it| !it.is_empty());
        let token = given.ok_or("the answer has neither \"token\" nor \"access_token\"")?;
        self.told.add(&token);
        let until = Instant::now() + life(answer.expires_in.as_ref());
        let speaks = if credential.is_some() { Speaks::ByToken } else { Speaks::ForEverybody };
        Grant::new(&format!("Bearer {token}"), Some(until), speaks)
            .ok_or("the token has characters that no header can hold")
    }

    pub(super) fn slot(&self, endpoint: &Endpoint) -> SharedSlot {
        let key = (place(endpoint), endpoint.repository.clone());
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone()
    }

    pub(super) fn way(&self, endpoint: &Endpoint) -> Option<Challenge> {
        self.ways.lock().unwrap_or_else(PoisonError::into_inner).get(&place(endpoint)).cloned()
    }

    pub(super) fn remember_way(&self, endpoint: &Endpoint, way: Challenge) {
        self.ways.lock().unwrap_or_else(PoisonError::into_inner).insert(place(endpoint), way);
    }
}

fn place(endpoint: &Endpoint) -> Place {
    (endpoint.authority.clone(), endpoint.transport)
}

impl Slot {
    /// The grant, if it is good and not the one that was `refused`.
    pub(super) fn other_than(&self, refused: Option<&Grant>) -> Option<&Grant> {
        let is_good = |grant: &&Grant| grant.until.is_none_or(|it| it > Instant::now());
        self.grant.as_ref().filter(is_good).filter(|it| refused.is_none_or(|other| other.header != it.header))
    }

    /// What went wrong for whoever asked while we waited.
    pub(super) fn failed_since(&self, start: Instant) -> Option<RegistryError> {
        self.failed.as_ref().filter(|(when, _)| *when >= start).map(|(_, error)| error.clone())
    }

    pub(super) fn keep(&mut self, outcome: &Result<Grant, RegistryError>) {
        (self.grant, self.failed) = match outcome {
            Ok(grant) => (Some(grant.clone()), None),
            Err(error) => (None, Some((Instant::now(), error.clone()))),
        };
    }
}

impl Grant {
    /// User and password, as RFC 7617 writes them.
    pub(super) fn basic(username: &str, password: &str) -> Option<Self> {
        Self::new(&format!("Basic {}", encode(username, password)), None, Speaks::ByPassword)
    }

    /// A token that the user has.
    pub(super) fn token(token: &str) -> Option<Self> {
        Self::new(&format!("Bearer {token}"), None, Speaks::ByToken)
    }

    /// The same, given to everybody, where the credential of the user could not be had.
    pub(super) fn for_want_of(self, missed: RegistryError) -> Self {
        Self { missed: Some(missed), ..self }
    }

    fn new(header: &str, until: Option<Instant>, speaks: Speaks) -> Option<Self> {
        let mut header = HeaderValue::from_str(header).ok()?;
        header.set_sensitive(true);
        Some(Self { header, speaks, missed: None, until })
    }
}

/// User and password in the form in which they are sent.
fn encode(username: &str, password: &str) -> String {
    STANDARD.encode(format!("{username}:{password}"))
}

/// How long to use a token: nine tenths of its life, so that none expires on the way.
fn life(said: Option<&serde_json::Value>) -> Duration {
    let seconds = match said {
        Some(serde_json::Value::String(text)) => text.trim().parse().ok(),
        Some(serde_json::Value::Number(number)) if number.as_f64().is_some_and(|it| it <= 0.0) => Some(0),
        Some(value) => value.as_u64().or(value.as_f64().map(|it| it as u64)),
        None => None,
    };
    Duration::from_secs(seconds.unwrap_or(USUAL_LIFE).min(LONGEST_LIFE)) * 9 / 10
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::credentials::CredentialSettings;

    #[test]
    fn a_token_is_used_for_nine_tenths_of_its_life() {
        for (said, milliseconds) in [
            (json!(300), 270_000),
            (json!("300"), 270_000),
            (json!(1.5), 900),
            (json!(0), 0),
            (json!(-5), 0),
            (json!(null), 54_000),
            (json!("soon"), 54_000),
            (json!([]), 54_000),
            (json!(u64::MAX), 77_760_000),
            (json!(1e300), 77_760_000),
        ] {
            assert_eq!(life(Some(&said)), Duration::from_millis(milliseconds), "{said}");
        }
        assert_eq!(life(None), Duration::from_secs(54));
    }

    #[test]
    fn a_token_server_may_call_the_token_by_two_names() {
        let grants = Grants::new(Arc::new(Credentials::new(CredentialSettings::default())));
        let header = |body: &str| grants.of_answer(body.as_bytes(), None).map(|it| it.header);
        for body in
            [r#"{"token":"t"}"#, r#"{"access_token":"t"}"#, r#"{"token":"","access_token":"t","x":1}"#]
        {
            assert_eq!(header(body).unwrap(), "Bearer t", "{body}");
        }
        for body in ["", "{}", "[]", r#"{"token":7}"#, r#"{"token":""}"#, r#"{"token":"a\nb"}"#] {
            assert!(header(body).is_err(), "{body}");
        }
    }
}
