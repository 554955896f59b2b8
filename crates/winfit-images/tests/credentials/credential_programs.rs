//! Credential helpers: shell scripts that answer, have nothing, fail, stall, or talk without end.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use winfit_images::{Credential, CredentialError, CredentialSettings, Credentials, Secret};

use crate::{ask, basic};

/// A folder with the helper `docker-credential-own` and a file that names it for `registry.example`, and a store `all`
/// that is no program.
struct Machine {
    folder: TempDir,
    config: PathBuf,
}

impl Machine {
    fn with_helper(script: &str) -> Self {
        let machine =
            Self::with_config(r#"{"credHelpers": {"registry.example": "own", "docker.io": "own"}}"#);
        machine.program("docker-credential-own", script);
        machine
    }

    fn with_config(json: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("config.json");
        std::fs::write(&config, json).unwrap();
        Self { folder, config }
    }

    /// Written by another process: while this one has a program open for writing, a child that another thread is just
    /// starting has it open too, and it cannot be run ("text file busy").
    fn program(&self, name: &str, script: &str) {
        let mut writer = Command::new("/bin/sh")
            .args(["-c", "{ echo '#!/bin/sh'; cat; } > \"$0\" && chmod 700 \"$0\""])
            .arg(self.folder.path().join(name))
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        writer.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        assert!(writer.wait().unwrap().success());
    }

    /// A pipe that a script can hold open with `exec 3>"$(dirname "$0")/alive"`.
    fn alive(&self) -> PathBuf {
        let pipe = self.folder.path().join("alive");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        pipe
    }

    fn credentials(&self) -> Credentials {
        self.credentials_within(Duration::from_secs(60))
    }

    fn credentials_within(&self, helper_timeout: Duration) -> Credentials {
        let path = format!("{}:/usr/bin:/bin", self.folder.path().display());
        Credentials::new(CredentialSettings {
            auth_files: vec![self.config.clone()],
            helper_path: Some(path.into()),
            helper_timeout,
            ..CredentialSettings::default()
        })
    }
}

/// Blocks until a process has the pipe open, then until none has.
fn wait_for_death(pipe: &Path, is_open: impl FnOnce()) {
    let mut pipe = File::open(pipe).unwrap();
    is_open();
    pipe.read_to_end(&mut Vec::new()).unwrap();
}

const HOLD_AND_STALL: &str = r#"exec 3>"$(dirname "$0")/alive"; exec sleep 600"#;

#[tokio::test]
async fn a_helper_is_asked_to_get_its_registry() {
    let machine = Machine::with_helper(
        r#"read -r asked; printf '{"ServerURL":"%s","Username":"%s","Secret":"%s"}' "$asked" "$asked" "$*""#,
    );
    let credentials = machine.credentials();
    assert_eq!(ask(&credentials).await, basic("registry.example", "get"));
    assert_eq!(
        credentials.of("docker.io", "library/nginx").await,
        basic("https://index.docker.io/v1/", "get")
    );
    assert_eq!(credentials.of("registry.example.test", "team/app").await, Ok(None));
}

#[tokio::test]
async fn a_user_named_token_has_a_refresh_token() {
    let machine = Machine::with_helper(r#"echo '{"Username":"<token>","Secret":"refresh"}'"#);
    let token = Secret::new("refresh".to_owned());
    assert_eq!(ask(&machine.credentials()).await, Ok(Some(Credential::IdentityToken(token))));
}

#[tokio::test]
async fn a_helper_that_has_nothing_lets_the_file_speak() {
    let script = "echo 'credentials not found in native keychain'; exit 1";
    let machine = Machine::with_helper(script);
    assert_eq!(ask(&machine.credentials()).await, Ok(None));
    let machine = Machine::with_config(
        r#"{"credsStore": "own", "auths": {"registry.example": {"auth": "bWU6cHc="}, "docker.io": {}}}"#,
    );
    machine.program("docker-credential-own", script);
    assert_eq!(ask(&machine.credentials()).await, basic("me", "pw"));
    assert_eq!(machine.credentials().of("docker.io", "library/nginx").await, Ok(None));
}

#[tokio::test]
async fn the_helper_of_a_registry_goes_before_the_store_and_the_store_before_the_file() {
    let machine = Machine::with_config(
        r#"{"credsStore": "all", "credHelpers": {"https://registry.example/v2/": "own"}, "auths": {
            "registry.example": {"auth": "bWU6cHc="}, "other.example": {"auth": "bWU6cHc="}}}"#,
    );
    machine.program("docker-credential-own", r#"echo '{"Username":"own","Secret":"x"}'"#);
    machine.program("docker-credential-all", r#"echo '{"Username":"all","Secret":"x"}'"#);
    assert_eq!(ask(&machine.credentials()).await, basic("own", "x"));
    assert_eq!(machine.credentials().of("other.example", "app").await, basic("all", "x"));
}

#[tokio::test]
async fn a_failure_shows_how_the_helper_ended_and_nothing_of_what_it_said() {
    for (end, shown) in [("exit 3", "failed with exit status 3"), ("kill -9 $$", "was killed")] {
        let machine = Machine::with_helper(&format!(
            "echo '{{\"Username\":\"me\",\"Secret\":\"hunter2\"}}'; echo 'no login with hunter2' >&2; {end}"
        ));
        let error = ask(&machine.credentials()).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the credential helper docker-credential-own for registry.example {shown}")
        );
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
        assert_eq!(
            error.help().as_deref(),
            Some("see what it says to: echo registry.example | docker-credential-own get")
        );
    }
}

#[tokio::test]
async fn garbage_is_no_credential_and_is_not_repeated() {
    for answer in ["hunter2", "", "[\"hunter2\"]", "{\"Username\":{\"hunter2\":1}}"] {
        let machine = Machine::with_helper(&format!("printf '%s' '{answer}'"));
        let error = ask(&machine.credentials()).await.unwrap_err();
        assert!(error.to_string().ends_with("answered what is no credential"), "{error}");
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    }
}

#[tokio::test]
async fn an_endless_answer_is_cut_short_and_its_helper_killed() {
    let machine = Machine::with_helper(
        r#"exec 3>"$(dirname "$0")/alive"; while :; do echo 0123456789012345678901234567890123456789; done"#,
    );
    let pipe = machine.alive();
    let death = tokio::task::spawn_blocking(move || wait_for_death(&pipe, || ()));
    let error = ask(&machine.credentials()).await.unwrap_err();
    assert!(error.to_string().ends_with("answered more than 65536 bytes"), "{error}");
    death.await.unwrap();
}

#[tokio::test]
async fn a_long_complaint_does_not_stop_a_helper() {
    let machine = Machine::with_helper(
        r#"head -c 300000 /dev/zero >&2; echo '{"Username":"me","Secret":"pw"}'; head -c 300000 /dev/zero >&2"#,
    );
    assert_eq!(ask(&machine.credentials()).await, basic("me", "pw"));
}

#[tokio::test]
async fn a_helper_that_stalls_is_killed() {
    let machine = Machine::with_helper(HOLD_AND_STALL);
    let pipe = machine.alive();
    let death = tokio::task::spawn_blocking(move || wait_for_death(&pipe, || ()));
    let error = ask(&machine.credentials_within(Duration::from_secs(1))).await.unwrap_err();
    assert!(error.to_string().ends_with("gave no answer within 1 s"), "{error}");
    death.await.unwrap();
}

#[tokio::test]
async fn a_helper_that_nobody_waits_for_is_killed() {
    let machine = Machine::with_helper(HOLD_AND_STALL);
    let pipe = machine.alive();
    let credentials = machine.credentials();
    let question = tokio::spawn(async move { ask(&credentials).await });
    let abort = question.abort_handle();
    let death = tokio::task::spawn_blocking(move || wait_for_death(&pipe, || abort.abort()));
    assert!(question.await.unwrap_err().is_cancelled());
    death.await.unwrap();
}

#[tokio::test]
async fn a_helper_that_is_not_there_is_named() {
    let machine = Machine::with_config(r#"{"credsStore": "desktop.exe"}"#);
    let error = ask(&machine.credentials()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the credential helper docker-credential-desktop.exe for registry.example does not start: there is no such \
         program on PATH"
    );
    assert!(error.help().unwrap().contains("docker login registry.example"));
    let machine = Machine::with_config(
        r#"{"credsStore": "desktop.exe", "auths": {"registry.example": {"auth": "bWU6cHc="}}}"#,
    );
    assert_eq!(ask(&machine.credentials()).await, basic("me", "pw"));
}

#[tokio::test]
async fn a_helper_is_no_path() {
    for name in ["../own", "/own", "own x", "own\\\\x", "own\\u0000", "ö"] {
        let machine = Machine::with_config(&format!(r#"{{"credsStore": "{name}"}}"#));
        std::fs::create_dir(machine.folder.path().join("docker-credential-..")).unwrap();
        machine.program("own", r#"echo '{"Username":"me","Secret":"pw"}'"#);
        let error = ask(&machine.credentials()).await.unwrap_err();
        assert!(matches!(error, CredentialError::HelperName { .. }), "{error}");
    }
}

#[tokio::test]
async fn many_questions_for_a_registry_start_one_program() {
    let machine =
        Machine::with_helper(r#"echo run >> "$(dirname "$0")/runs"; echo '{"Username":"me","Secret":"pw"}'"#);
    let credentials = machine.credentials();
    let questions: Vec<_> = (0..20).map(|_| ask(&credentials)).collect();
    for answer in futures_util::future::join_all(questions).await {
        assert_eq!(answer, basic("me", "pw"));
    }
    let runs = || std::fs::read_to_string(machine.folder.path().join("runs")).unwrap().lines().count();
    assert_eq!(runs(), 1);
    assert_eq!(credentials.of("docker.io", "library/nginx").await, basic("me", "pw"));
    assert_eq!(runs(), 2);
}
