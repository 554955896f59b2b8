//! Credential helpers: programs that keep credentials, asked one at a time for one registry.
//!
//! The protocol: `docker-credential-NAME get`, the registry on standard input, JSON on standard output.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use futures_util::future::try_join3;
use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};

use super::key::helper_key;
use super::{Credential, CredentialError, Secret};
use crate::shown::shown;

/// A helper by the name behind `docker-credential-`: letters, digits, `.`, `_` and `-`, so that it is no path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Helper {
    name: String,
}

/// What a helper answers.
#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Username")]
    username: Option<String>,
    #[serde(rename = "Secret")]
    secret: Option<String>,
}

/// Most bytes of an answer.
const LARGEST: u64 = 64 * 1024;

/// Most bytes of the complaint that are looked at.
const COMPLAINT: u64 = 4 * 1024;

/// Longest name of a helper.
const LONGEST_NAME: usize = 128;

/// The user name that says the secret is a refresh token.
const TOKEN_USER: &str = "<token>";

/// What a helper says on standard output when it has nothing; the exit status does not tell.
const NOT_FOUND: &str = "credentials not found in native keychain";

impl Helper {
    /// Takes a name out of a file.
    pub(crate) fn named(name: &str, file: &str) -> Result<Self, CredentialError> {
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
        if name.len() <= LONGEST_NAME && name.bytes().all(fits) {
            return Ok(Self { name: name.to_owned() });
        }
        Err(CredentialError::HelperName { file: file.to_owned(), name: shown(name) })
    }

    /// Asks it for the credential of a registry. It is killed when time is up, and when nobody waits for it any more.
    pub(crate) async fn get(
        &self,
        registry: &str,
        search_path: Option<&OsStr>,
        timeout: Duration,
    ) -> Result<Option<Credential>, CredentialError> {
        let failed = |problem: String| self.failed(registry, problem);
        let mut child = self.start(registry, search_path)?;
        let output = tokio::time::timeout(timeout, talk(&mut child, helper_key(registry)))
            .await
            .map_err(|_| failed(format!("gave no answer within {} s", timeout.as_secs_f32())))?
            .map_err(|error| match error.kind() {
                ErrorKind::FileTooLarge => failed(format!("answered more than {LARGEST} bytes")),
                _ => failed(format!("broke off: {error}")),
            })?;
        if !output.status.success() {
            return if output.says_not_found() { Ok(None) } else { Err(failed(output.end())) };
        }
        credential(&output.answer).map_err(|problem| failed(problem.to_owned()))
    }

    fn start(&self, registry: &str, search_path: Option<&OsStr>) -> Result<Child, CredentialError> {
        let mut command = Command::new(format!("docker-credential-{}", self.name));
        command.arg("get").kill_on_drop(true);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if let Some(path) = search_path {
            command.env("PATH", path);
        }
        command.spawn().map_err(|error| CredentialError::HelperStart {
            name: self.name.clone(),
            registry: registry.to_owned(),
            problem: match error.kind() {
                ErrorKind::NotFound => "there is no such program on PATH".to_owned(),
                _ => error.to_string(),
            },
        })
    }

    fn failed(&self, registry: &str, problem: String) -> CredentialError {
        CredentialError::HelperFailed { name: self.name.clone(), registry: registry.to_owned(), problem }
    }
}

/// What a helper left behind.
struct Output {
    answer: Vec<u8>,
    complaint: Vec<u8>,
    status: ExitStatus,
}

impl Output {
    fn says_not_found(&self) -> bool {
        self.answer.trim_ascii() == NOT_FOUND.as_bytes()
            || self.complaint.trim_ascii() == NOT_FOUND.as_bytes()
    }

    /// How it ended. Nothing that it said is repeated, since either output may hold the secret.
    fn end(&self) -> String {
        match self.status.code() {
            Some(code) => format!("failed with exit status {code}"),
            None => "was killed".to_owned(),
        }
    }
}

/// Gives the helper its question, and takes what it says on both ends until it ends.
async fn talk(child: &mut Child, question: String) -> std::io::Result<Output> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let ask = async {
        if let Some(mut stdin) = stdin {
            // A helper need not read its question to answer it.
            let _ = stdin.write_all(question.as_bytes()).await;
        }
        Ok(())
    };
    let ((), answer, complaint) = try_join3(ask, take(stdout), drain(stderr)).await?;
    let status = child.wait().await?;
    Ok(Output { answer, complaint, status })
}

/// Reads the answer, and fails at once when it is too large: the helper may never come to an end.
async fn take(from: Option<impl AsyncRead + Unpin>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(from) = from {
        from.take(LARGEST + 1).read_to_end(&mut bytes).await?;
    }
    if bytes.len() as u64 > LARGEST { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Keeps the start, and reads on to the end, so that the helper does not stop at a full pipe.
async fn drain(from: Option<impl AsyncRead + Unpin>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(mut from) = from {
        (&mut from).take(COMPLAINT).read_to_end(&mut bytes).await?;
        tokio::io::copy(&mut from, &mut tokio::io::sink()).await?;
    }
    Ok(bytes)
}

fn credential(answer: &[u8]) -> Result<Option<Credential>, &'static str> {
    let answer: Answer = serde_json::from_slice(answer).map_err(|_| "answered what is no credential")?;
    let (username, secret) = (answer.username.unwrap_or_default(), answer.secret.unwrap_or_default());
    Ok(match (username.as_str(), secret.as_str()) {
        ("", "") => None,
        (TOKEN_USER, _) => Some(Credential::IdentityToken(Secret::new(secret))),
        _ => Some(Credential::Basic { username, password: Secret::new(secret) }),
    })
}
