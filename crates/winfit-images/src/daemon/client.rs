//! Questions to a daemon over HTTP: bounded in size, never redirected, and their failures told apart.

use std::error::Error;
use std::io;
use std::time::Duration;

use reqwest::Response;
use serde::Deserialize;

use super::DaemonError;
use super::endpoint::{Address, Endpoint};
use super::tls;
use crate::manifest::DOCUMENT_LIMIT;
use crate::shown::said;

/// Asks one daemon.
#[derive(Debug)]
pub(super) struct Client {
    http: reqwest::Client,
    base_url: String,
    /// As errors call the daemon.
    pub(super) host: String,
    /// The version of its API, e.g. `1.41`.
    api: String,
}

/// Most bytes of a message that are read.
const MESSAGE: usize = 64 * 1024;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How a daemon says what is wrong.
#[derive(Deserialize)]
struct Message {
    message: String,
}

impl Client {
    /// Connects, and agrees on the version of the API: the daemon's own, which every daemon speaks. What is read of its
    /// answers has been the same in all of them.
    pub(super) async fn connect(endpoint: &Endpoint) -> Result<Self, DaemonError> {
        let host = endpoint.name();
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(endpoint.tls.as_ref()).await?)
            .http1_only()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT);
        let http = local(builder, &endpoint.address).build().map_err(|error| failure(&host, &error))?;
        let mut client = Self { http, base_url: endpoint.base_url(), host, api: String::new() };
        let pong = client.send("/_ping").await?;
        let version = pong.headers().get("api-version").and_then(|it| it.to_str().ok());
        match version {
            Some(version) if is_version(version) => version.clone_into(&mut client.api),
            _ if !pong.status().is_success() => return Err(client.refusal(pong).await),
            _ => return Err(client.no_daemon("it does not tell its API version")),
        }
        Ok(client)
    }

    /// The JSON at a path of the API, e.g. `/images/nginx/json`; `None` if the daemon knows no such thing.
    pub(super) async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, DaemonError> {
        let response = self.send(&format!("/v{}{path}", self.api)).await?;
        match response.status().as_u16() {
            200 => self.body(response, DOCUMENT_LIMIT).await.map(Some),
            404 => Ok(None),
            _ => Err(self.refusal(response).await),
        }
    }

    /// The error of an answer that is none.
    pub(super) fn no_daemon(&self, problem: impl Into<String>) -> DaemonError {
        DaemonError::Answer { host: self.host.clone(), problem: problem.into() }
    }

    async fn send(&self, path: &str) -> Result<Response, DaemonError> {
        let request = self.http.get(format!("{}{path}", self.base_url));
        request.send().await.map_err(|error| failure(&self.host, &error))
    }

    async fn body(&self, mut response: Response, largest: usize) -> Result<Vec<u8>, DaemonError> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| failure(&self.host, &error))? {
            if body.len() + chunk.len() > largest {
                return Err(self.no_daemon(format!("its answer is larger than {largest} bytes")));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    async fn refusal(&self, response: Response) -> DaemonError {
        let status = response.status().as_u16();
        let body = match self.body(response, MESSAGE).await {
            Ok(body) => body,
            Err(error) => return error,
        };
        let message = serde_json::from_slice::<Message>(&body)
            .map_or_else(|_| String::from_utf8_lossy(&body).trim().to_owned(), |it| it.message);
        DaemonError::Status { host: self.host.clone(), status, message: said(&message) }
    }
}

#[cfg(unix)]
fn local(builder: reqwest::ClientBuilder, address: &Address) -> reqwest::ClientBuilder {
    match address {
        Address::Socket(path) => builder.unix_socket(path.as_path()),
        Address::Pipe(_) | Address::Tcp { .. } => builder,
    }
}

#[cfg(windows)]
fn local(builder: reqwest::ClientBuilder, address: &Address) -> reqwest::ClientBuilder {
    match address {
        Address::Pipe(pipe) => builder.windows_named_pipe(pipe.as_str()),
        Address::Socket(_) | Address::Tcp { .. } => builder,
    }
}

/// Digits, a dot, digits: nothing else becomes part of a path.
fn is_version(text: &str) -> bool {
    let is_number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once('.').is_some_and(|(major, minor)| is_number(major) && is_number(minor))
}

/// Says what broke: the chain of causes ends in the system's own error or in that of TLS.
fn failure(host: &str, error: &reqwest::Error) -> DaemonError {
    let host = host.to_owned();
    let mut deepest: &(dyn Error + 'static) = error;
    let mut kind = None;
    loop {
        if let Some(tls) = tls_error(deepest) {
            return DaemonError::Tls { host, problem: said(&tls.to_string()) };
        }
        if let Some(error) = deepest.downcast_ref::<io::Error>() {
            kind = Some(error.kind());
        }
        match deepest.source() {
            Some(source) => deepest = source,
            None => break,
        }
    }
    match kind {
        Some(io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => DaemonError::NoSocket { host },
        Some(io::ErrorKind::PermissionDenied) => DaemonError::Permission { host },
        Some(io::ErrorKind::ConnectionRefused) => DaemonError::Refused { host },
        _ if error.is_timeout() => DaemonError::Timeout { host, seconds: CONNECT_TIMEOUT.as_secs() },
        _ => DaemonError::Unreachable { host, problem: said(&deepest.to_string()) },
    }
}

/// The error of TLS in a link of the chain; an I/O error hides what it wraps from the chain, at times several deep.
fn tls_error<'a>(link: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    let mut link = link;
    while let Some(wrapped) = link.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        link = wrapped;
    }
    link.downcast_ref()
}
