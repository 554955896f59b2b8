//! Tags that are known from the cache: whether they still stand for the same is asked without the manifest.

use std::path::Path;
use std::time::Duration;

use winfit_images::{CacheSettings, DaemonSettings, Images, Settings};
use winfit_testkit::{Answer, Registry, Rude, fixtures};

use crate::{Asking, heard, one, os_versions, requests};

/// With a cache that asks about each tag again.
fn images(asking: &Asking, folder: &Path) -> Images {
    let mut cache = CacheSettings::in_folder(folder.to_owned());
    cache.tag_lifetime = Duration::ZERO;
    Images::new(Settings {
        offline: false,
        cache: Some(cache),
        registries: asking.registries.clone(),
        credentials: asking.credentials.clone(),
        daemon: DaemonSettings::default(),
        deadline: Duration::from_secs(60),
    })
}

#[test]
fn a_tag_that_stands_for_the_same_costs_a_head() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "1", &fixtures::multi_version());
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        one(&images(&Asking::default(), folder.path()), &registry.reference("app", "1")).unwrap();
    }
    assert_eq!(requests(&registry), ["GET /v2/app/manifests/1 200", "HEAD /v2/app/manifests/1 200"]);
}

#[test]
fn a_tag_that_has_moved_is_read_anew() {
    let Some(registry) = Registry::anonymous() else { return };
    let folder = tempfile::tempdir().unwrap();
    let reference = registry.reference("app", "1");
    registry.push("app", "1", &fixtures::multi_version());
    one(&images(&Asking::default(), folder.path()), &reference).unwrap();
    registry.push("app", "1", &fixtures::server_2016_revisions());
    let facts = one(&images(&Asking::default(), folder.path()), &reference).unwrap();
    assert_eq!(os_versions(&facts), ["10.0.14393.6529", fixtures::SERVER_2016]);
}

#[test]
fn a_registry_without_head_is_asked_by_get() {
    let image = fixtures::multi_version();
    for odd in [
        Answer::status(404),
        Answer::status(405),
        Answer::status(500),
        Answer::status(501),
        Answer::error(503, "UNAVAILABLE"),
        Answer::ok(""),
        Answer::ok("").header("Docker-Content-Digest", "nonsense"),
    ] {
        let rude = Rude::start();
        rude.serve("app", "1", &image);
        rude.on("HEAD /v2/app/manifests/1", odd);
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            one(&images(&Asking::plainly(&[&rude]), folder.path()), &rude.reference("app", "1")).unwrap();
        }
        let path = "/v2/app/manifests/1";
        assert_eq!(heard(&rude), [format!("GET {path}"), format!("HEAD {path}"), format!("GET {path}")]);
    }
}

#[test]
fn a_head_that_a_store_elsewhere_refuses_is_for_get_to_answer() {
    let (registry, store) = (Rude::start(), Rude::start());
    let image = fixtures::multi_version();
    registry.otherwise(Answer::redirect(307, &store.url("/signed-for-get")));
    store.on("HEAD /signed-for-get", Answer::status(403));
    store.on("GET /signed-for-get", Answer::ok(image.bytes()));
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let asking = Asking::plainly(&[&registry, &store]);
        one(&images(&asking, folder.path()), &registry.reference("app", "1")).unwrap();
    }
    let path = "/signed-for-get";
    assert_eq!(heard(&store), [format!("GET {path}"), format!("HEAD {path}"), format!("GET {path}")]);
}

#[test]
fn a_head_over_http_2_tells_the_digest_too() {
    let Some(registry) = Registry::tls() else { return };
    registry.push("app", "1", &fixtures::multi_version());
    let asking = Asking::default().trusting(registry.ca().unwrap().to_owned());
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        one(&images(&asking, folder.path()), &registry.reference("app", "1")).unwrap();
    }
    assert_eq!(requests(&registry), ["GET /v2/app/manifests/1 200", "HEAD /v2/app/manifests/1 200"]);
}
