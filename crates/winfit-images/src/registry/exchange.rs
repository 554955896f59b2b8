//! One request and its whole answer, within time and size. Neither redirects nor retries nor logins.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, Response, StatusCode, Url};
use tokio::time::timeout;

use super::hosts::Host;
use super::{RegistryError, failure};
use crate::shown::shown;

/// Whether an image begins with a request. Those that have begun are finished before others begin: else the second
/// request for an image waits behind the first ones for all others, and when time is up there are many beginnings and no
/// image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The first request for an image.
    First,
    /// What is needed to go on with one.
    Further,
}

/// What is asked.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) accept: Option<&'static str>,
    pub(super) authorization: Option<HeaderValue>,
    /// A form to post.
    pub(super) form: Option<String>,
    /// Most bytes of a good answer.
    pub(super) limit: usize,
    pub(super) turn: Turn,
}

/// What is answered.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    /// All of a good answer; of another, as much as is worth reading.
    pub(super) body: Bytes,
}

/// Most bytes of an answer that is a refusal or a redirect, and is read for its words only.
const WORDS: usize = 64 * 1024;

/// How much longer an answer may take in all than its longest silence. This stops answers that trickle for ever.
const TRICKLE: u32 = 6;

impl Host {
    /// Sends the request and reads the answer.
    pub(super) async fn exchange(&self, request: &Request) -> Result<Answer, RegistryError> {
        let total = self.connect_timeout.saturating_add(self.idle_timeout.saturating_mul(TRICKLE));
        let whole = timeout(total, self.exchange_slowly(request)).await;
        whole.unwrap_or_else(|_| Err(self.silent("finish its answer", total)))
    }

    async fn exchange_slowly(&self, request: &Request) -> Result<Answer, RegistryError> {
        let response = self.send(request).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = match status {
            // The length of an answer to HEAD is that of the document, which does not come.
            StatusCode::OK if request.method == Method::HEAD => Bytes::new(),
            StatusCode::OK => self.read_document(response, request.limit).await?,
            _ => self.read_words(response).await,
        };
        Ok(Answer { status, headers, body })
    }

    async fn send(&self, request: &Request) -> Result<Response, RegistryError> {
        let mut builder = self.client.request(request.method.clone(), request.url.clone());
        if let Some(accept) = request.accept {
            builder = builder.header(ACCEPT, HeaderValue::from_static(accept));
        }
        if let Some(authorization) = &request.authorization {
            builder = builder.header(AUTHORIZATION, authorization.clone());
        }
        if let Some(form) = &request.form {
            let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
            builder = builder.header(CONTENT_TYPE, kind).body(form.clone());
        }
        match timeout(self.connect_timeout.saturating_add(self.idle_timeout), builder.send()).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(failure::of_send(self, &request.url, &error)),
            Err(_) => Err(self.silent("answer", self.idle_timeout)),
        }
    }

    async fn read_document(&self, mut response: Response, limit: usize) -> Result<Bytes, RegistryError> {
        let too_large = || RegistryError::TooLarge { host: self.name.clone(), limit };
        if let Some(encoding) = response.headers().get(CONTENT_ENCODING).filter(|it| *it != "identity") {
            let encoding = shown(&String::from_utf8_lossy(encoding.as_bytes()));
            return Err(RegistryError::Encoded { host: self.name.clone(), encoding });
        }
        let promised = response.content_length().and_then(|it| usize::try_from(it).ok());
        if promised.is_some_and(|it| it > limit) {
            return Err(too_large());
        }
        // Most documents come in one piece, which then is not copied.
        let Some(first) = self.chunk(&mut response).await? else { return Ok(Bytes::new()) };
        if first.len() > limit {
            return Err(too_large());
        }
        let Some(second) = self.chunk(&mut response).await? else { return Ok(first) };
        let mut whole = BytesMut::from(first);
        let mut next = Some(second);
        while let Some(chunk) = next {
            if whole.len() + chunk.len() > limit {
                return Err(too_large());
            }
            whole.extend_from_slice(&chunk);
            next = self.chunk(&mut response).await?;
        }
        Ok(whole.freeze())
    }

    async fn chunk(&self, response: &mut Response) -> Result<Option<Bytes>, RegistryError> {
        match timeout(self.idle_timeout, response.chunk()).await {
            Ok(Ok(chunk)) => Ok(chunk),
            Ok(Err(error)) => Err(failure::of_read(self, &error)),
            Err(_) => Err(self.silent("go on with its answer", self.idle_timeout)),
        }
    }

    /// The words of a refusal, as far as they come; without them it is a refusal all the same.
    async fn read_words(&self, mut response: Response) -> Bytes {
        let mut words = BytesMut::new();
        while let Ok(Some(chunk)) = self.chunk(&mut response).await {
            words.extend_from_slice(chunk.get(..chunk.len().min(WORDS - words.len())).unwrap_or_default());
            if words.len() >= WORDS {
                break;
            }
        }
        words.freeze()
    }

    fn silent(&self, missing: &'static str, waited: Duration) -> RegistryError {
        RegistryError::Timeout { host: self.name.clone(), missing, waited }
    }
}
