//! Pull secrets and auth files: which one counts, and which broken one matters.

use std::path::PathBuf;

use tempfile::TempDir;
use winfit_images::{CredentialError, CredentialSettings, Credentials};

use crate::{ask, basic};

/// An auth file with `user` (password `pw`) for `registry.example`.
fn config(user: &str) -> String {
    format!(r#"{{"auths": {{"registry.example": {{"username": "{user}", "password": "pw"}}}}}}"#)
}

fn files(contents: &[&str]) -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let write = |(i, content): (usize, &&str)| {
        let path = folder.path().join(format!("{i}.json"));
        std::fs::write(&path, content).unwrap();
        path
    };
    let paths = contents.iter().enumerate().map(write).collect();
    (folder, paths)
}

fn credentials(auth_files: Vec<PathBuf>) -> Credentials {
    Credentials::new(CredentialSettings { auth_files, ..CredentialSettings::default() })
}

#[tokio::test]
async fn the_first_file_that_knows_the_registry_counts() {
    let (_folder, paths) = files(&["{}", &config("first"), &config("second")]);
    let credentials = credentials(paths);
    assert_eq!(ask(&credentials).await, basic("first", "pw"));
    assert_eq!(credentials.of("registry.example:5000", "team/app").await, Ok(None));
    assert_eq!(credentials.of("example", "team/app").await, Ok(None));
}

#[tokio::test]
async fn a_pull_secret_counts_before_any_file() {
    let (_folder, auth_files) = files(&[&config("file")]);
    let pull_secrets = vec![b"{}".to_vec(), config("secret").into_bytes()];
    let settings = CredentialSettings { pull_secrets, auth_files, ..CredentialSettings::default() };
    assert_eq!(ask(&Credentials::new(settings)).await, basic("secret", "pw"));
}

#[tokio::test]
async fn a_file_that_is_not_there_or_empty_knows_nothing() {
    let (folder, _) = files(&[]);
    let missing = folder.path().join("missing");
    assert_eq!(ask(&credentials(vec![missing.join("config.json"), missing])).await, Ok(None));
    if cfg!(unix) {
        assert_eq!(ask(&credentials(vec!["/dev/null".into()])).await, Ok(None));
    }
}

#[tokio::test]
async fn a_broken_place_matters_only_where_no_other_knows_the_registry() {
    let (_folder, auth_files) = files(&["{\"auths\": hunter2", &config("me")]);
    let broken = auth_files[0].display().to_string();
    let pull_secrets = vec![b"hunter2".to_vec()];
    let settings =
        CredentialSettings { pull_secrets, auth_files: auth_files.clone(), ..CredentialSettings::default() };
    assert_eq!(ask(&Credentials::new(settings)).await, basic("me", "pw"));

    let credentials = credentials(auth_files);
    let error = credentials.of("other.example", "app").await.unwrap_err();
    let problem = "no JSON at line 1, column 11".to_owned();
    assert_eq!(error, CredentialError::Malformed { file: broken, problem });
    assert!(error.help().is_some());
}

#[tokio::test]
async fn what_cannot_be_read_is_named() {
    let (folder, _) = files(&[]);
    let error = ask(&credentials(vec![folder.path().to_owned()])).await.unwrap_err();
    assert!(error.to_string().starts_with(&format!("cannot read {}: ", folder.path().display())), "{error}");
}

#[tokio::test]
async fn an_endless_file_is_not_read_to_its_end() {
    if !cfg!(unix) {
        return;
    }
    let error = ask(&credentials(vec!["/dev/zero".into()])).await.unwrap_err();
    assert!(error.to_string().ends_with("it is larger than 1048576 bytes"), "{error}");
}

#[test]
fn settings_and_credentials_print_no_secret() {
    let pull_secrets = vec![br#"{"auths": {"registry.example": {"auth": "bWU6aHVudGVyMg=="}}}"#.to_vec()];
    let settings = CredentialSettings { pull_secrets, ..CredentialSettings::default() };
    let printed = format!("{settings:?} {:?}", Credentials::new(settings.clone()));
    assert!(!printed.contains("bWU6") && !printed.contains("123, 34"), "{printed}");
}
