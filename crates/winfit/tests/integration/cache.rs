//! `winfit cache`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use winfit_images::{Cache, CacheSettings, Digest, ErrorKind};

use crate::program::{Run, command, json, run};
use crate::schema::assert_valid;

/// A folder to put a cache in, under its name in the user's home.
fn home() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".cache").join("winfit").join("images");
    (home, folder)
}

/// A cache as looking images up leaves it, last used on two days in November.
fn fill(folder: &Path) {
    let cache = Cache::new(CacheSettings::in_folder(folder.to_owned()));
    for length in [1_000, 2_000] {
        let bytes = vec![b' '; length];
        let digest = Digest::of(&bytes);
        cache.keep_document(&digest, &bytes.into());
    }
    let [tag, missing] = ["nginx", "registry.example/app"].map(|name| name.parse().unwrap());
    cache.keep_tag(&tag, &Digest::of(b""), SystemTime::now());
    cache.keep_failure(&missing, ErrorKind::NotFound, "registry.example has no app", SystemTime::now());
    assert_eq!(cache.trouble(), None);
    let days = [20_758, 20_777].into_iter().cycle();
    for (file, day) in files(folder).iter().zip(days) {
        let used = SystemTime::UNIX_EPOCH + Duration::from_secs(day * 86_400 + 3_600);
        fs::File::options().write(true).open(file).unwrap().set_modified(used).unwrap();
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

fn cache(arguments: &[&str], change: impl FnOnce(&mut Command) -> &mut Command) -> Run {
    run(change(command().arg("cache").args(arguments)), b"")
}

fn in_folder(arguments: &[&str], folder: &Path) -> Run {
    cache(arguments, |it| it.arg("--cache-dir").arg(folder))
}

/// With the folder's path, which is another each time, out of the way.
fn shown(text: &str, folder: &Path) -> String {
    text.replace(folder.to_str().unwrap(), "[CACHE]")
}

#[test]
fn info_says_how_much_there_is_and_where() {
    let (_home, folder) = home();
    insta::assert_snapshot!(shown(&in_folder(&["info"], &folder).clean(), &folder), @r"
    0 bytes of 256 MiB in [CACHE]

    kept      0 documents, 0 tags, 0 failures
    ");
    fill(&folder);
    insta::assert_snapshot!(shown(&in_folder(&["info"], &folder).clean(), &folder), @r"
    3.2 KiB of 256 MiB in [CACHE]

    kept      2 documents, 1 tag, 1 failure
    last used from 2026-11-01 to 2026-11-20
    ");
    let text = in_folder(&["info", "--format", "json"], &folder).clean();
    assert_valid("cache", &text);
    let info = json(&text);
    assert_eq!((&info["documents"], &info["tags"], &info["failures"]), (&2.into(), &1.into(), &1.into()));
    assert_eq!((&info["oldest"], &info["newest"]), (&"2026-11-01".into(), &"2026-11-20".into()));
}

#[test]
fn clear_removes_it_and_says_how_much_that_was() {
    let (_home, folder) = home();
    fill(&folder);
    insta::assert_snapshot!(shown(&in_folder(&["clear"], &folder).clean(), &folder), @"4 files removed, 3.2 KiB, from [CACHE]");
    assert_eq!(files(&folder), [folder.join("CACHEDIR.TAG")]);
    let text = in_folder(&["clear", "--format", "json"], &folder).clean();
    assert_valid("cache", &text);
    assert_eq!((&json(&text)["removed"], &json(&text)["freed"]), (&0.into(), &0.into()));
}

#[test]
fn a_folder_that_is_no_cache_is_refused_and_left_alone() {
    let (home, _) = home();
    fs::write(home.path().join("thesis.txt"), "mine").unwrap();
    for action in ["info", "clear"] {
        let error = in_folder(&[action], home.path()).failed();
        insta::allow_duplicates! {
            insta::assert_snapshot!(shown(&error, home.path()), @r"
            error: [CACHE] is no cache of winfit: it holds files, and no CACHEDIR.TAG that winfit wrote
            help: name the folder of the cache with --cache-dir, or leave it out for the usual one
            ");
        }
    }
    assert_eq!(files(home.path()), [home.path().join("thesis.txt")]);
}

#[test]
fn a_file_in_place_of_the_folder_is_told_with_what_this_command_has() {
    let (home, _) = home();
    let file = home.path().join("file");
    fs::write(&file, "mine").unwrap();
    for action in ["info", "clear"] {
        let error = in_folder(&[action], &file).failed();
        assert!(error.starts_with(&format!("error: cannot read {}: ", file.display())), "{error}");
        assert!(error.contains("\nhelp: ") && !error.contains("--no-cache"), "{error}");
    }
}

#[test]
fn the_flag_outweighs_the_environment_which_outweighs_the_file_which_outweighs_the_platform() {
    let (home, usual) = home();
    let [typed, set, configured] = ["typed", "set", "configured"].map(|name| home.path().join(name));
    let config = home.path().join("winfit.toml");
    fs::write(&config, "[cache]\ndirectory = \"configured\"\n").unwrap();
    let folder = |change: &dyn Fn(&mut Command)| {
        let run = cache(&["info", "--format", "json"], |it| {
            change(it.env("HOME", home.path()).env("LOCALAPPDATA", home.path()));
            it
        });
        PathBuf::from(json(&run.clean())["folder"].as_str().unwrap())
    };
    let with_nothing = |it: &mut Command| {
        it.env("WINFIT_CACHE_DIR", "");
    };
    let with_file = |it: &mut Command| {
        with_nothing(it);
        it.arg("--config").arg(&config);
    };
    let with_environment = |it: &mut Command| {
        with_file(it);
        it.env("WINFIT_CACHE_DIR", &set);
    };
    let with_flag = |it: &mut Command| with_environment(it.arg("--cache-dir").arg(&typed));
    assert_eq!(folder(&with_flag), typed);
    assert_eq!(folder(&with_environment), set);
    assert_eq!(folder(&with_file), configured);
    assert_eq!(folder(&with_nothing), platforms(&usual, home.path()));
}

/// What the platform's own conventions say of a home.
fn platforms(xdg: &Path, home: &Path) -> PathBuf {
    match std::env::consts::OS {
        "windows" => home.join("winfit").join("images"),
        "macos" => home.join("Library/Caches/winfit/images"),
        _ => xdg.to_owned(),
    }
}

#[test]
fn cache_without_an_action_says_which_there_are() {
    let run = cache(&[], |it| it);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("info") && run.err.contains("clear"), "{}", run.err);
}
