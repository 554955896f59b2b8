//! Just enough of a Kubernetes client to send objects and read answers.

use std::fmt;
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use crate::{Authority, Identity, background, http};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why an object was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The text is not one YAML document with `apiVersion` and `kind`, for this reason.
    NoObject(String),
    /// The server serves no such kind: it is too old or too new for it, or nobody has defined it.
    UnknownKind {
        /// `apps/v1`
        api_version: String,
        /// `Deployment`
        kind: String,
    },
    /// The server has read it and says no.
    Status(Status),
}

/// What the server says when it says no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// That of HTTP: 422 for an object with a wrong value.
    pub code: u16,
    /// In one word: `Invalid`, `Forbidden` …; empty where it gave none.
    pub reason: String,
    /// In words, with the paths of the fields that it complains of.
    pub message: String,
}

/// Speaks to one server as one user.
#[derive(Debug)]
pub(super) struct Client {
    url: String,
    authority: Authority,
    user: Identity,
}

impl Client {
    pub(super) fn new(url: String, authority: Authority, user: Identity) -> Self {
        Self { url, authority, user }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Whether the server can be asked, and has all of its own objects.
    pub(super) fn is_ready(&self) -> bool {
        let answer = self.send(Method::GET, "/readyz", |request| request);
        answer.is_ok_and(|(code, _)| code == 200)
    }

    #[track_caller]
    pub(super) fn get(&self, path: &str) -> Result<Value, Status> {
        self.ask(Method::GET, path, |request| request)
    }

    /// Sends YAML, which JSON is as well.
    #[track_caller]
    pub(super) fn post(&self, path: &str, document: &str) -> Result<Value, Status> {
        let body = document.to_owned();
        self.ask(Method::POST, path, |request| request.header(CONTENT_TYPE, "application/yaml").body(body))
    }

    #[track_caller]
    fn ask(
        &self,
        method: Method,
        path: &str,
        complete: impl FnOnce(RequestBuilder) -> RequestBuilder + Send,
    ) -> Result<Value, Status> {
        let answer = self.send(method, path, complete);
        let (code, body) = answer.unwrap_or_else(|error| panic!("the API server at {}: {error}", self.url));
        let value = serde_json::from_str(&body);
        match value {
            Ok(value) if code < 300 => Ok(value),
            value => Err(Status::read(code, &value.unwrap_or_default(), body)),
        }
    }

    fn send(
        &self,
        method: Method,
        path: &str,
        complete: impl FnOnce(RequestBuilder) -> RequestBuilder + Send,
    ) -> reqwest::Result<(u16, String)> {
        background::block_on(async {
            let client = http::client_as(&self.user, &self.authority);
            let request = client.request(method, format!("{}{path}", self.url)).timeout(PATIENCE);
            let answer = complete(request).send().await?;
            Ok((answer.status().as_u16(), answer.text().await?))
        })
    }
}

impl Status {
    fn read(code: u16, value: &Value, body: String) -> Self {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        Self {
            code,
            reason: text("reason").unwrap_or_default(),
            // What is no `Status` object comes in plain words.
            message: text("message").unwrap_or(body),
        }
    }
}

impl From<Status> for Refusal {
    fn from(status: Status) -> Self {
        Self::Status(status)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.code, self.reason, self.message)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoObject(problem) => f.write_str(problem),
            Self::UnknownKind { api_version, kind } => {
                write!(f, "the server serves no kind \"{kind}\" of \"{api_version}\"")
            }
            Self::Status(status) => status.fmt(f),
        }
    }
}
