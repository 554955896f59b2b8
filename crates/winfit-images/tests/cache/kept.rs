//! What is kept comes back as it was, or not at all.

use std::fs;
use std::time::{Duration, SystemTime};

use winfit_images::{ErrorKind, Known};

use crate::folder::{Fixture, HOUR, document, reference};

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_178_096)
}

#[test]
fn a_document_is_given_back_by_its_digest_to_any_process() {
    let fixture = Fixture::new();
    let ((digest, bytes), (other, _)) = (document(b'a', 3_000), document(b'b', 3_000));
    assert_eq!(fixture.cache().document(&digest), None);
    fixture.cache().keep_document(&digest, &bytes);
    assert_eq!(fixture.cache().document(&digest), Some(bytes));
    assert_eq!(fixture.cache().document(&other), None);
    assert_eq!(fixture.cache().trouble(), None);
}

#[test]
fn a_document_that_was_changed_cut_or_lengthened_is_absent_and_removed() {
    let (digest, bytes) = document(b'a', 3_000);
    let changed = [b"b", &bytes[1..]].concat();
    let lengthened = [&bytes[..], b" "].concat();
    for broken in [&changed, &lengthened, &bytes[..2_999], b""] {
        let fixture = Fixture::new();
        fixture.cache().keep_document(&digest, &bytes);
        fs::write(fixture.file("v1/documents"), broken).unwrap();
        assert_eq!(fixture.cache().document(&digest), None);
        assert!(fixture.files("v1/documents").is_empty());
        fixture.cache().keep_document(&digest, &bytes);
        assert_eq!(fixture.cache().document(&digest), Some(bytes.clone()));
    }
}

#[test]
fn a_document_too_large_for_the_cache_is_not_kept() {
    let fixture = Fixture::limited(4_000);
    let ((large, large_bytes), (small, small_bytes)) = (document(b'a', 1_001), document(b'b', 1_000));
    fixture.cache().keep_document(&large, &large_bytes);
    fixture.cache().keep_document(&small, &small_bytes);
    assert_eq!(fixture.cache().document(&large), None);
    assert_eq!(fixture.cache().document(&small), Some(small_bytes));
}

#[test]
fn a_tag_is_fresh_for_its_lifetime_and_known_for_ever() {
    let fixture = Fixture::new();
    let (digest, _) = document(b'a', 1);
    let tag = reference("mcr.microsoft.com/windows/nanoserver:1809");
    fixture.cache().keep_tag(&tag, &digest, now());
    let at = |time| fixture.cache().tag(&tag, time);
    let known = |fresh| Some(Known::Digest { digest: digest.clone(), checked: now(), fresh });
    assert_eq!(at(now()), known(true));
    assert_eq!(at(now() + HOUR - Duration::from_secs(1)), known(true));
    assert_eq!(at(now() + HOUR), known(false));
    assert_eq!(at(now() + 10_000 * HOUR), known(false));
    assert_eq!(fixture.cache().tag(&reference("mcr.microsoft.com/windows/nanoserver:1803"), now()), None);
}

#[test]
fn a_tag_checked_in_the_future_is_stale() {
    let fixture = Fixture::new();
    let (digest, _) = document(b'a', 1);
    let tag = reference("nginx");
    fixture.cache().keep_tag(&tag, &digest, now());
    let before = fixture.cache().tag(&tag, now() - Duration::from_secs(1));
    assert_eq!(before, Some(Known::Digest { digest, checked: now(), fresh: false }));
}

#[test]
fn a_record_in_the_place_of_another_is_absent_and_removed() {
    let fixture = Fixture::new();
    let [one, other] = ["registry.example/app:1", "registry.example/app:2"].map(reference);
    let (digest, _) = document(b'a', 1);
    fixture.cache().keep_tag(&other, &digest, now());
    let place = fixture.file("v1/tags");
    fs::remove_file(&place).unwrap();
    fixture.cache().keep_tag(&one, &digest, now());
    fs::rename(fixture.file("v1/tags"), &place).unwrap();
    assert_eq!(fixture.cache().tag(&other, now()), None);
    assert!(!place.exists());
}

#[test]
fn a_failure_is_remembered_briefly() {
    let fixture = Fixture::new();
    let tag = reference("registry.example/app:1");
    fixture.cache().keep_failure(&tag, ErrorKind::Denied, "registry.example\ndenies it", now());
    let message = "registry.example denies it".to_owned();
    let failure = Some(Known::Failure { kind: ErrorKind::Denied, message });
    assert_eq!(fixture.cache().tag(&tag, now() + Duration::from_secs(59)), failure);
    assert_eq!(fixture.cache().tag(&tag, now() + Duration::from_secs(60)), None);
    assert_eq!(fixture.cache().tag(&tag, now() - Duration::from_secs(1)), None);
}

#[test]
fn what_a_tag_stood_for_outlives_a_refusal_but_not_its_absence() {
    let (digest, _) = document(b'a', 1);
    let tag = reference("registry.example/app:1");
    let later = now() + 2 * HOUR;
    let after = |kind| {
        let fixture = Fixture::new();
        fixture.cache().keep_tag(&tag, &digest, now());
        fixture.cache().keep_failure(&tag, kind, "no", later);
        assert!(matches!(fixture.cache().tag(&tag, later), Some(Known::Failure { .. })));
        fixture.cache().tag(&tag, later + HOUR)
    };
    let known = Known::Digest { digest: digest.clone(), checked: now(), fresh: false };
    assert_eq!(after(ErrorKind::Denied), Some(known));
    assert_eq!(after(ErrorKind::NotFound), None);
}

#[test]
fn a_tag_that_can_be_read_again_ends_the_failure() {
    let fixture = Fixture::new();
    let (digest, _) = document(b'a', 1);
    let tag = reference("registry.example/app:1");
    fixture.cache().keep_failure(&tag, ErrorKind::Denied, "no", now());
    fixture.cache().keep_tag(&tag, &digest, now() - 2 * HOUR);
    assert!(matches!(fixture.cache().tag(&tag, now()), Some(Known::Digest { fresh: false, .. })));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn only_the_user_may_look_into_the_cache() {
        let fixture = Fixture::new();
        let (digest, bytes) = document(b'a', 10);
        fixture.cache().keep_document(&digest, &bytes);
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let file = fixture.file("v1/documents");
        assert_eq!(mode(&file), 0o600);
        for folder in file.ancestors().skip(1).take_while(|it| it.starts_with(&fixture.settings.folder)) {
            assert_eq!(mode(folder), 0o700, "{folder:?}");
        }
    }

    #[test]
    fn a_link_in_the_place_of_a_document_is_neither_read_nor_written_through() {
        let fixture = Fixture::new();
        let (digest, bytes) = document(b'a', 10);
        fixture.cache().keep_document(&digest, &bytes);
        let file = fixture.file("v1/documents");
        let outside = fixture.parent.path().join("outside");
        fs::rename(&file, &outside).unwrap();
        symlink(&outside, &file).unwrap();
        assert_eq!(fixture.cache().document(&digest), None);
        assert!(!file.is_symlink());

        fs::write(&outside, "mine").unwrap();
        symlink(&outside, &file).unwrap();
        fixture.cache().keep_document(&digest, &bytes);
        assert_eq!(fixture.cache().document(&digest), Some(bytes));
        assert_eq!(fs::read(&outside).unwrap(), b"mine");
    }

    #[test]
    fn a_pipe_in_the_place_of_a_document_keeps_nobody_waiting() {
        let fixture = Fixture::new();
        let (digest, bytes) = document(b'a', 10);
        fixture.cache().keep_document(&digest, &bytes);
        let file = fixture.file("v1/documents");
        fs::remove_file(&file).unwrap();
        assert!(Command::new("mkfifo").arg(&file).status().unwrap().success());
        assert_eq!(fixture.cache().document(&digest), None);
    }
}
