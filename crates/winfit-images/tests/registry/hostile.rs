//! Answers that stall, lie, never end or make no sense: each is bounded in time and memory, and named.

use winfit_images::{ErrorKind, RegistryError};
use winfit_testkit::{Answer, Rude, fixtures};

use crate::{Asking, all, failure, heard};

/// The largest manifest, and what may be on the way besides: buffers of both sides.
const MOST_SENT: u64 = (4 << 20) + (8 << 20);

/// What comes of asking for a manifest that is answered so, by somebody with little time.
fn of(answer: Answer) -> (RegistryError, Rude) {
    let rude = Rude::start();
    rude.on("/v2/app/manifests/1", answer);
    let error = Asking::plainly(&[&rude]).impatiently().fail(&rude.reference("app", "1"));
    (error, rude)
}

#[test]
fn silence_ends_in_time() {
    let (error, rude) = of(Answer::silence());
    assert!(matches!(error, RegistryError::Timeout { missing: "answer", .. }), "{error:?}");
    assert_eq!(rude.requests().len(), 1, "a host that is silent is not asked again");
}

#[test]
fn a_body_that_stalls_ends_in_time() {
    let (error, _) = of(Answer::ok(fixtures::multi_version().bytes()).stalling_after(100));
    assert!(matches!(error, RegistryError::Timeout { missing: "go on with its answer", .. }), "{error:?}");
}

#[test]
fn a_body_that_trickles_ends_in_time() {
    let (error, _) = of(Answer::ok(vec![b' '; 1 << 20]).dripping());
    assert!(matches!(error, RegistryError::Timeout { missing: "finish its answer", .. }), "{error:?}");
}

#[test]
fn a_refusal_that_stalls_is_a_refusal() {
    let (error, _) = of(Answer::error(404, "MANIFEST_UNKNOWN").stalling_after(3));
    assert!(matches!(error, RegistryError::NotFound { .. }), "{error:?}");
}

#[test]
fn a_refusal_without_end_is_a_refusal() {
    let (error, rude) = of(Answer::error(404, "MANIFEST_UNKNOWN").endless());
    assert!(matches!(error, RegistryError::NotFound { .. }), "{error:?}");
    assert!(rude.sent() < MOST_SENT, "{}", rude.sent());
}

#[test]
fn a_body_without_end_is_left_at_the_limit() {
    let (error, rude) = of(Answer::ok("").endless());
    assert!(matches!(error, RegistryError::TooLarge { limit: 4_194_304, .. }), "{error:?}");
    assert!(rude.sent() < MOST_SENT, "{}", rude.sent());
}

#[test]
fn a_manifest_of_50_megabytes_is_left_at_its_head() {
    let (error, rude) = of(Answer::ok(vec![b' '; 50 << 20]));
    assert!(matches!(error, RegistryError::TooLarge { .. }), "{error:?}");
    assert!(rude.sent() < MOST_SENT, "{}", rude.sent());
}

#[test]
fn the_largest_manifest_is_read_and_one_byte_more_is_not() {
    let (largest, _) = of(Answer::ok(vec![b' '; 4 << 20]).header("Docker-Content-Digest", &zeros()));
    assert!(matches!(largest, RegistryError::WrongDigest { .. }), "{largest:?}");
    let (larger, _) = of(Answer::ok(vec![b' '; (4 << 20) + 1]).header("Docker-Content-Digest", &zeros()));
    assert!(matches!(larger, RegistryError::TooLarge { .. }), "{larger:?}");
}

#[test]
fn a_length_that_is_a_lie_is_found_out() {
    let image = fixtures::multi_version();
    for claimed in [image.bytes().len() as u64 + 1, 4 << 20] {
        let (error, rude) = of(Answer::ok(image.bytes()).claiming(claimed));
        assert!(matches!(error, RegistryError::Broken { .. }), "{error:?}");
        assert_eq!(rude.requests().len(), 3, "a broken answer is worth two more tries");
    }
    let (error, rude) = of(Answer::ok(image.bytes()).claiming(1 << 40));
    assert!(matches!(error, RegistryError::TooLarge { .. }), "{error:?}");
    assert_eq!(rude.requests().len(), 1);
}

#[test]
fn a_digest_that_is_a_lie_is_found_out() {
    let image = fixtures::multi_version();
    let (error, _) = of(Answer::ok(image.bytes()).header("Docker-Content-Digest", &zeros()));
    let RegistryError::WrongDigest { expected, actual, .. } = &error else { panic!("{error:?}") };
    assert_eq!((expected.as_str(), actual.as_str()), (zeros().as_str(), image.digest()));
}

#[test]
fn other_bytes_than_those_of_the_digest_are_found_out_whatever_the_registry_claims() {
    let (image, other) = (fixtures::multi_version(), fixtures::single());
    for claimed in [image.digest(), other.digest()] {
        let rude = Rude::start();
        let answer = Answer::ok(other.bytes()).header("Docker-Content-Digest", claimed);
        rude.on(&format!("/v2/app/manifests/{}", image.digest()), answer);
        let error = Asking::plainly(&[&rude]).fail(&format!("{}/app@{}", rude.host(), image.digest()));
        assert!(matches!(error, RegistryError::WrongDigest { .. }), "{error:?}");
        assert_eq!(rude.requests().len(), 1, "a lie is not asked for again");
    }
}

#[test]
fn a_digest_of_sha512_is_verified_as_such() {
    let image = fixtures::multi_version();
    let rude = Rude::start();
    let right = "sha512:".to_owned() + &sha512(image.bytes());
    let wrong = format!("sha512:{}", "0".repeat(128));
    for (digest, is_right) in [(&right, true), (&wrong, false)] {
        rude.on("/v2/app/manifests/1", Answer::ok(image.bytes()).header("Docker-Content-Digest", digest));
        let outcome = Asking::plainly(&[&rude]).read(&rude.reference("app", "1"));
        assert_eq!(outcome.is_ok(), is_right, "{outcome:?}");
    }
}

#[test]
fn a_digest_of_an_unknown_algorithm_is_not_believed() {
    let image = fixtures::multi_version();
    let rude = Rude::start();
    rude.on("/v2/app/manifests/1", Answer::ok(image.bytes()).header("Docker-Content-Digest", "md5:0"));
    let facts = Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap();
    assert_eq!(facts.digest.unwrap().as_str(), image.digest());
    let sha384 = format!("sha384:{}", "0".repeat(96));
    let error = Asking::plainly(&[&rude]).fail(&format!("{}/app@{sha384}", rude.host()));
    assert!(matches!(error, RegistryError::Digest { .. }), "{error:?}");
}

#[test]
fn a_configuration_of_other_bytes_is_not_believed() {
    let image = fixtures::single();
    let rude = Rude::start();
    rude.serve("app", "1", &image);
    let config = heard_config(&rude);
    rude.on(&config, Answer::ok("{}"));
    let outcome = Asking::plainly(&[&rude]).read(&rude.reference("app", "1"));
    assert!(!format!("{outcome:?}").contains(fixtures::SERVER_2022), "{outcome:?}");
}

/// The path of the configuration that an image of this server has.
fn heard_config(rude: &Rude) -> String {
    Asking::plainly(&[rude]).read(&rude.reference("app", "1")).unwrap();
    let asked = heard(rude).pop().unwrap();
    asked.trim_start_matches("GET ").to_owned()
}

#[test]
fn garbage_is_no_manifest() {
    for garbage in [&b"<html>welcome</html>"[..], b"", b"{", b"[]", b"\xff\xfe", b"null"] {
        let rude = Rude::start();
        rude.on("/v2/app/manifests/1", Answer::ok(garbage));
        let error = Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Malformed | ErrorKind::Unsupported), "{error}");
    }
}

#[test]
fn a_gzip_bomb_is_not_inflated() {
    let (error, rude) = of(Answer::gzip_bomb(64));
    assert!(matches!(&error, RegistryError::Encoded { encoding, .. } if encoding == "gzip"), "{error:?}");
    assert!(rude.sent() < 1 << 20);
}

#[test]
fn a_connection_cut_half_way_is_tried_again() {
    let image = fixtures::multi_version();
    let rude = Rude::start();
    let cut = Answer::ok(image.bytes()).cut_after(100);
    rude.on_each("/v2/app/manifests/1", vec![cut, Answer::hang_up(), Answer::ok(image.bytes())]);
    Asking::plainly(&[&rude]).read(&rude.reference("app", "1")).unwrap();
    assert_eq!(rude.requests().len(), 3);
    let (error, rude) = of(Answer::ok(image.bytes()).cut_after(100));
    assert!(matches!(error, RegistryError::Broken { .. }), "{error:?}");
    assert_eq!(rude.requests().len(), 3);
}

#[test]
fn an_answer_with_endless_headers_is_left() {
    let rude = Rude::start();
    let answer = (0..2000).fold(Answer::ok("{}"), |it, number| it.also_header(&format!("x-{number}"), "x"));
    rude.on("/v2/app/manifests/1", answer);
    let error = Asking::plainly(&[&rude]).fail(&rude.reference("app", "1"));
    assert!(matches!(error, RegistryError::Broken { .. }), "{error:?}");
}

#[test]
fn a_success_without_a_document_is_none() {
    for status in [201, 204, 206, 304, 418] {
        let (error, _) = of(Answer::status(status));
        assert!(matches!(error, RegistryError::Status { status: it, .. } if it == status), "{error:?}");
    }
}

#[test]
fn what_a_server_says_is_shortened_and_escaped() {
    let words = format!("\u{1b}[31m{}", "long ".repeat(800));
    let body = serde_json::json!({"errors": [{"code": "DENIED", "message": words}]});
    let (error, _) = of(Answer::status(403).body(body.to_string()));
    let text = error.to_string();
    assert!(text.len() < 500 && text.contains("DENIED") && !text.contains('\u{1b}'), "{text}");
}

fn zeros() -> String {
    format!("sha256:{}", "0".repeat(64))
}

fn sha512(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha512::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_host_that_has_never_answered_keeps_nobody_in_its_queue() {
    let rude = Rude::start();
    rude.otherwise(Answer::silence());
    let mut asking = Asking::plainly(&[&rude]).impatiently();
    asking.registries.per_host = 4;
    let references: Vec<String> = (0..40).map(|number| rude.reference("app", &number.to_string())).collect();
    for outcome in all(&asking.images(), &references).into_values() {
        let error = failure(outcome);
        assert!(matches!(error, RegistryError::Timeout { missing: "answer", .. }), "{error:?}");
    }
    assert_eq!(rude.requests().len(), 4, "those that were under way");
}

#[test]
fn a_host_that_has_answered_before_is_asked_for_each_image() {
    let rude = Rude::start();
    rude.otherwise(Answer::silence());
    rude.serve("app", "good", &fixtures::multi_version());
    let mut asking = Asking::plainly(&[&rude]).impatiently();
    asking.registries.per_host = 1;
    let images = asking.images();
    crate::one(&images, &rude.reference("app", "good")).unwrap();
    let references: Vec<String> = (0..2).map(|number| rude.reference("app", &number.to_string())).collect();
    assert!(all(&images, &references).into_values().all(|outcome| outcome.is_err()));
    assert_eq!(rude.requests().len(), 3);
}
