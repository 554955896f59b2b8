//! Redirects: followed to others without anything that is for the registry alone.

use winfit_images::RegistryError;
use winfit_testkit::{Answer, Rude, fixtures};

use crate::{Asking, failure, heard};

#[test]
fn a_redirect_to_another_host_carries_no_credentials() {
    let (registry, cdn) = (Rude::start(), Rude::start());
    for status in [301, 302, 303, 307, 308] {
        let away = Answer::redirect(status, &cdn.url("/blob?signature=abc"));
        registry.on_each("/v2/app/manifests/1", vec![Answer::unauthorized("Basic realm=\"r\""), away]);
        cdn.on("/blob", Answer::ok(fixtures::multi_version().bytes()));
        let asking = Asking::plainly(&[&registry, &cdn]).with_user(&registry.host(), "user", "pass");
        asking.read(&registry.reference("app", "1")).unwrap();
    }
    let asked = cdn.requests();
    assert_eq!(asked.len(), 5);
    for request in asked {
        assert_eq!(request.header("authorization"), None);
        assert_eq!(request.header("cookie"), None);
        assert_eq!(request.header("referer"), None);
        assert_eq!(request.path, "/blob?signature=abc");
    }
}

#[test]
fn a_token_does_not_go_along_either() {
    let (registry, cdn) = (Rude::start(), Rude::start());
    let challenge = format!(r#"Bearer realm="{}""#, registry.url("/token"));
    registry.on("/token", Answer::ok(r#"{"token":"granted"}"#));
    let away = Answer::redirect(307, &cdn.url("/blob"));
    registry.on_each("/v2/app/manifests/1", vec![Answer::unauthorized(&challenge), away]);
    cdn.on("/blob", Answer::ok(fixtures::multi_version().bytes()));
    Asking::plainly(&[&registry, &cdn]).read(&registry.reference("app", "1")).unwrap();
    assert_eq!(registry.requests()[2].header("authorization"), Some("Bearer granted"));
    assert_eq!(cdn.requests()[0].header("authorization"), None);
}

#[test]
fn a_redirect_within_the_registry_keeps_the_credentials() {
    let rude = Rude::start();
    let away = Answer::redirect(307, "/elsewhere");
    rude.on_each("/v2/app/manifests/1", vec![Answer::unauthorized("Basic"), away]);
    rude.on("/elsewhere", Answer::ok(fixtures::multi_version().bytes()));
    let asking = Asking::plainly(&[&rude]).with_user(&rude.host(), "user", "pass");
    asking.read(&rude.reference("app", "1")).unwrap();
    assert_eq!(rude.requests()[2].header("authorization"), Some("Basic dXNlcjpwYXNz"));
}

#[test]
fn the_way_back_from_another_host_carries_no_credentials() {
    let (registry, other) = (Rude::start(), Rude::start());
    let away = Answer::redirect(307, &other.url("/x"));
    registry.on_each("/v2/app/manifests/1", vec![Answer::unauthorized("Basic"), away]);
    other.on("/x", Answer::redirect(307, &registry.url("/back")));
    registry.on("/back", Answer::ok(fixtures::multi_version().bytes()));
    let asking = Asking::plainly(&[&registry, &other]).with_user(&registry.host(), "user", "pass");
    asking.read(&registry.reference("app", "1")).unwrap();
    assert_eq!(registry.requests()[2].header("authorization"), None);
}

#[test]
fn a_user_in_a_location_is_not_logged_in() {
    let (registry, cdn) = (Rude::start(), Rude::start());
    let location = format!("http://admin:stolen@{}/blob", cdn.host());
    registry.on("/v2/app/manifests/1", Answer::redirect(307, &location));
    cdn.on("/blob", Answer::ok(fixtures::multi_version().bytes()));
    Asking::plainly(&[&registry, &cdn]).read(&registry.reference("app", "1")).unwrap();
    assert_eq!(cdn.requests()[0].header("authorization"), None);
}

#[test]
fn another_host_that_wants_a_login_gets_none() {
    let (registry, other) = (Rude::start(), Rude::start());
    registry.on("/v2/app/manifests/1", Answer::redirect(307, &other.url("/blob")));
    other.otherwise(Answer::unauthorized("Basic realm=\"phishing\""));
    let asking = Asking::plainly(&[&registry, &other]).with_user(&registry.host(), "user", "pass");
    let error = asking.fail(&registry.reference("app", "1"));
    let RegistryError::Elsewhere { host, status: 401, .. } = &error else { panic!("{error:?}") };
    assert_eq!(host, &other.url(""));
    assert_eq!(other.requests().len(), 1);
}

#[test]
fn redirects_in_a_circle_end() {
    let rude = Rude::start();
    rude.otherwise(Answer::redirect(302, "/again"));
    let error = Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("{} sends us on for the 6th time, as if in a circle", rude.url(""))
    );
    let help = error.help().unwrap();
    assert!(help.contains("login page") && !help.contains("--plain-http"), "{help}");
    assert_eq!(heard(&rude).len(), 6);
}

#[test]
fn five_redirects_are_followed() {
    let rude = Rude::start();
    rude.on("/v2/app/manifests/1", Answer::redirect(302, "/1"));
    for hop in 1..5 {
        rude.on(&format!("/{hop}"), Answer::redirect(302, &format!("/{}", hop + 1)));
    }
    rude.on("/5", Answer::ok(fixtures::multi_version().bytes()));
    Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap();
}

#[test]
fn redirects_to_nowhere_are_named() {
    let rude = Rude::start();
    let nowhere = [
        "ftp://u:s3cret@cdn.example/x?sig=s3cret",
        "file:///etc/passwd",
        "file://cdn.example/etc/passwd",
        "http://",
        "data:,x",
    ];
    for answer in nowhere.map(|it| Answer::redirect(302, it)).into_iter().chain([Answer::status(302)]) {
        rude.on("/v2/app/manifests/1", answer);
        let error = Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap_err();
        let (text, help) = (error.to_string(), error.help().unwrap());
        assert!(!text.contains("s3cret") && !text.contains("TLS"), "{text}");
        assert!(help.contains("operator") && !help.contains("--plain-http"), "{help}");
        assert!(matches!(failure(Err(error)), RegistryError::Redirect { .. }), "{text}");
    }
}

#[test]
fn a_redirect_to_plain_http_names_the_host_that_could_be_allowed() {
    let rude = Rude::start();
    let location = "http://u:s3cret@cdn.example:81/x?sig=s3cret";
    rude.on("/v2/app/manifests/1", Answer::redirect(302, location));
    let error = Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap_err();
    let text = error.to_string();
    assert!(text.ends_with(" sends us on to http://cdn.example:81, which is not protected by TLS"), "{text}");
    assert!(error.help().unwrap().contains("--plain-http cdn.example:81;"), "{:?}", error.help());
}

#[test]
fn what_a_redirect_leads_to_is_verified() {
    let (registry, cdn) = (Rude::start(), Rude::start());
    let digest = fixtures::multi_version().digest().to_owned();
    registry.on(&format!("/v2/app/manifests/{digest}"), Answer::redirect(307, &cdn.url("/x")));
    cdn.on("/x", Answer::ok(fixtures::single().bytes()));
    let error = Asking::plainly(&[&registry, &cdn]).fail(&format!("{}/app@{digest}", registry.host()));
    assert!(matches!(error, RegistryError::WrongDigest { .. }), "{error:?}");
}
