//! Mirrors: asked first, believed in nothing but what can be verified, and given nobody else's credentials.

use winfit_images::RegistryError;
use winfit_testkit::{Answer, Registry, Rude, fixtures};

use crate::{Asking, all, heard};

/// Docker Hub by these mirrors only: the hub itself is behind a proxy that does not exist.
fn hub_by(mirrors: &[&str]) -> Asking {
    let mut asking = Asking::default();
    asking
        .registries
        .mirrors
        .insert("docker.io".to_owned(), mirrors.iter().map(ToString::to_string).collect());
    asking.registries.proxies.https = Some("http://127.0.0.1:1".to_owned());
    asking
}

#[test]
fn a_mirror_has_the_images_below_its_path() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("hub/library/app", "1", &fixtures::multi_version());
    let mirror = format!("http://{}/hub", registry.host());
    hub_by(&[&mirror]).read("app:1").unwrap();
}

#[test]
fn mirrors_are_asked_in_order_then_the_registry() {
    let (first, second) = (Rude::start(), Rude::start());
    first.otherwise(Answer::error(404, "MANIFEST_UNKNOWN"));
    second.otherwise(Answer::status(500));
    let error = hub_by(&[&first.url(""), &second.url("/p")]).fail("app:1");
    // What the registry itself says is what counts.
    assert!(
        matches!(&error, RegistryError::Proxy { host, .. } if host == "registry-1.docker.io"),
        "{error:?}"
    );
    assert_eq!(heard(&first), ["GET /v2/library/app/manifests/1"]);
    assert_eq!(heard(&second)[0], "GET /v2/p/library/app/manifests/1");
    second.otherwise(Answer::ok(fixtures::multi_version().bytes()));
    hub_by(&[&first.url(""), &second.url("/p")]).read("app:1").unwrap();
}

#[test]
fn a_mirror_that_lies_about_a_digest_is_passed_over() {
    let (mirror, honest) = (Rude::start(), Rude::start());
    mirror.otherwise(Answer::ok(fixtures::single().bytes()));
    let image = fixtures::multi_version();
    honest.otherwise(Answer::ok(image.bytes()));
    let asking = hub_by(&[&mirror.url(""), &honest.url("")]);
    let facts = asking.read(&format!("app@{}", image.digest())).unwrap();
    assert_eq!(facts.platforms.len(), 3);
}

#[test]
fn a_mirror_gets_its_own_credentials_and_no_others() {
    let mirror = Rude::start();
    let root = fixtures::multi_version();
    let answers = || vec![Answer::unauthorized("Basic"), Answer::ok(root.bytes())];
    mirror.on_each("/v2/library/app/manifests/1", answers());
    let asking = || hub_by(&[&mirror.url("")]).with_user("https://index.docker.io/v1/", "hub", "secret");
    asking().fail("app:1");
    assert!(mirror.requests().iter().all(|it| it.header("authorization").is_none()));
    mirror.on_each("/v2/library/app/manifests/1", answers());
    asking().with_user(&mirror.host(), "user", "pass").read("app:1").unwrap();
    assert_eq!(mirror.requests().last().unwrap().header("authorization"), Some("Basic dXNlcjpwYXNz"));
}

#[test]
fn a_mirror_that_is_unusable_is_named_without_its_password() {
    for mirror in [
        "ftp://user:s3cret@mirror.example",
        "https://user:s3cret@mirror:99999",
        "https://user:s3cret@mirror.example",
        "https://s3cret@mirror.example",
    ] {
        let error = hub_by(&[mirror]).fail("app:1");
        assert!(matches!(error, RegistryError::Setting { setting: "mirror", .. }), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
    }
}

#[test]
fn a_mirror_that_is_silent_costs_its_wait_once() {
    let (mirror, registry) = (Rude::start(), Rude::start());
    mirror.otherwise(Answer::silence());
    let references: Vec<String> = (0..20).map(|tag| registry.reference("app", &tag.to_string())).collect();
    for tag in 0..20 {
        registry.serve("app", &tag.to_string(), &fixtures::multi_version());
    }
    let mut asking = Asking::plainly(&[&registry]).impatiently();
    asking.registries.per_host = 2;
    asking.registries.mirrors.insert(registry.host(), vec![mirror.url("")]);
    assert!(all(&asking.images(), &references).values().all(Result::is_ok));
    assert_eq!((mirror.requests().len(), registry.requests().len()), (2, 20));
}
