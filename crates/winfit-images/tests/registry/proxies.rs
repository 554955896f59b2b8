//! Proxies, on the way to registries that only they know.

use winfit_images::RegistryError;
use winfit_testkit::{Answer, Rude, fixtures};

use crate::{Asking, failure, heard};

#[test]
fn plain_http_is_asked_of_the_proxy_as_a_whole_url() {
    let proxy = Rude::start();
    let path = "http://registry.example/v2/app/manifests/1";
    proxy.on(path, Answer::ok(fixtures::multi_version().bytes()));
    let mut asking = Asking::default();
    asking.registries.plain_http = vec!["registry.example".to_owned()];
    asking.registries.proxies.http = Some(format!("http://user:pass@{}", proxy.host()));
    asking.read("registry.example/app:1").unwrap();
    assert_eq!(heard(&proxy), [format!("GET {path}")]);
    assert_eq!(proxy.requests()[0].header("proxy-authorization"), Some("Basic dXNlcjpwYXNz"));
}

#[test]
fn tls_is_asked_through_a_tunnel_and_a_proxy_that_refuses_is_named_without_its_password() {
    let proxy = Rude::start();
    for (status, words) in [(407, "authorization required"), (403, "unsuccessful")] {
        proxy.otherwise(Answer::status(status));
        let mut asking = Asking::default();
        asking.registries.proxies.https = Some(format!("http://user:s3cret@{}", proxy.host()));
        let error = asking.fail("registry.example/app:1");
        let RegistryError::Proxy { proxy: named, problem, .. } = &error else { panic!("{error:?}") };
        assert_eq!(named, &proxy.url(""));
        assert!(problem.contains(words), "{problem}");
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
    }
    assert_eq!(heard(&proxy)[0], "CONNECT registry.example:443");
}

#[test]
fn this_machine_is_asked_directly() {
    let (proxy, registry) = (Rude::start(), Rude::start());
    registry.serve("app", "1", &fixtures::multi_version());
    let mut asking = Asking::plainly(&[&registry]);
    asking.registries.proxies.http = Some(proxy.url(""));
    asking.read(&registry.reference("app", "1")).unwrap();
    assert_eq!(heard(&proxy).len(), 0);
}

#[test]
fn an_exception_is_asked_directly() {
    let proxy = Rude::start();
    let mut asking = Asking::default();
    asking.registries.proxies.https = Some(proxy.url(""));
    asking.registries.proxies.no = Some("invalid".to_owned());
    let error = asking.read("registry.invalid/app:1").unwrap_err();
    assert!(error.help().unwrap().contains("--offline"), "{:?}", error.help());
    let error = failure(Err(error));
    assert!(matches!(error, RegistryError::Name { .. }), "{error:?}");
    assert_eq!(heard(&proxy).len(), 0);
}

/// A registry without TLS that gives out its own tokens, by way of a proxy, since it is not on this machine.
fn with_tokens(realm: &str) -> (Rude, Asking) {
    let proxy = Rude::start();
    let root = Answer::ok(fixtures::multi_version().bytes());
    let challenge = Answer::unauthorized(&format!("Bearer realm=\"{realm}\""));
    proxy.on_each("http://registry.example/v2/app/manifests/1", vec![challenge, root]);
    proxy.otherwise(Answer::ok(r#"{"token":"granted"}"#));
    let mut asking = Asking::default().with_user("registry.example", "user", "pass");
    asking.registries.plain_http = vec!["registry.example".to_owned(), "tokens.example".to_owned()];
    asking.registries.proxies.http = Some(proxy.url(""));
    (proxy, asking)
}

#[test]
fn a_registry_that_may_be_asked_without_tls_gets_the_login_for_its_own_tokens() {
    let (proxy, asking) = with_tokens("http://registry.example/token");
    asking.read("registry.example/app:1").unwrap();
    let asked = proxy.requests();
    assert!(asked[1].path.starts_with("http://registry.example/token?"), "{}", asked[1].path);
    assert_eq!(asked[1].header("authorization"), Some("Basic dXNlcjpwYXNz"));
    assert_eq!(asked[2].header("authorization"), Some("Bearer granted"));
}

#[test]
fn a_login_does_not_go_without_tls_to_another_host_that_gives_out_tokens() {
    for realm in ["http://tokens.example/token", "http://registry.example:81/token"] {
        let (proxy, asking) = with_tokens(realm);
        let error = asking.fail("registry.example/app:1");
        assert!(matches!(error, RegistryError::RealmForLogin { .. }), "{error:?}");
        assert_eq!(heard(&proxy).len(), 1);
    }
}
