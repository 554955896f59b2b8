//! Logins: which credential goes to whom, and how few tokens are fetched.

use winfit_images::{ErrorKind, RegistryError};
use winfit_testkit::{Answer, Registry, Rude, TokenServer, fixtures};

use crate::{Asking, all, failure, one, requests};

#[test]
fn a_basic_registry_gives_to_its_user_only() {
    let Some(registry) = Registry::basic("user", "right") else { return };
    registry.push("app", "1", &fixtures::multi_version());
    let reference = registry.reference("app", "1");
    let with = |password| Asking::default().with_user(registry.host(), "user", password);
    with("right").read(&reference).unwrap();
    let wrong = with("wrong").fail(&reference);
    assert!(matches!(wrong, RegistryError::PasswordRefused { .. }), "{wrong:?}");
    let nobody = Asking::default().fail(&reference);
    assert!(matches!(nobody, RegistryError::LoginNeeded { .. }), "{nobody:?}");
    let outcome = Asking::default().read(&reference).unwrap_err();
    assert_eq!(outcome.kind(), ErrorKind::Denied);
    assert!(outcome.help().unwrap().contains(&format!("docker login {}", registry.host())));
}

#[test]
fn a_password_that_is_right_may_still_not_be_enough() {
    for (status, is_refused) in [(401, true), (403, false)] {
        let rude = Rude::start();
        let answers = vec![Answer::unauthorized("Basic realm=\"r\""), Answer::error(status, "DENIED")];
        rude.on_each("/v2/app/manifests/1", answers);
        let asking = Asking::plainly(&[&rude]).with_user(&rude.host(), "user", "pass");
        let error = asking.read(&rude.reference("app", "1")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Denied);
        let text = error.to_string();
        assert_eq!(text.contains("refuses user and password"), is_refused, "{text}");
        assert_eq!(text.contains("to the user that is logged in"), !is_refused, "{text}");
    }
}

#[test]
fn a_registry_that_does_not_say_how_to_log_in_is_told_from_one_that_wants_a_login() {
    let rude = Rude::start();
    rude.on("/v2/app/manifests/1", Answer::error(401, "UNAUTHORIZED"));
    for asking in
        [Asking::plainly(&[&rude]), Asking::plainly(&[&rude]).with_user(&rude.host(), "user", "pass")]
    {
        let error = asking.read(&rude.reference("app", "1")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Denied);
        assert!(error.to_string().contains("does not say how to log in: UNAUTHORIZED"), "{error}");
        assert!(!error.help().unwrap().contains("docker login"), "{:?}", error.help());
    }
}

#[test]
fn a_wrong_password_is_tried_once() {
    let Some(registry) = Registry::basic("user", "right") else { return };
    Asking::default().with_user(registry.host(), "user", "wrong").fail(&registry.reference("app", "1"));
    assert_eq!(requests(&registry).len(), 2);
}

#[test]
fn a_registry_that_wants_a_login_is_not_asked_without_one_again() {
    let Some(registry) = Registry::basic("user", "right") else { return };
    registry.push("app", "1", &fixtures::multi_version());
    registry.push("other", "1", &fixtures::multi_version());
    let images = Asking::default().with_user(registry.host(), "user", "right").images();
    one(&images, &registry.reference("app", "1")).unwrap();
    one(&images, &registry.reference("other", "1")).unwrap();
    assert_eq!(
        requests(&registry),
        ["GET /v2/app/manifests/1 401", "GET /v2/app/manifests/1 200", "GET /v2/other/manifests/1 200"]
    );
}

#[test]
fn everybody_gets_a_token_where_everybody_may_pull() {
    let Some(registry) = Registry::token(TokenServer::public()) else { return };
    registry.push("team/app", "1", &fixtures::multi_version());
    Asking::default().read(&registry.reference("team/app", "1")).unwrap();
    let tokens = registry.tokens().unwrap();
    let asked = tokens.requests();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].header("authorization"), None);
    assert!(asked[0].path.contains("scope=repository%3Ateam%2Fapp%3Apull"), "{}", asked[0].path);
    assert!(asked[0].path.contains("service=winfit-testkit-registry"), "{}", asked[0].path);
}

#[test]
fn a_user_gets_a_token_by_password() {
    let Some(registry) = Registry::token(TokenServer::private("user", "right")) else { return };
    registry.push("app", "1", &fixtures::multi_version());
    let reference = registry.reference("app", "1");
    let with = |password| Asking::default().with_user(registry.host(), "user", password);
    with("right").read(&reference).unwrap();
    let refused = with("wrong").fail(&reference);
    assert!(matches!(refused, RegistryError::LoginRefused { .. }), "{refused:?}");
    let nobody = Asking::default().fail(&reference);
    assert!(matches!(nobody, RegistryError::LoginNeeded { .. }), "{nobody:?}");
}

#[test]
fn the_password_goes_to_the_token_server_and_the_token_to_the_registry() {
    let (registry, tokens) = (Rude::start(), Rude::start());
    let challenge = format!(r#"Bearer realm="{}",service="s""#, tokens.url("/token"));
    let root = fixtures::multi_version();
    registry.on_each("/v2/app/manifests/1", vec![Answer::unauthorized(&challenge), Answer::ok(root.bytes())]);
    tokens.on("/token", Answer::ok(r#"{"access_token":"granted"}"#));
    let asking = Asking::plainly(&[&registry, &tokens]).with_user(&registry.host(), "user", "pass");
    asking.read(&registry.reference("app", "1")).unwrap();
    let sent = |rude: &Rude| -> Vec<Option<String>> {
        rude.requests().iter().map(|it| it.header("authorization").map(str::to_owned)).collect()
    };
    assert_eq!(sent(&tokens), [Some("Basic dXNlcjpwYXNz".to_owned())]);
    assert_eq!(sent(&registry), [None, Some("Bearer granted".to_owned())]);
}

#[test]
fn one_token_serves_all_images_of_a_repository() {
    let Some(registry) = Registry::token(TokenServer::public()) else { return };
    let references: Vec<String> =
        (0..6).map(|number| registry.reference("app", &number.to_string())).collect();
    for number in 0..6 {
        registry.push("app", &number.to_string(), &fixtures::multi_version());
    }
    let resolved = all(&Asking::default().images(), &references);
    assert!(resolved.values().all(Result::is_ok), "{resolved:?}");
    assert_eq!(registry.tokens().unwrap().issued(), 1);
}

#[test]
fn each_repository_has_a_token_of_its_own() {
    let Some(registry) = Registry::token(TokenServer::public()) else { return };
    registry.push("app", "1", &fixtures::multi_version());
    registry.push("other", "1", &fixtures::multi_version());
    let images = Asking::default().images();
    one(&images, &registry.reference("app", "1")).unwrap();
    one(&images, &registry.reference("other", "1")).unwrap();
    assert_eq!(registry.tokens().unwrap().issued(), 2);
    // The second repository's token is fetched ahead, since the way to it is known.
    assert_eq!(requests(&registry).len(), 3);
}

#[test]
fn a_token_that_has_expired_is_replaced_before_it_is_sent() {
    let Some(registry) = Registry::token(TokenServer::public()) else { return };
    registry.push("app", "1", &fixtures::multi_version());
    registry.tokens().unwrap().set_expires_in(Some(0));
    let images = Asking::default().images();
    for _ in 0..2 {
        one(&images, &registry.reference("app", "1")).unwrap();
    }
    assert_eq!(registry.tokens().unwrap().issued(), 2);
    assert_eq!(requests(&registry).iter().filter(|it| it.ends_with(" 401")).count(), 1);
}

#[test]
fn a_token_that_turns_out_to_have_expired_is_replaced_once() {
    let rude = Rude::start();
    let challenge = format!(r#"Bearer realm="{}""#, rude.url("/token"));
    let root = fixtures::multi_version();
    let (no, yes) = (Answer::unauthorized(&challenge), Answer::ok(root.bytes()));
    rude.on_each("/v2/app/manifests/1", vec![no.clone(), yes.clone(), no, yes]);
    let token = |name: &str| Answer::ok(format!(r#"{{"token":"{name}"}}"#));
    rude.on_each("/token", vec![token("first"), token("second")]);
    let images = Asking::plainly(&[&rude]).images();
    one(&images, &rude.reference("app", "1")).unwrap();
    one(&images, &rude.reference("app", "1")).unwrap();
    let sent: Vec<_> =
        rude.requests().iter().map(|it| it.header("authorization").map(str::to_owned)).collect();
    let bearer = |name: &str| Some(format!("Bearer {name}"));
    assert_eq!(sent, [None, None, bearer("first"), bearer("first"), None, bearer("second")]);
}

#[test]
fn a_registry_that_refuses_each_token_is_asked_no_more_than_twice() {
    let Some(registry) = Registry::token(TokenServer::public()) else { return };
    registry.tokens().unwrap().issue_expired(100);
    let error = Asking::default().fail(&registry.reference("app", "1"));
    assert!(matches!(error, RegistryError::LoginNeeded { .. }), "{error:?}");
    assert_eq!(requests(&registry).len(), 2);
}

#[test]
fn an_identity_token_is_exchanged_by_post() {
    let rude = Rude::start();
    let challenge = format!(r#"Bearer realm="{}",service="some service""#, rude.url("/token?fixed=1"));
    let root = fixtures::multi_version();
    rude.on_each("/v2/app/manifests/1", vec![Answer::unauthorized(&challenge), Answer::ok(root.bytes())]);
    rude.on("POST /token", Answer::ok(r#"{"access_token":"granted"}"#));
    let asking = Asking::plainly(&[&rude]).with_auth(&rude.host(), r#"{"identitytoken": "ref+resh"}"#);
    asking.read(&rude.reference("app", "1")).unwrap();
    let posted = rude.requests().remove(1);
    assert_eq!((posted.method.as_str(), posted.path.as_str()), ("POST", "/token?fixed=1"));
    let form = String::from_utf8(posted.body).unwrap();
    assert_eq!(
        form,
        "service=some+service&scope=repository%3Aapp%3Apull&grant_type=refresh_token&client_id=winfit&refresh_token=ref%2Bresh"
    );
    assert_eq!(rude.requests()[2].header("authorization"), Some("Bearer granted"));
}

#[test]
fn a_registry_token_is_sent_as_it_is() {
    let rude = Rude::start();
    let challenge = format!(r#"Bearer realm="{}""#, rude.url("/token"));
    let root = fixtures::multi_version();
    rude.on_each("/v2/app/manifests/1", vec![Answer::unauthorized(&challenge), Answer::ok(root.bytes())]);
    let asking = Asking::plainly(&[&rude]).with_auth(&rude.host(), r#"{"registrytoken": "mine"}"#);
    asking.read(&rude.reference("app", "1")).unwrap();
    assert_eq!(rude.requests()[1].header("authorization"), Some("Bearer mine"));
}

#[test]
fn an_identity_token_that_was_revoked_is_refused() {
    let Some(registry) = Registry::token(TokenServer::private("user", "right")) else { return };
    let asking = Asking::default().with_auth(registry.host(), r#"{"identitytoken": "revoked"}"#);
    let error = asking.fail(&registry.reference("app", "1"));
    assert!(matches!(error, RegistryError::LoginRefused { .. }), "{error:?}");
}

#[test]
fn concurrent_readers_share_the_failure_of_a_token_server() {
    let (registry, tokens) = (Rude::start(), Rude::start());
    let challenge = format!(r#"Bearer realm="{}""#, tokens.url("/token"));
    registry.otherwise(Answer::unauthorized(&challenge));
    tokens.on("/token", Answer::error(403, "DENIED").held());
    let asking = Asking::plainly(&[&registry, &tokens]);
    let references: Vec<String> =
        (0..10).map(|number| registry.reference("app", &number.to_string())).collect();
    let resolved = std::thread::scope(|scope| {
        let asked = scope.spawn(|| all(&asking.images(), &references));
        registry.wait_for(10);
        tokens.wait_for(1);
        tokens.release();
        asked.join().unwrap()
    });
    for outcome in resolved.into_values() {
        let error = failure(outcome);
        assert!(matches!(error, RegistryError::LoginNeeded { .. }), "{error:?}");
    }
    // A reader whose 401 arrives only after the failure asks for itself.
    assert!(tokens.requests().len() < 10, "{}", tokens.requests().len());
}

#[test]
fn a_challenge_of_another_kind_is_named() {
    let rude = Rude::start();
    for challenge in ["Negotiate", "Bearer service=\"s\"", "Digest realm=\"r\"", "\"\"\""] {
        rude.on("/v2/app/manifests/1", Answer::unauthorized(challenge));
        let error = Asking::plainly(&[&rude]).fail(&rude.reference("app", "1"));
        assert!(matches!(error, RegistryError::Challenge { .. }), "{challenge}: {error:?}");
    }
}

#[test]
fn garbage_of_a_token_server_is_named() {
    let rude = Rude::start();
    let challenge = format!(r#"Bearer realm="{}""#, rude.url("/token"));
    rude.otherwise(Answer::unauthorized(&challenge));
    for garbage in [
        Answer::ok("<html>"),
        Answer::ok("{}"),
        Answer::ok(r#"{"token":"a\r\nInjected: 1"}"#),
        Answer::status(204),
        Answer::error(400, "UNSUPPORTED"),
    ] {
        rude.on("/token", garbage);
        let error = Asking::plainly(&[&rude]).fail(&rude.reference("app", "1"));
        assert!(matches!(error, RegistryError::Token { .. }), "{error:?}");
    }
    rude.on("/token", Answer::ok("").endless());
    let error = Asking::plainly(&[&rude]).fail(&rude.reference("app", "1"));
    assert!(matches!(error, RegistryError::TooLarge { .. }), "{error:?}");
}

#[test]
fn a_realm_without_tls_is_not_asked_unless_it_is_named() {
    let rude = Rude::start();
    rude.on("/v2/app/manifests/1", Answer::unauthorized(r#"Bearer realm="http://tokens.example/token""#));
    let reference = rude.reference("app", "1");
    let error = Asking::plainly(&[&rude]).read(&reference).unwrap_err();
    assert!(error.help().unwrap().contains("--plain-http tokens.example;"), "{:?}", error.help());
    assert!(matches!(failure(Err(error)), RegistryError::Realm { .. }));
    // Named, it would be asked by anybody, but no password goes there.
    let mut asking = Asking::plainly(&[&rude]).with_user(&rude.host(), "user", "pass");
    asking.registries.plain_http.push("tokens.example".to_owned());
    let error = asking.read(&reference).unwrap_err();
    assert!(!error.help().unwrap().contains("--plain-http"), "{:?}", error.help());
    assert!(matches!(failure(Err(error)), RegistryError::RealmForLogin { .. }));
}

#[test]
fn a_realm_of_another_kind_is_not_understood() {
    let rude = Rude::start();
    for realm in ["ftp://tokens.example/token", "file:///etc/passwd", "tokens.example"] {
        let challenge = format!("Bearer realm=\"{realm}\"");
        rude.on("/v2/app/manifests/1", Answer::unauthorized(&challenge));
        let error = Asking::plainly(&[&rude]).fail(&rude.reference("app", "1"));
        assert!(matches!(error, RegistryError::Challenge { .. }), "{realm}: {error:?}");
    }
}
