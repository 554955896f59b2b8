//! The cache stays within its limit, and looking after that costs nothing while there is nothing to do.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use winfit_images::{Digest, ErrorKind};

use crate::folder::{DAY, Fixture, HOUR, age, document, reference, set_used, used};

/// Ten documents of 1,000 bytes, the first used longest ago.
fn ten(fixture: &Fixture) -> Vec<(Digest, Bytes)> {
    let cache = fixture.cache();
    let documents: Vec<_> = (0..10).map(|seed| document(seed, 1_000)).collect();
    for (days, (digest, bytes)) in (1..=10).rev().zip(&documents) {
        cache.keep_document(digest, bytes);
        age(&path(fixture, digest), days * DAY);
    }
    documents
}

fn path(fixture: &Fixture, digest: &Digest) -> PathBuf {
    fixture.files("v1/documents").into_iter().find(|it| it.ends_with(digest.hex())).unwrap()
}

fn ledger(fixture: &Fixture) -> PathBuf {
    fixture.settings.folder.join("v1/size")
}

fn left_over(fixture: &Fixture) -> PathBuf {
    let file = fixture.files("v1/documents")[0].with_file_name(".winfit-3f9a2c");
    fs::write(&file, "half a docu").unwrap();
    file
}

#[test]
fn below_the_limit_nothing_goes() {
    let fixture = Fixture::limited(10_000);
    ten(&fixture);
    fixture.cache().trim();
    assert_eq!(fixture.files("v1/documents").len(), 10);
}

#[test]
fn above_the_limit_what_was_used_longest_ago_goes_until_a_fifth_is_free() {
    let fixture = Fixture::limited(9_999);
    let documents = ten(&fixture);
    fixture.cache().trim();
    let left: Vec<bool> =
        documents.iter().map(|(digest, _)| fixture.cache().document(digest).is_some()).collect();
    // 7,000 bytes are the most that are within 80 % of 9,999.
    assert_eq!(left, [[false; 3].as_slice(), &[true; 7]].concat());
}

#[test]
fn a_document_that_is_read_counts_as_used() {
    let fixture = Fixture::limited(9_999);
    let documents = ten(&fixture);
    assert!(fixture.cache().document(&documents[0].0).is_some());
    fixture.cache().trim();
    assert!(fixture.cache().document(&documents[0].0).is_some());
    assert!(fixture.cache().document(&documents[1].0).is_none());
}

#[test]
fn a_use_is_marked_once_a_day_at_most() {
    let fixture = Fixture::new();
    let (digest, bytes) = document(b'a', 10);
    fixture.cache().keep_document(&digest, &bytes);
    let file = fixture.file("v1/documents");
    age(&file, 23 * HOUR);
    let before = used(&file);
    let _ = fixture.cache().document(&digest);
    assert_eq!(used(&file), before);
    age(&file, 25 * HOUR);
    let before = used(&file);
    let _ = fixture.cache().document(&digest);
    assert!(used(&file) > before + DAY);
}

#[test]
fn a_file_used_in_the_future_is_not_kept_for_ever() {
    let fixture = Fixture::limited(9_999);
    let documents = ten(&fixture);
    let last = path(&fixture, &documents[9].0);
    set_used(&last, SystemTime::now() + 1_000 * DAY);
    fixture.cache().trim();
    assert!(!last.exists());
}

#[test]
fn what_a_killed_writer_left_goes_after_an_hour() {
    for (minutes, is_left) in [(59, true), (61, false)] {
        let fixture = Fixture::new();
        ten(&fixture);
        let file = left_over(&fixture);
        age(&file, minutes * Duration::from_secs(60));
        fixture.cache().trim();
        assert_eq!(
            (file.exists(), fixture.files("v1/documents").len()),
            (is_left, 10 + usize::from(is_left))
        );
    }
}

#[test]
fn failures_go_when_they_are_over() {
    let fixture = Fixture::new();
    for name in ["registry.example/a", "registry.example/b"] {
        fixture.cache().keep_failure(&reference(name), ErrorKind::Denied, "no", SystemTime::now());
    }
    age(&fixture.files("v1/failures")[0], Duration::from_secs(120));
    fixture.cache().trim();
    assert_eq!(fixture.files("v1/failures").len(), 1);
}

#[test]
fn files_are_looked_at_once_a_day() {
    let fixture = Fixture::new();
    ten(&fixture);
    fixture.cache().trim();
    let file = left_over(&fixture);
    age(&file, DAY);
    fixture.cache().trim();
    assert!(file.exists(), "nobody had to look");

    let looked = SystemTime::now() - DAY;
    let seconds = looked.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    fs::write(ledger(&fixture), format!("looked {seconds}\n10000\n")).unwrap();
    fixture.cache().trim();
    assert!(!file.exists());
}

#[test]
fn files_are_looked_at_again_when_enough_was_written_since() {
    let fixture = Fixture::limited(11_500);
    let documents = ten(&fixture);
    fixture.cache().trim();
    for seed in [10, 11] {
        let cache = fixture.cache();
        let (digest, bytes) = document(seed, 1_000);
        cache.keep_document(&digest, &bytes);
        // The first time, 11,000 bytes are within the limit, and only the ledger hears of them.
        cache.trim();
    }
    assert!(fixture.cache().document(&documents[0].0).is_none());
    assert_eq!(fixture.files("v1/documents").len(), 9);
}

#[test]
fn a_broken_ledger_or_one_of_the_future_is_made_anew() {
    for broken in ["", "looked 99999999999\n1\n", "looked 1", "garbage\n", "looked 1\n-5\n"] {
        let fixture = Fixture::limited(9_999);
        ten(&fixture);
        fs::write(ledger(&fixture), broken).unwrap();
        fixture.cache().trim();
        assert_eq!(fixture.files("v1/documents").len(), 7, "{broken:?}");
        assert!(fs::read_to_string(ledger(&fixture)).unwrap().ends_with("\n7000\n"));
    }
}

#[test]
fn files_of_others_in_the_folder_stay() {
    let fixture = Fixture::limited(9_999);
    let documents = ten(&fixture);
    let beside: PathBuf = path(&fixture, &documents[9].0).with_file_name("notes.txt");
    let above: PathBuf = fixture.settings.folder.join("notes.txt");
    for file in [&beside, &above] {
        fs::write(file, "mine").unwrap();
        age(file, 100 * DAY);
    }
    fixture.cache().trim();
    fixture.cache().clear().unwrap();
    assert!([&beside, &above].into_iter().all(|it: &PathBuf| Path::exists(it)));
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let fixture = Fixture::new();
    fixture.cache().trim();
    assert!(!fixture.settings.folder.exists());
    assert_eq!(fixture.cache().trouble(), None);
}
