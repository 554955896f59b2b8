//! Credentials that cannot be had: what everybody may read is read all the same.

use std::fs;
use std::process::Command;
use std::time::Duration;

use winfit_images::{CredentialError, ErrorKind, Images, RegistryError, Settings};
use winfit_testkit::{Answer, Registry, Rude, TokenServer, fixtures};

use crate::{Asking, failure, one, requests};

/// What a user may have in `config.json` that gives no credential, but a failure.
const BROKEN: [&str; 3] = [
    r#"{"credsStore": "winfit-is-not-there"}"#,
    r#"{"credsStore": "no/name"}"#,
    r#"{"auths": "cut off by an editor"#,
];

/// Asks with each of the broken configurations.
fn with_each(check: impl Fn(&Asking)) {
    for text in BROKEN {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.json");
        fs::write(&file, text).unwrap();
        let mut asking = Asking::default();
        asking.credentials.auth_files.push(file);
        check(&asking);
    }
}

/// The failure of the store, and nothing that sounds as if somebody had been refused.
#[track_caller]
fn assert_store_is_blamed(asking: &Asking, reference: &str) {
    let outcome = asking.read(reference).unwrap_err();
    assert_eq!(outcome.kind(), ErrorKind::Environment, "{outcome}");
    let help = outcome.help().unwrap();
    match asking.fail(reference) {
        RegistryError::Credentials { error, .. } => {
            assert_eq!(Some(help), error.help());
            assert!(
                matches!(
                    error,
                    CredentialError::HelperStart { .. }
                        | CredentialError::HelperName { .. }
                        | CredentialError::Malformed { .. }
                ),
                "{error:?}"
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_open_registry_is_read_though_the_store_is_broken() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "1", &fixtures::multi_version());
    with_each(|asking| {
        asking.read(&registry.reference("app", "1")).unwrap();
    });
}

#[test]
fn what_everybody_gets_a_token_for_is_read_though_the_store_is_broken() {
    let Some(registry) = Registry::token(TokenServer::public()) else { return };
    registry.push("app", "1", &fixtures::multi_version());
    with_each(|asking| {
        asking.read(&registry.reference("app", "1")).unwrap();
    });
    let tokens = registry.tokens().unwrap();
    assert!(tokens.requests().iter().all(|it| it.header("authorization").is_none()));
}

#[test]
fn where_a_token_server_refuses_everybody_the_store_is_to_blame() {
    let Some(registry) = Registry::token(TokenServer::private("user", "right")) else { return };
    registry.push("app", "1", &fixtures::multi_version());
    with_each(|asking| assert_store_is_blamed(asking, &registry.reference("app", "1")));
}

#[test]
fn where_the_registry_refuses_the_token_of_everybody_the_store_is_to_blame() {
    let Some(registry) = Registry::token(TokenServer::public()) else { return };
    registry.tokens().unwrap().issue_expired(100);
    with_each(|asking| assert_store_is_blamed(asking, &registry.reference("app", "1")));
}

#[test]
fn where_only_a_password_opens_the_store_is_to_blame() {
    let Some(registry) = Registry::basic("user", "right") else { return };
    with_each(|asking| assert_store_is_blamed(asking, &registry.reference("app", "1")));
    assert!(requests(&registry).iter().all(|it| it.ends_with(" 401")));
}

#[test]
fn what_is_not_there_is_said_not_to_be_there_though_the_store_is_broken() {
    let Some(registry) = Registry::token(TokenServer::public()) else { return };
    with_each(|asking| {
        let error = asking.fail(&registry.reference("app", "1"));
        assert_eq!(
            asking.read(&registry.reference("app", "1")).unwrap_err().kind(),
            ErrorKind::NotFound,
            "{error}"
        );
    });
}

#[test]
fn a_store_that_hangs_is_named_before_time_is_up_for_all() {
    let rude = Rude::start();
    rude.otherwise(Answer::unauthorized("Basic realm=\"x\""));
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.json");
    fs::write(&config, r#"{"credsStore": "hangs"}"#).unwrap();
    // Written by another process, lest a child that is being started still has the program open for writing.
    let write = "printf '#!/bin/sh\nexec sleep 600\n' > \"$0\" && chmod 700 \"$0\"";
    let helper = folder.path().join("docker-credential-hangs");
    assert!(Command::new("/bin/sh").args(["-c", write]).arg(helper).status().unwrap().success());
    let mut asking = Asking::plainly(&[&rude]);
    asking.credentials.auth_files.push(config);
    asking.credentials.helper_path = Some(format!("{}:/usr/bin:/bin", folder.path().display()).into());
    let images = Images::new(Settings {
        registries: asking.registries,
        credentials: asking.credentials,
        deadline: Duration::from_secs(3),
        ..Settings::default()
    });
    let error = failure(one(&images, &rude.reference("app", "1")));
    assert!(error.to_string().contains("docker-credential-hangs"), "{error}");
    assert!(error.to_string().ends_with("gave no answer within 1.5 s"), "{error}");
}
