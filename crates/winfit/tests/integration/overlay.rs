//! `--catalog DIR`.

use std::fs;
use std::path::Path;

use crate::program::{json, winfit};

const HEADER: &str = "build,revision,kb,date,kind,channel,source\n";

fn directory(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(directory.path().join(name), text).unwrap();
    }
    directory
}

fn with(directory: &Path, arguments: &[&str]) -> crate::program::Run {
    winfit(&[arguments, &["--catalog", directory.to_str().unwrap()]].concat())
}

#[test]
fn newer_facts_are_laid_over_the_built_in_ones() {
    let updates = format!("{HEADER}16299,64000,KB9999999,2026-11-19,security,both,vuls\n");
    let directory = directory(&[("updates.csv", updates.as_bytes()), ("README.md", b"not read")]);
    let answer = json(&with(directory.path(), &["updates", "KB9999999", "--format", "json"]).clean());
    assert_eq!(answer["answers"][0]["updates"][0]["os_version"], "10.0.16299.64000");
    assert_eq!(with(directory.path(), &["updates", "KB4493509"]).status, 0, "built-in facts remain");
    assert_eq!(winfit(&["updates", "KB9999999"]).status, 1, "without the overlay it is not known");
}

#[test]
fn all_that_is_wrong_is_printed_with_file_and_line() {
    let updates = format!("{HEADER}16299,x,,,unknown,both,vuls\n16299,64000,KB12,,unknown,both,vuls\n");
    let directory = directory(&[("updates.csv", updates.as_bytes()), ("releases.toml", b"[[release]\n")]);
    let error = with(directory.path(), &["releases"]).failed();
    let error = error.replace(directory.path().to_str().unwrap(), "DIR");
    assert!(error.starts_with("error: the catalogue in DIR is wrong:\n"), "{error}");
    for place in ["  DIR/updates.csv:2: ", "  DIR/updates.csv:3: ", "  DIR/releases.toml:1: ", "\nhelp: "] {
        assert!(error.contains(place), "{place} is not in\n{error}");
    }
}

#[test]
fn what_is_no_overlay_is_refused() {
    let empty = directory(&[]);
    assert!(with(empty.path(), &["releases"]).failed().contains("has no file of a catalogue"));
    let file = empty.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(with(&file, &["releases"]).failed().starts_with("error: cannot read "));
    let binary = directory(&[("updates.csv", b"build,\xff")]);
    assert!(with(binary.path(), &["releases"]).failed().contains("is not UTF-8: byte 6"));
    let large = directory(&[("updates.csv", &vec![b'a'; (16 << 20) + 5])]);
    assert!(with(large.path(), &["releases"]).failed().contains("at most 16777216 are read"));
}
