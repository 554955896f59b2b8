//! What a cache holds, and emptying it of that and nothing else.

use std::fs;
use std::time::SystemTime;

use winfit_images::{CacheError, Cleared, ErrorKind};

use crate::folder::{DAY, Fixture, age, document, reference, used};

/// Two documents, a tag, a failure, a left-over and a ledger.
fn full() -> Fixture {
    let fixture = Fixture::new();
    let cache = fixture.cache();
    let documents = [document(b'a', 100), document(b'b', 1_000)];
    for (digest, bytes) in &documents {
        cache.keep_document(digest, bytes);
    }
    let now = SystemTime::now();
    cache.keep_tag(&reference("nginx"), &documents[0].0, now);
    cache.keep_failure(&reference("registry.example/app"), ErrorKind::Denied, "no", now);
    fs::write(fixture.file("v1/tags").with_file_name(".winfit-3f9a2c"), "half").unwrap();
    cache.trim();
    fixture
}

fn bytes_on_shelves(fixture: &Fixture) -> u64 {
    let shelves = ["v1/documents", "v1/tags", "v1/failures"];
    shelves.iter().flat_map(|it| fixture.files(it)).map(|it| fs::metadata(it).unwrap().len()).sum()
}

#[test]
fn a_cache_says_what_it_holds() {
    let fixture = full();
    age(&fixture.files("v1/documents")[0], 3 * DAY);
    let info = fixture.cache().info().unwrap();
    assert_eq!((info.documents, info.tags, info.failures), (2, 1, 1));
    assert_eq!((info.bytes, info.limit), (bytes_on_shelves(&fixture), 256 * 1024 * 1024));
    assert_eq!(info.oldest, Some(used(&fixture.files("v1/documents")[0])));
    assert!(info.newest > info.oldest.map(|it| it + 2 * DAY));
    assert_eq!(info.folder, fixture.settings.folder);
}

#[test]
fn a_cache_that_is_not_there_holds_nothing_and_is_not_made() {
    let fixture = Fixture::new();
    let info = fixture.cache().info().unwrap();
    assert_eq!((info.documents, info.bytes, info.oldest), (0, 0, None));
    assert_eq!(fixture.cache().clear().unwrap(), Cleared::default());
    assert!(!fixture.settings.folder.exists());
}

#[test]
fn clearing_removes_all_but_the_mark_and_says_how_much() {
    let fixture = full();
    let bytes = bytes_on_shelves(&fixture);
    assert_eq!(fixture.cache().clear().unwrap(), Cleared { files: 5, bytes });
    assert_eq!(fixture.file(""), fixture.settings.folder.join("CACHEDIR.TAG"));
    assert_eq!(fs::read_dir(&fixture.settings.folder).unwrap().count(), 1);

    let (digest, bytes) = document(b'a', 100);
    fixture.cache().keep_document(&digest, &bytes);
    assert_eq!(fixture.cache().document(&digest), Some(bytes));
}

#[test]
fn the_mark_is_one_that_backups_know() {
    let fixture = full();
    let mark = fs::read_to_string(fixture.settings.folder.join("CACHEDIR.TAG")).unwrap();
    assert!(mark.starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"));
}

#[test]
fn a_folder_without_the_mark_of_winfit_is_neither_cleared_nor_shown() {
    for mark in [None, Some("Signature: 8a477f597d28d172789f06886806bc55\n# This file was made by cargo.\n")]
    {
        let fixture = full();
        let file = fixture.settings.folder.join("CACHEDIR.TAG");
        match mark {
            None => fs::remove_file(&file).unwrap(),
            Some(mark) => fs::write(&file, mark).unwrap(),
        }
        let before = fixture.files("");
        assert!(matches!(fixture.cache().clear(), Err(CacheError::NotACache { .. })));
        assert!(matches!(fixture.cache().info(), Err(CacheError::NotACache { .. })));
        fixture.cache().trim();
        assert_eq!(fixture.files(""), before);
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_cache_are_not_followed() {
    use std::os::unix::fs::symlink;

    for place in ["v1/tags", "v1"] {
        let fixture = Fixture::new();
        let (digest, bytes) = document(b'a', 10);
        fixture.cache().keep_document(&digest, &bytes);
        let outside = fixture.parent.path().join("outside");
        let place = fixture.settings.folder.join(place);
        if place.ends_with("v1") {
            fs::rename(&place, &outside).unwrap();
        } else {
            fs::create_dir_all(&outside).unwrap();
            fs::write(outside.join("ab".repeat(32)), "mine").unwrap();
        }
        symlink(&outside, &place).unwrap();
        let before = walk(&outside);
        fixture.cache().clear().unwrap();
        assert_eq!((walk(&outside), before.is_empty()), (before.clone(), false), "{place:?}");
    }
}

#[cfg(unix)]
fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries.flat_map(|it| if it.is_dir() { walk(&it) } else { vec![it] }).collect()
}

#[cfg(unix)]
#[test]
fn a_cache_may_itself_be_behind_a_link() {
    let fixture = Fixture::new();
    let elsewhere = fixture.parent.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &fixture.settings.folder).unwrap();
    let (digest, bytes) = document(b'a', 10);
    fixture.cache().keep_document(&digest, &bytes);
    assert_eq!(fixture.cache().info().unwrap().documents, 1);
    assert_eq!(fixture.cache().clear().unwrap().files, 1);
}
