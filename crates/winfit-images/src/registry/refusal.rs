//! What an answer that is not the document means: the status, and the `errors` that registries send along.

use std::fmt::Write as _;

use reqwest::StatusCode;
use serde::Deserialize;

use super::RegistryError;
use super::endpoint::Endpoint;
use super::exchange::Answer;
use super::retry::retry_after;
use super::token::{Grant, Speaks};
use super::told::Told;
use crate::shown;

/// The body of a refusal, by the OCI distribution specification.
#[derive(Deserialize)]
struct Refusal {
    errors: Vec<Problem>,
}

#[derive(Deserialize)]
struct Problem {
    #[serde(default)]
    code: String,
    #[serde(default)]
    message: String,
}

/// The error for an answer that is not the document asked for; `grant` is what the request was sent with.
pub(super) fn refusal(
    endpoint: &Endpoint,
    answer: &Answer,
    grant: Option<&Grant>,
    told: &Told,
) -> RegistryError {
    let registry = endpoint.registry.clone();
    let name = endpoint.name.clone();
    let problem = first_problem(&answer.body);
    let code = problem.as_ref().map(|it| it.code.as_str()).unwrap_or_default();
    let said = said(&answer.body, told);
    let speaks = grant.map_or(Speaks::ForEverybody, |it| it.speaks);
    match (answer.status, code) {
        (StatusCode::TOO_MANY_REQUESTS, _) | (_, "TOOMANYREQUESTS") => {
            let wait = retry_after(&answer.headers, std::time::SystemTime::now());
            RegistryError::RateLimited { registry, seconds: wait.map(|it| it.as_secs()), said }
        }
        (StatusCode::NOT_FOUND, "NAME_UNKNOWN") => {
            RegistryError::NoRepository { registry, repository: endpoint.repository.clone() }
        }
        (StatusCode::NOT_FOUND, _) => RegistryError::NotFound { registry, name },
        (StatusCode::UNAUTHORIZED, _) if speaks == Speaks::ByPassword => {
            RegistryError::PasswordRefused { registry, said }
        }
        (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN, _) if speaks == Speaks::ForEverybody => {
            RegistryError::LoginNeeded { registry, name, said }
        }
        (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN, _) => {
            RegistryError::Denied { registry, name, said }
        }
        (status, _) => RegistryError::Status { registry, name, status: status.as_u16(), said },
    }
}

/// The error for such an answer of a host to which the registry sent us. It is not asked what it thinks of the user.
pub(super) fn refusal_elsewhere(endpoint: &Endpoint, host: String, answer: &Answer) -> RegistryError {
    RegistryError::Elsewhere {
        registry: endpoint.registry.clone(),
        host,
        name: endpoint.name.clone(),
        status: answer.status.as_u16(),
    }
}

/// What a server says in a refusal, behind a colon, unless it repeats what it or another was told about the user.
pub(super) fn said(body: &[u8], told: &Told) -> String {
    /// Bytes of a text that is worth looking through.
    const LONGEST: usize = 4096;
    let Some(problem) = first_problem(body) else { return String::new() };
    let mut said = String::new();
    for text in [&problem.code, &problem.message] {
        if !text.is_empty() && text.len() <= LONGEST && !told.is_in(text) {
            // Writing to a string does not fail.
            let _ = write!(said, ": {}", shown::said(text));
        }
    }
    said
}

fn first_problem(body: &[u8]) -> Option<Problem> {
    serde_json::from_slice::<Refusal>(body).ok()?.errors.into_iter().next()
}
