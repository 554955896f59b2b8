//! Asking again: when the host asks for patience, when a failure may pass, and never without end.

use winfit_images::RegistryError;
use winfit_testkit::{Answer, Rude, fixtures};

use crate::{Asking, all, failure};

fn good() -> Answer {
    Answer::ok(fixtures::multi_version().bytes())
}

#[test]
fn a_host_that_asks_for_patience_is_asked_again() {
    for impatient in
        [Answer::too_many_requests("1"), Answer::error(503, "UNAVAILABLE").header("Retry-After", "1")]
    {
        let rude = Rude::start();
        rude.on_each("/v2/app/manifests/1", vec![impatient, good()]);
        Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap();
        assert_eq!(rude.requests().len(), 2);
    }
}

#[test]
fn a_date_in_the_past_means_at_once() {
    let rude = Rude::start();
    let past = Answer::too_many_requests("Sun, 06 Nov 1994 08:49:37 GMT");
    rude.on_each("/v2/app/manifests/1", vec![past, good()]);
    Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap();
}

#[test]
fn a_storm_of_refusals_ends() {
    let rude = Rude::start();
    rude.otherwise(Answer::too_many_requests("0"));
    let error = Asking::plainly(&[&rude]).fail(&rude.reference("app", "1"));
    assert!(matches!(error, RegistryError::RateLimited { seconds: Some(0), .. }), "{error:?}");
    assert_eq!(rude.requests().len(), 5);
}

#[test]
fn a_long_wait_is_refused_at_once_and_for_all() {
    let rude = Rude::start();
    rude.otherwise(Answer::too_many_requests("3600"));
    let mut asking = Asking::plainly(&[&rude]);
    asking.registries.per_host = 1;
    let references: Vec<String> = (0..50).map(|number| rude.reference("app", &number.to_string())).collect();
    let resolved = all(&asking.images(), &references);
    for outcome in resolved.into_values() {
        let error = failure(outcome);
        let RegistryError::RateLimited { seconds: Some(seconds), .. } = error else { panic!("{error:?}") };
        assert!((3500..=3600).contains(&seconds), "{seconds}");
    }
    assert_eq!(rude.requests().len(), 1, "the others know by then");
}

#[test]
fn a_pause_is_that_of_the_host_and_no_other() {
    let (limited, other) = (Rude::start(), Rude::start());
    limited.otherwise(Answer::too_many_requests("3600"));
    other.serve("app", "1", &fixtures::multi_version());
    let asking = Asking::plainly(&[&limited, &other]);
    let references = [limited.reference("app", "1"), other.reference("app", "1")];
    let resolved = all(&asking.images(), &references);
    assert!(resolved[&references[0].parse().unwrap()].is_err());
    assert!(resolved[&references[1].parse().unwrap()].is_ok());
}

#[test]
fn a_failure_of_the_server_is_tried_twice_more() {
    for status in [500, 502, 503, 504] {
        let rude = Rude::start();
        rude.on_each("/v2/app/manifests/1", vec![Answer::status(status), Answer::status(status), good()]);
        Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap();
    }
    let rude = Rude::start();
    rude.otherwise(Answer::status(500));
    let error = Asking::plainly(&[&rude]).fail(&rude.reference("app", "1"));
    assert!(matches!(error, RegistryError::Status { status: 500, .. }), "{error:?}");
    assert_eq!(rude.requests().len(), 3);
}

#[test]
fn a_host_that_cannot_be_reached_is_not_tried_by_each_who_waits_for_it() {
    let proxy = Rude::start();
    proxy.otherwise(Answer::status(403));
    let mut asking = Asking::default();
    asking.registries.per_host = 1;
    asking.registries.proxies.https = Some(proxy.url(""));
    let images = asking.images();
    let references: Vec<String> = (0..20).map(|number| format!("registry.example/app:{number}")).collect();
    for attempts in [1, 2] {
        for outcome in all(&images, &references).into_values() {
            let error = failure(outcome);
            assert!(matches!(error, RegistryError::Proxy { .. }), "{error:?}");
        }
        assert_eq!(proxy.requests().len(), attempts, "who comes later tries again");
    }
}

#[test]
fn a_dead_host_on_this_machine_is_not_tried_by_each_who_waits_for_it() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    drop(listener);
    // Each would take a second for its retries, one after the other.
    let references: Vec<String> = (0..500).map(|number| format!("{host}/app:{number}")).collect();
    for outcome in all(&Asking::default().images(), &references).into_values() {
        let error = failure(outcome);
        assert!(matches!(error, RegistryError::Connect { .. }), "{error:?}");
    }
}

#[test]
fn a_refusal_is_not_tried_again() {
    for status in [400, 403, 404, 405] {
        let rude = Rude::start();
        rude.otherwise(Answer::status(status));
        Asking::plainly(&[&rude]).fail(&rude.reference("app", "1"));
        assert_eq!(rude.requests().len(), 1, "{status}");
    }
}

#[test]
fn a_token_server_that_asks_for_patience_gets_it() {
    let rude = Rude::start();
    let challenge = format!(r#"Bearer realm="{}""#, rude.url("/token"));
    rude.on_each("/v2/app/manifests/1", vec![Answer::unauthorized(&challenge), good()]);
    rude.on_each("/token", vec![Answer::too_many_requests("0"), Answer::ok(r#"{"token":"granted"}"#)]);
    Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap();
}

#[test]
fn a_posted_secret_is_posted_once() {
    let rude = Rude::start();
    rude.otherwise(Answer::unauthorized(&format!(r#"Bearer realm="{}""#, rude.url("/token"))));
    rude.on("POST /token", Answer::status(500));
    let asking = Asking::plainly(&[&rude]).with_auth(&rude.host(), r#"{"identitytoken": "refresh"}"#);
    let error = asking.fail(&rude.reference("app", "1"));
    assert!(matches!(error, RegistryError::Token { .. }), "{error:?}");
    rude.on("POST /token", Answer::redirect(307, "/elsewhere"));
    asking.fail(&rude.reference("app", "1"));
    assert_eq!(rude.requests().iter().filter(|it| it.method == "POST").count(), 2);
}
