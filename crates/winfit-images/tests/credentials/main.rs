//! Where credentials come from: real files, and real helper programs that behave well and badly.
#![expect(clippy::unwrap_used, reason = "a failed expectation is the point of a test")]

#[cfg(unix)]
mod credential_programs;
mod files;

use winfit_images::{Credential, CredentialError, Credentials, Secret};

/// A user with a password, as a question for credentials answers it.
fn basic(username: &str, password: &str) -> Result<Option<Credential>, CredentialError> {
    let password = Secret::new(password.to_owned());
    Ok(Some(Credential::Basic { username: username.to_owned(), password }))
}

/// What the question gives for a repository of `registry.example`.
async fn ask(credentials: &Credentials) -> Result<Option<Credential>, CredentialError> {
    credentials.of("registry.example", "team/app").await
}
