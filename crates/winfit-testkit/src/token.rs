//! A token server: Docker's protocol for a registry that leaves it to somebody else who may do what.
//!
//! It grants every scope to its user, and pulling to everybody if it is public. A registry that is told to trust
//! [`TokenServer::certificate`] accepts what it signs.

mod grant;
mod jwt;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::listener::{Heard, Listener, answer};
use jwt::{Actions, Claim, Signer};

/// The name of the registry's service in requests and tokens.
pub(crate) const SERVICE: &str = "winfit-testkit-registry";

/// The name of the issuer in tokens.
pub(crate) const ISSUER: &str = "winfit-testkit-tokens";

/// A token server on a port of its own, by plain HTTP.
#[derive(Debug)]
pub struct TokenServer {
    listener: Listener,
    desk: Arc<Desk>,
}

/// What all connections share.
#[derive(Debug)]
struct Desk {
    signer: Signer,
    /// Name and password of the only user.
    user: Option<(String, String)>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    heard: Vec<Heard>,
    issued: usize,
    refresh_tokens: Vec<String>,
    expires_in: Option<u64>,
    stillborn: usize,
    without_post: bool,
}

impl TokenServer {
    /// One that lets everybody pull.
    #[must_use]
    pub fn public() -> Self {
        Self::start(None)
    }

    /// One that knows a single user, and lets nobody else do anything.
    #[must_use]
    pub fn private(user: &str, password: &str) -> Self {
        Self::start(Some((user.to_owned(), password.to_owned())))
    }

    fn start(user: Option<(String, String)>) -> Self {
        let desk = Arc::new(Desk { signer: Signer::new(), user, state: Mutex::default() });
        let served = Arc::clone(&desk);
        let listener = Listener::start(move |heard, stream| {
            let (status, body) = grant::answer(&served, &heard);
            served.state().heard.push(heard);
            answer(stream, status, &[("Content-Type", "application/json")], body.to_string().as_bytes())
        });
        Self { listener, desk }
    }

    /// Where tokens are asked for.
    #[must_use]
    pub fn realm(&self) -> String {
        format!("http://{}/token", self.listener.host())
    }

    /// The certificate of the key that signs, PEM.
    #[must_use]
    pub fn certificate(&self) -> &str {
        self.desk.signer.certificate()
    }

    /// How many tokens it has issued.
    #[must_use]
    pub fn issued(&self) -> usize {
        self.desk.state().issued
    }

    /// What has been asked, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Heard> {
        self.desk.state().heard.clone()
    }

    /// Says of tokens from now on that they expire in so many seconds; `None` says nothing, which means 60.
    pub fn set_expires_in(&self, seconds: Option<u64>) {
        self.desk.state().expires_in = seconds;
    }

    /// Issues the next so many tokens as expired ones, though it says nothing of the kind: a registry answers them with 401.
    pub fn issue_expired(&self, count: usize) {
        self.desk.state().stillborn = count;
    }

    /// Forgets the refresh tokens that it has issued.
    pub fn revoke_refresh_tokens(&self) {
        self.desk.state().refresh_tokens.clear();
    }

    /// Answers POST requests by 404 from now on, as servers do that know the older protocol only.
    pub fn refuse_post(&self) {
        self.desk.state().without_post = true;
    }

    /// A token for everything in one repository, which is not counted.
    pub(crate) fn token_for_everything(&self, repository: &str) -> String {
        let actions = ["pull", "push", "delete"].map(str::to_owned).to_vec();
        let access = [Actions { kind: "repository".to_owned(), name: repository.to_owned(), actions }];
        self.desk.signer.token(&Claim { subject: "winfit-testkit", access: &access, seconds: 300 })
    }
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The value of an `Authorization` header for a user.
pub(crate) fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}
