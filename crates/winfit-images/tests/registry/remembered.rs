//! What failed a moment ago, and what was known before it failed.

use std::path::Path;
use std::time::Duration;

use winfit_images::{CacheSettings, ErrorKind, ImageError, ImageFacts, Images, Settings};
use winfit_testkit::{Answer, Registry, Rude, fixtures};

use crate::{Asking, heard, one, requests};

/// With a cache that asks about each tag again, in a new process as it were.
fn read(asking: &Asking, folder: &Path, offline: bool, reference: &str) -> Result<ImageFacts, ImageError> {
    let settings = Settings { offline, ..settings(asking, folder, Duration::ZERO) };
    one(&Images::new(settings), reference)
}

fn settings(asking: &Asking, folder: &Path, tag_lifetime: Duration) -> Settings {
    let cache = CacheSettings { tag_lifetime, ..CacheSettings::in_folder(folder.to_owned()) };
    Settings {
        cache: Some(cache),
        registries: asking.registries.clone(),
        credentials: asking.credentials.clone(),
        ..Settings::default()
    }
}

/// A time to live that is over at once; none at all means that tags of the cache do not count.
const MOMENT: Duration = Duration::from_nanos(1);

#[test]
fn what_is_not_there_is_not_asked_for_again_so_soon() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "1", &fixtures::multi_version());
    let folder = tempfile::tempdir().unwrap();
    let reference = registry.reference("app", "2");
    let first = read(&Asking::default(), folder.path(), false, &reference).unwrap_err();
    assert!(matches!(first, ImageError::Registry(_)), "{first:?}");
    let second = read(&Asking::default(), folder.path(), false, &reference).unwrap_err();
    assert!(matches!(second, ImageError::Remembered { kind: ErrorKind::NotFound, .. }), "{second:?}");
    assert_eq!(requests(&registry).len(), 1);
}

#[test]
fn who_has_logged_in_since_is_not_told_of_the_refusal_before() {
    let Some(registry) = Registry::basic("user", "right") else { return };
    registry.push("app", "1", &fixtures::multi_version());
    let folder = tempfile::tempdir().unwrap();
    let reference = registry.reference("app", "1");
    let refused = read(&Asking::default(), folder.path(), false, &reference).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Denied);
    let asking = Asking::default().with_user(registry.host(), "user", "right");
    read(&asking, folder.path(), false, &reference).unwrap();
}

#[test]
fn offline_counts_what_was_known_before_a_failure() {
    let rude = Rude::start();
    rude.serve("app", "1", &fixtures::multi_version());
    let (asking, folder) = (Asking::plainly(&[&rude]), tempfile::tempdir().unwrap());
    let reference = rude.reference("app", "1");
    let known = read(&asking, folder.path(), false, &reference).unwrap();
    rude.on("/v2/app/manifests/1", Answer::error(403, "DENIED"));
    read(&asking, folder.path(), false, &reference).unwrap_err();
    let asked = heard(&rude).len();
    let offline = read(&asking, folder.path(), true, &reference).unwrap();
    assert_eq!(offline.digest, known.digest);
    assert_eq!(heard(&rude).len(), asked);
}

#[test]
fn what_a_tag_stood_for_counts_where_the_registry_does_not_answer() {
    let rude = Rude::start();
    rude.serve("app", "1", &fixtures::single());
    let (asking, folder) = (Asking::plainly(&[&rude]).impatiently(), tempfile::tempdir().unwrap());
    let reference = rude.reference("app", "1");
    let settings = settings(&asking, folder.path(), MOMENT);
    let known = one(&Images::new(settings.clone()), &reference).unwrap();
    for answer in [
        Answer::status(503),
        Answer::error(500, "UNKNOWN"),
        Answer::silence(),
        Answer::hang_up(),
        Answer::too_many_requests("3600"),
    ] {
        rude.on("/v2/app/manifests/1", answer);
        let facts = one(&Images::new(settings.clone()), &reference).unwrap();
        assert!(facts.origin.cached && facts.origin.checked <= known.origin.checked, "{facts:?}");
        assert_eq!((facts.digest, facts.platforms), (known.digest.clone(), known.platforms.clone()));
        let anew = read(&asking, folder.path(), false, &reference);
        assert!(anew.is_err(), "without trust in tags nothing is known: {anew:?}");
    }
    rude.on("/v2/app/manifests/1", Answer::ok("").held());
    let hurried = Settings { deadline: Duration::from_millis(200), ..settings.clone() };
    assert!(one(&Images::new(hurried), &reference).unwrap().origin.cached);
    rude.release();
    for answer in [Answer::error(403, "DENIED"), Answer::ok("{}"), Answer::error(404, "MANIFEST_UNKNOWN")] {
        rude.on("/v2/app/manifests/1", answer.clone());
        let facts = one(&Images::new(settings.clone()), &reference);
        assert!(facts.is_err(), "{answer:?} is an answer: {facts:?}");
    }
}
