//! What is asked of a real registry, and how often.

use std::time::Duration;

use winfit_images::{ErrorKind, Images, RegistryError, Settings};
use winfit_testkit::{Answer, Registry, Rude, fixtures};

use crate::{Asking, all, failure, heard, os_versions, requests};

#[test]
fn an_index_with_os_versions_costs_one_get() {
    let Some(registry) = Registry::anonymous() else { return };
    let digest = registry.push("team/app", "1.0", &fixtures::multi_version());
    let facts = Asking::default().read(&registry.reference("team/app", "1.0")).unwrap();
    assert_eq!(os_versions(&facts), [fixtures::SERVER_2019, fixtures::SERVER_2022, fixtures::SERVER_2025]);
    assert_eq!(facts.digest.unwrap().as_str(), digest);
    assert_eq!(requests(&registry), ["GET /v2/team/app/manifests/1.0 200"]);
}

#[test]
fn a_docker_manifest_list_costs_one_get_too() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "1", &fixtures::docker_multi_version());
    let facts = Asking::default().read(&registry.reference("app", "1")).unwrap();
    assert_eq!(facts.platforms.len(), 3);
    assert_eq!(requests(&registry).len(), 1);
}

#[test]
fn a_single_manifest_costs_its_configuration_as_well() {
    let Some(registry) = Registry::anonymous() else { return };
    for (repository, image) in [("oci", fixtures::single()), ("docker", fixtures::docker_single())] {
        registry.push(repository, "1", &image);
        let facts = Asking::default().read(&registry.reference(repository, "1")).unwrap();
        assert_eq!(os_versions(&facts).len(), 1, "{repository}");
    }
    let asked = requests(&registry);
    assert_eq!(asked.len(), 4, "{asked:?}");
    assert_eq!(asked[0], "GET /v2/oci/manifests/1 200");
    assert!(asked[1].starts_with("GET /v2/oci/blobs/sha256:"), "{asked:?}");
}

#[test]
fn a_digest_is_asked_for_by_itself_and_counts_more_than_the_tag() {
    let Some(registry) = Registry::anonymous() else { return };
    let old = registry.push("app", "1", &fixtures::multi_version());
    registry.push("app", "1", &fixtures::single());
    let facts = Asking::default().read(&format!("{}/app:1@{old}", registry.host())).unwrap();
    assert_eq!(facts.digest.unwrap().as_str(), old);
    assert_eq!(requests(&registry), [format!("GET /v2/app/manifests/{old} 200")]);
}

#[test]
fn latest_is_asked_for_where_no_tag_is_written() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "latest", &fixtures::multi_version());
    Asking::default().read(&format!("{}/app", registry.host())).unwrap();
    assert_eq!(requests(&registry), ["GET /v2/app/manifests/latest 200"]);
}

#[test]
fn what_the_registry_does_not_have_is_named() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "1", &fixtures::multi_version());
    let error = Asking::default().fail(&registry.reference("app", "2"));
    assert!(matches!(error, RegistryError::NotFound { .. }), "{error:?}");
    assert_eq!(error.to_string(), format!("{} has no app:2", registry.host()));
}

#[test]
fn a_repository_that_is_unknown_is_told_from_a_tag_that_is() {
    let rude = Rude::start();
    rude.on("/v2/app/manifests/1", Answer::error(404, "NAME_UNKNOWN"));
    let error = Asking::plainly(&[&rude]).fail(&rude.reference("app", "1"));
    assert!(matches!(error, RegistryError::NoRepository { .. }), "{error:?}");
}

#[test]
fn many_images_of_a_registry_cost_a_get_each() {
    let Some(registry) = Registry::anonymous() else { return };
    let references: Vec<String> =
        (0..8).map(|number| registry.reference("app", &number.to_string())).collect();
    for number in 0..8 {
        registry.push("app", &number.to_string(), &fixtures::multi_version());
    }
    let resolved = all(&Asking::default().images(), &references);
    assert!(resolved.values().all(Result::is_ok), "{resolved:?}");
    assert_eq!(requests(&registry).len(), 8);
}

#[test]
fn images_are_read_again_by_the_same_reader() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "1", &fixtures::multi_version());
    let images = Asking::default().images();
    for _ in 0..2 {
        crate::one(&images, &registry.reference("app", "1")).unwrap();
    }
}

#[test]
fn a_registry_that_is_gone_is_told_from_an_image_that_is() {
    let Some(mut registry) = Registry::anonymous() else { return };
    let reference = registry.reference("app", "1");
    registry.stop();
    let error = Asking::default().fail(&reference);
    assert!(matches!(error, RegistryError::Connect { .. }), "{error:?}");
    let outcome = Asking::default().read(&reference).unwrap_err();
    assert_eq!(outcome.kind(), ErrorKind::Unreachable);
    assert!(outcome.help().is_some());
}

#[test]
fn a_host_that_nobody_knows_is_said_to_be_none() {
    let error = Asking::default().fail("registry.invalid/app:1");
    assert!(matches!(&error, RegistryError::Name { host, .. } if host == "registry.invalid"), "{error:?}");
}

#[test]
fn the_four_kinds_of_document_are_accepted_and_no_compression() {
    let rude = Rude::start();
    rude.serve("app", "1", &fixtures::multi_version());
    Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap();
    let request = rude.requests().remove(0);
    let accepted: Vec<&str> = request.header("accept").unwrap().split(',').map(str::trim).collect();
    assert_eq!(
        accepted,
        [
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
        ]
    );
    assert_eq!(request.header("accept-encoding"), None);
    assert!(request.header("user-agent").unwrap().starts_with("winfit/"));
}

#[test]
fn schema_1_is_said_to_be_schema_1_though_its_digest_is_not_that_of_its_bytes() {
    let rude = Rude::start();
    let schema_1 =
        r#"{"schemaVersion":1,"name":"app","tag":"1","architecture":"amd64","fsLayers":[],"history":[]}"#;
    let answer = Answer::ok(schema_1)
        .header("Content-Type", "application/vnd.docker.distribution.manifest.v1+prettyjws")
        .header("Docker-Content-Digest", &format!("sha256:{}", "0".repeat(64)));
    rude.on("/v2/app/manifests/1", answer);
    let error = Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
}

#[test]
fn what_is_only_called_schema_1_must_have_its_digest() {
    let rude = Rude::start();
    let image = fixtures::multi_version();
    let answer = Answer::ok(image.bytes())
        .header("Content-Type", "application/vnd.docker.distribution.manifest.v1+prettyjws")
        .header("Docker-Content-Digest", &format!("sha256:{}", "0".repeat(64)));
    rude.on("/v2/app/manifests/1", answer);
    let error = Asking::plainly(&[&rude]).fail(&rude.reference("app", "1"));
    assert!(matches!(error, RegistryError::WrongDigest { .. }), "{error:?}");
}

#[test]
fn a_host_on_this_machine_is_asked_by_plain_http_after_tls_has_failed() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "1", &fixtures::multi_version());
    let port = registry.host().rsplit(':').next().unwrap();
    Asking::default().read(&format!("localhost:{port}/app:1")).unwrap();
    assert_eq!(requests(&registry).len(), 1);
}

#[test]
fn requests_to_a_host_at_a_time_are_limited() {
    let rude = Rude::start();
    rude.serve("app", "0", &fixtures::multi_version());
    let references: Vec<String> = (0..12).map(|number| rude.reference("app", &number.to_string())).collect();
    for number in 0..12 {
        let root = fixtures::multi_version();
        rude.on(&format!("/v2/app/manifests/{number}"), Answer::ok(root.bytes()).held());
    }
    let mut asking = Asking::plainly(&[&rude]);
    asking.registries.per_host = 3;
    std::thread::scope(|scope| {
        let asked = scope.spawn(|| all(&asking.images(), &references));
        rude.wait_for(3);
        rude.release();
        let resolved = asked.join().unwrap();
        assert!(resolved.values().all(Result::is_ok), "{resolved:?}");
    });
    assert_eq!((rude.most_at_once(), heard(&rude).len()), (3, 12));
}

#[test]
fn images_that_have_begun_are_finished_before_others_begin() {
    let rude = Rude::start();
    let image = fixtures::single();
    let references: Vec<String> = (0..60).map(|number| rude.reference("app", &number.to_string())).collect();
    for number in 0..60 {
        rude.serve("app", &number.to_string(), &image);
    }
    let mut asking = Asking::plainly(&[&rude]);
    asking.registries.per_host = 4;
    let resolved = all(&asking.images(), &references);
    assert!(resolved.values().all(Result::is_ok), "{resolved:?}");
    let (mut begun, mut most_begun) = (0, 0);
    for request in heard(&rude) {
        begun += if request.contains("/manifests/") { 1 } else { -1 };
        most_begun = most_begun.max(begun);
    }
    assert_eq!(begun, 0, "one manifest and one configuration for each");
    assert!(most_begun <= 12, "{most_begun} images had begun at a time");
}

#[test]
fn a_host_that_stalls_keeps_no_other_waiting() {
    let (stalling, other) = (Rude::start(), Rude::start());
    stalling.otherwise(Answer::silence());
    other.serve("app", "1", &fixtures::multi_version());
    let asking = Asking::plainly(&[&stalling, &other]).impatiently();
    let references = [stalling.reference("app", "1"), other.reference("app", "1")];
    let mut resolved = all(&asking.images(), &references);
    assert!(resolved.remove(&references[1].parse().unwrap()).unwrap().is_ok());
    let error = failure(resolved.remove(&references[0].parse().unwrap()).unwrap());
    assert!(matches!(error, RegistryError::Timeout { missing: "answer", .. }), "{error:?}");
}

#[test]
fn a_deadline_may_be_as_far_away_as_can_be_said() {
    let rude = Rude::start();
    rude.serve("app", "1", &fixtures::multi_version());
    let mut asking = Asking::plainly(&[&rude]);
    (asking.registries.connect_timeout, asking.registries.idle_timeout) = (Duration::MAX, Duration::MAX);
    let images = Images::new(Settings {
        deadline: Duration::MAX,
        registries: asking.registries,
        ..Settings::default()
    });
    crate::one(&images, &rude.reference("app", "1")).unwrap();
}
