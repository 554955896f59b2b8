//! Trouble with the folder: told once, and never in the way of an answer.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use winfit_images::{Cache, CacheSettings};

use crate::folder::{Fixture, document, reference};

/// Does everything to a cache that can do nothing; gives what it says of that.
fn trouble_in(folder: PathBuf) -> String {
    let cache = Cache::new(CacheSettings::in_folder(folder));
    let (digest, bytes) = document(b'a', 10);
    let tag = reference("nginx");
    for _ in 0..2 {
        cache.keep_document(&digest, &bytes);
        cache.keep_tag(&tag, &digest, SystemTime::now());
        assert_eq!(cache.document(&digest), None);
        assert_eq!(cache.tag(&tag, SystemTime::now()), None);
        cache.trim();
    }
    cache.trouble().unwrap()
}

#[test]
fn a_folder_that_is_a_file_is_trouble() {
    let fixture = Fixture::new();
    fs::write(&fixture.settings.folder, "mine").unwrap();
    let trouble = trouble_in(fixture.settings.folder.clone());
    assert!(trouble.contains("cannot read") && trouble.contains("cache"), "{trouble}");
    assert_eq!(fs::read(&fixture.settings.folder).unwrap(), b"mine");
}

#[test]
fn a_folder_with_other_things_in_it_is_left_alone() {
    let fixture = Fixture::new();
    fs::create_dir(&fixture.settings.folder).unwrap();
    fs::write(fixture.settings.folder.join("thesis.txt"), "mine").unwrap();
    let trouble = trouble_in(fixture.settings.folder.clone());
    assert!(trouble.contains("is no cache of winfit"), "{trouble}");
    assert_eq!(fixture.file(""), fixture.settings.folder.join("thesis.txt"));
}

#[test]
fn an_empty_folder_or_one_whose_maker_was_killed_becomes_a_cache() {
    let fixture = Fixture::new();
    fs::create_dir(&fixture.settings.folder).unwrap();
    fs::write(fixture.settings.folder.join(".winfit-3f9a2c"), "Signature: 8a").unwrap();
    let (digest, bytes) = document(b'a', 10);
    let cache = fixture.cache();
    cache.keep_document(&digest, &bytes);
    assert_eq!((cache.document(&digest), cache.trouble()), (Some(bytes), None));
}

#[test]
fn a_folder_that_is_removed_under_way_is_made_again_with_its_mark() {
    let fixture = Fixture::new();
    let cache = fixture.cache();
    let (digest, bytes) = document(b'a', 10);
    cache.keep_document(&digest, &bytes);
    fs::remove_dir_all(&fixture.settings.folder).unwrap();
    assert_eq!(cache.document(&digest), None);
    cache.keep_document(&digest, &bytes);
    assert_eq!(cache.trouble(), None);
    assert_eq!(fixture.cache().info().unwrap().documents, 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_nobody_may_write_to_is_trouble() {
    // File systems in which not even root makes folders; the first says that there is no such place.
    for folder in ["/proc/winfit-cache", "/sys/winfit-cache"] {
        let trouble = trouble_in(PathBuf::from(folder));
        assert!(trouble.starts_with(&format!("cannot make {folder}: ")), "{trouble}");
    }
}
