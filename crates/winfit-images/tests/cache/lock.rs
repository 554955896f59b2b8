//! Facts files on disk.

use std::fs;
use std::time::{Duration, SystemTime};

use winfit_images::{Digest, ErrorKind, ImageFacts, Lock, LockError, Origin};

use crate::folder::reference;

fn lock(names: &[&str]) -> Lock {
    let checked = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_178_096);
    let facts = ImageFacts {
        digest: Some(Digest::of(b"")),
        platforms: Vec::new(),
        skipped: Vec::new(),
        origin: Origin { checked, cached: false },
    };
    let images = names.iter().map(|name| (winfit_images::Source::Registry(reference(name)), facts.clone()));
    Lock { images: images.collect() }
}

#[test]
fn a_facts_file_is_read_back_and_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("winfit.lock");
    for names in [["nginx", "nginx:1"].as_slice(), &["nginx"], &[]] {
        lock(names).write(&file).unwrap();
        assert_eq!(Lock::read(&file).unwrap(), lock(names));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left in the folder");
    }
}

#[cfg(unix)]
#[test]
fn writers_at_the_same_time_lose_nothing_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("winfit.lock");
    let names: Vec<_> = (0..16).map(|number| format!("registry.example/app:{number}")).collect();
    std::thread::scope(|scope| {
        for name in &names {
            let file = &file;
            scope.spawn(move || {
                Lock::update(file, |all| all.images.append(&mut lock(&[name]).images)).unwrap();
            });
        }
    });
    assert_eq!(Lock::read(&file).unwrap().images.len(), names.len());
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left in the folder");
}

#[test]
fn a_file_that_is_no_facts_file_is_not_updated() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("winfit.lock");
    fs::write(&file, "mine").unwrap();
    assert!(Lock::update(&file, |all| all.images.clear()).is_err());
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}

#[test]
fn a_facts_file_in_the_current_folder_needs_no_folder_in_its_name() {
    let file = format!("winfit-lock-{}.tmp", std::process::id());
    lock(&["nginx"]).write(file.as_ref()).unwrap();
    let read = Lock::read(file.as_ref());
    fs::remove_file(&file).unwrap();
    assert_eq!(read.unwrap(), lock(&["nginx"]));
}

#[test]
fn a_file_that_is_missing_or_a_folder_is_told_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    for file in [folder.path().join("none"), folder.path().to_owned()] {
        let error = Lock::read(&file).unwrap_err();
        assert!(error.to_string().starts_with(&format!("cannot read {}: ", file.display())), "{error}");
        assert_eq!(error.kind(), ErrorKind::Environment);
    }
    let error = lock(&[]).write(folder.path()).unwrap_err();
    assert!(error.to_string().ends_with(": it is there, and is no regular file"), "{error}");
    let nowhere = folder.path().join("none/winfit.lock");
    assert!(matches!(lock(&[]).write(&nowhere), Err(LockError::Io { doing: "write", .. })));
}

#[test]
fn a_file_larger_than_any_facts_file_is_not_read_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("winfit.lock");
    let sparse = fs::File::create(&file).unwrap();
    for (length, is_too_large) in [(16 * 1024 * 1024, false), (16 * 1024 * 1024 + 1, true), (1 << 40, true)] {
        sparse.set_len(length).unwrap();
        let error = Lock::read(&file).unwrap_err();
        assert_eq!(matches!(error, LockError::TooLarge { .. }), is_too_large, "{error}");
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    fn mode(file: &std::path::Path) -> u32 {
        fs::metadata(file).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_new_file_has_the_mode_that_others_give_and_an_old_one_keeps_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let [file, usual] = ["winfit.lock", "usual"].map(|name| folder.path().join(name));
        fs::write(&usual, "").unwrap();
        lock(&[]).write(&file).unwrap();
        assert_eq!(mode(&file), mode(&usual));
        fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
        let before = fs::metadata(&file).unwrap().ino();
        lock(&["nginx"]).write(&file).unwrap();
        assert_eq!(mode(&file), 0o640);
        assert_ne!(
            fs::metadata(&file).unwrap().ino(),
            before,
            "who reads the old file reads on in the old file"
        );
    }

    #[test]
    fn a_link_stays_and_what_it_leads_to_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("real")).unwrap();
        symlink("real/winfit.lock", at("inner")).unwrap();
        symlink(at("inner"), at("outer")).unwrap();
        // First the links lead nowhere, then to the file.
        for names in [&["nginx"], &["nginx:1"]] {
            lock(names).write(&at("outer")).unwrap();
            assert_eq!(Lock::read(&at("real/winfit.lock")).unwrap(), lock(names));
            assert!(at("outer").is_symlink() && at("inner").is_symlink());
        }
        symlink("circle", at("circle")).unwrap();
        let error = lock(&[]).write(&at("circle")).unwrap_err();
        assert!(error.to_string().ends_with(": too many links lead on from it"), "{error}");
    }

    #[test]
    fn a_pipe_or_a_device_is_not_replaced_by_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(lock(&[]).write(&pipe).is_err());
        assert!(!fs::metadata(&pipe).unwrap().is_file());
    }
}
