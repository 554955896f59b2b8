//! Registries of each kind, read by skopeo.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use winfit_testkit::{Access, Image, Registry, TokenServer, Transport, fixtures};

use crate::skopeo::{raw, raw_by_tls, refusal};

#[test]
fn every_fixture_can_be_pushed_and_read_back_unchanged() {
    let Some(registry) = Registry::anonymous() else { return };
    let fixtures: [(&str, Image); 10] = [
        ("multi-version", fixtures::multi_version()),
        ("multi-version-arm64", fixtures::multi_version_arm64()),
        ("docker-multi-version", fixtures::docker_multi_version()),
        ("without-os-version", fixtures::without_os_version()),
        ("without-platforms", fixtures::without_platforms()),
        ("server-2016-revisions", fixtures::server_2016_revisions()),
        ("single", fixtures::single()),
        ("docker-single", fixtures::docker_single()),
        ("linux", fixtures::linux()),
        ("mixed", fixtures::mixed()),
    ];
    for (name, image) in fixtures {
        let digest = registry.push("team/app", name, &image);
        assert_eq!(digest, image.digest());
        let Some(read) = raw(&registry.reference("team/app", name), &[]) else { return };
        assert_eq!(read, image.bytes(), "{name}");
    }
}

#[test]
fn the_requests_of_a_client_are_told_and_not_those_of_a_push() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "1", &fixtures::single());
    assert_eq!(registry.requests(), []);
    if raw(&registry.reference("app", "1"), &[]).is_none() {
        return;
    }
    let requests: Vec<String> = registry.requests().iter().map(ToString::to_string).collect();
    assert_eq!(requests, ["GET /v2/ 200", "GET /v2/app/manifests/1 200"]);
}

#[test]
fn a_request_is_in_the_log_as_soon_as_it_has_been_answered() {
    let Some(registry) = Registry::anonymous() else { return };
    for count in 1..=50 {
        let mut stream = TcpStream::connect(registry.host()).unwrap();
        write!(stream, "GET /v2/ HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        stream.read_exact(&mut [0; 12]).unwrap();
        assert_eq!(registry.requests().len(), count);
    }
}

#[test]
fn a_stopped_registry_refuses_connections_and_keeps_its_log() {
    let Some(mut registry) = Registry::anonymous() else { return };
    registry.push("app", "1", &fixtures::single());
    registry.stop();
    assert!(TcpStream::connect(registry.host()).is_err());
    assert_eq!(registry.requests(), []);
}

#[test]
fn a_registry_is_gone_after_a_panic() {
    let host = std::panic::catch_unwind(|| {
        let Some(registry) = Registry::anonymous() else { return };
        std::panic::panic_any(registry.host().to_owned());
    });
    let Err(host) = host else { return };
    assert!(TcpStream::connect(host.downcast_ref::<String>().unwrap()).is_err());
}

#[test]
fn a_deleted_image_is_not_found() {
    let Some(registry) = Registry::anonymous() else { return };
    let digest = registry.push("app", "1", &fixtures::single());
    registry.delete("app", &digest);
    let Some(text) = refusal(&registry.reference("app", "1"), &[]) else { return };
    assert!(text.contains("manifest unknown"), "{text}");
}

#[test]
fn a_basic_registry_wants_its_user() {
    let Some(registry) = Registry::basic("alice", "s3cret") else { return };
    let image = fixtures::multi_version();
    registry.push("app", "1", &image);
    let reference = registry.reference("app", "1");
    let Some(read) = raw(&reference, &["--creds", "alice:s3cret"]) else { return };
    assert_eq!(read, image.bytes());
    for almost in [&["--creds", "alice:s3cre"][..], &["--no-creds"]] {
        let text = refusal(&reference, almost).unwrap();
        assert!(text.contains("authentication required") || text.contains("unauthorized"), "{text}");
    }
}

#[test]
fn a_tls_registry_is_trusted_by_its_own_authority_only() {
    let Some(registry) = Registry::start(Access::basic("alice", "s3cret"), Transport::Tls) else { return };
    let image = fixtures::multi_version();
    registry.push("app", "1", &image);
    let (reference, ca) = (registry.reference("app", "1"), registry.ca().unwrap());
    let Some(read) = raw_by_tls(&reference, ca, &["--creds", "alice:s3cret"]) else { return };
    assert_eq!(read, image.bytes());
    let text = refusal(&reference, &["--tls-verify=true", "--creds", "alice:s3cret"]).unwrap();
    assert!(text.contains("certificate"), "{text}");
}

#[test]
fn a_public_token_registry_is_read_with_an_anonymous_token() {
    let Some(registry) = Registry::token(TokenServer::public()) else { return };
    let image = fixtures::multi_version();
    registry.push("team/app", "1", &image);
    assert_eq!(registry.tokens().unwrap().issued(), 0);
    let Some(read) = raw(&registry.reference("team/app", "1"), &[]) else { return };
    assert_eq!(read, image.bytes());
    let tokens = registry.tokens().unwrap();
    assert_eq!(tokens.issued(), 1);
    assert!(tokens.requests()[0].path.contains("scope=repository%3Ateam%2Fapp%3Apull"));
}

#[test]
fn a_private_token_registry_wants_its_user() {
    let Some(registry) = Registry::token(TokenServer::private("alice", "s3cret")) else { return };
    let image = fixtures::multi_version();
    registry.push("app", "1", &image);
    let reference = registry.reference("app", "1");
    let Some(read) = raw(&reference, &["--creds", "alice:s3cret"]) else { return };
    assert_eq!(read, image.bytes());
    assert!(refusal(&reference, &["--creds", "alice:s3cre"]).is_some());
    assert!(refusal(&reference, &["--no-creds"]).is_some());
}

#[test]
fn an_expired_token_is_refused_by_the_registry() {
    let Some(registry) = Registry::token(TokenServer::public()) else { return };
    registry.push("app", "1", &fixtures::single());
    registry.tokens().unwrap().issue_expired(1);
    let reference = registry.reference("app", "1");
    if refusal(&reference, &[]).is_some() {
        assert!(raw(&reference, &[]).is_some());
        assert_eq!(registry.tokens().unwrap().issued(), 2);
    }
}
