//! No error says a secret, whatever fails and whoever repeats it.

use std::fs;

use winfit_testkit::{Answer, Rude, fixtures};

use crate::Asking;

/// Each of these is in some place of its own, and must be in no error.
const SECRETS: [&str; 9] = [
    "pass-w0rd",
    "aWRlbnRpdHk6cGFzcy13MHJk",
    "refresh-t0ken",
    "bearer-t0ken",
    "proxy-passw0rd",
    "mirror-passw0rd",
    "location-passw0rd",
    "signature-s3cret",
    "realm-passw0rd",
];

/// Who asks: somebody with a password, and somebody with a refresh token.
const LOGINS: [&str; 2] =
    [r#"{"auth": "aWRlbnRpdHk6cGFzcy13MHJk"}"#, r#"{"identitytoken": "refresh-t0ken"}"#];

fn asking(rude: &Rude, login: &str) -> Asking {
    let mut asking = Asking::plainly(&[rude]).with_auth(&rude.host(), login).impatiently();
    asking.registries.proxies.https = Some("http://u:proxy-passw0rd@127.0.0.1:1".to_owned());
    let mirror = "http://u:mirror-passw0rd@mirror.example".to_owned();
    asking.registries.mirrors.insert("mirrored.example".to_owned(), vec![mirror]);
    asking
}

/// What a server may answer with that fails, repeating all that it may know.
fn failures() -> Vec<Answer> {
    let echo = SECRETS.join(" ");
    let repeated = |status| {
        let body = serde_json::json!({"errors": [{"code": echo, "message": echo}], "error": echo});
        Answer::status(status).header("Retry-After", "0").body(body.to_string())
    };
    let mut failures: Vec<Answer> =
        [400, 401, 403, 404, 405, 429, 451, 500].into_iter().map(repeated).collect();
    failures.extend([
        Answer::redirect(302, "http://u:location-passw0rd@elsewhere.example/x?sig=signature-s3cret"),
        Answer::redirect(302, "ftp://u:location-passw0rd@elsewhere.example/?sig=signature-s3cret"),
        Answer::redirect(302, "https://u:location-passw0rd@elsewhere.invalid/x?sig=signature-s3cret"),
        Answer::redirect(302, "/round?sig=signature-s3cret"),
        Answer::unauthorized("Bearer realm=\"http://u:realm-passw0rd@t.example/?x=signature-s3cret\""),
        Answer::unauthorized("Bearer realm=\"u:realm-passw0rd@t.example?x=signature-s3cret\""),
        Answer::unauthorized("Bearer realm=\"https://u:realm-passw0rd@t.invalid/?x=signature-s3cret\""),
        Answer::ok(fixtures::multi_version().bytes()).cut_after(10),
        Answer::silence(),
        Answer::hang_up(),
        Answer::ok("").endless(),
        Answer::gzip_bomb(1),
        Answer::ok("x").header("Docker-Content-Digest", fixtures::single().digest()),
    ]);
    failures
}

#[track_caller]
fn assert_silent(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

/// Lets each login meet each failure, where `script` puts it, and looks at all that can be seen of that.
fn assert_failures_are_silent(script: impl Fn(&Rude, Answer) + Sync) {
    let script = &script;
    std::thread::scope(|scope| {
        for failure in failures() {
            scope.spawn(move || {
                for login in LOGINS {
                    let rude = Rude::start();
                    script(&rude, failure.clone());
                    let images = asking(&rude, login).images();
                    for reference in [rude.reference("app", "1"), "mirrored.example/app:1".to_owned()] {
                        let error = crate::one(&images, &reference).unwrap_err();
                        assert_silent(&format!("{error} {error:?} {:?} {images:?}", error.help()));
                        assert!(std::error::Error::source(&error).is_none());
                    }
                }
            });
        }
    });
}

fn bearer(rude: &Rude) -> Answer {
    Answer::unauthorized(&format!("Bearer realm=\"{}\"", rude.url("/token?x=signature-s3cret")))
}

#[test]
fn errors_of_registries_hold_no_secrets_after_a_token() {
    assert_failures_are_silent(|rude, failure| {
        rude.otherwise(failure.clone());
        rude.on_each("/v2/app/manifests/1", vec![bearer(rude), failure]);
        rude.on("/token", Answer::ok(r#"{"token":"bearer-t0ken"}"#));
    });
}

#[test]
fn errors_of_registries_hold_no_secrets_after_a_password() {
    assert_failures_are_silent(|rude, failure| {
        rude.otherwise(failure.clone());
        rude.on_each("/v2/app/manifests/1", vec![Answer::unauthorized("Basic realm=\"r\""), failure]);
    });
}

#[test]
fn errors_of_token_servers_hold_no_secrets() {
    assert_failures_are_silent(|rude, failure| {
        rude.otherwise(failure.clone());
        rude.on("/v2/app/manifests/1", bearer(rude));
        rude.on("/token", failure);
    });
}

#[test]
fn a_token_of_everybody_is_not_repeated_either() {
    let rude = Rude::start();
    rude.on("/token", Answer::ok(r#"{"token":"bearer-t0ken"}"#));
    for (message, is_shown) in [("what is bearer-t0ken?", false), ("what is bearer?", true)] {
        let body = serde_json::json!({"errors": [{"code": "UNSUPPORTED", "message": message}]});
        let failure = Answer::status(400).body(body.to_string());
        rude.on_each("/v2/app/manifests/1", vec![bearer(&rude), failure]);
        let error = Asking::plainly(&[&rude]).fail(&rude.reference("app", "1")).to_string();
        assert_eq!(error.contains(message), is_shown, "{error}");
        assert!(error.contains("UNSUPPORTED"), "{error}");
    }
}

#[test]
fn errors_about_keys_hold_no_keys() {
    let folders = tempfile::tempdir().unwrap();
    let folder = folders.path().join("127.0.0.1:1");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.cert"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        .unwrap();
    fs::write(folder.join("a.key"), "-----BEGIN PRIVATE KEY-----\npass-w0rd\n-----END PRIVATE KEY-----\n")
        .unwrap();
    let mut asking = Asking::default();
    asking.registries.certificate_folders = vec![folders.path().to_owned()];
    let error = asking.fail("127.0.0.1:1/app:1");
    assert_silent(&format!("{error} {error:?}"));
}
