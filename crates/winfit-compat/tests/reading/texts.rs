//! Whole texts: what `read` finds in each file of `readings/`, and what `read_one` makes of it.
//!
//! Beside each text stands its `.expected`: a line for each reading, then the answer.

#![expect(clippy::disallowed_methods, reason = "the texts stand in files")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use winfit_compat::HostKind;
use winfit_compat::reading::{Reading, System, read, read_one};

fn texts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readings");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "expected"));
    paths.sort();
    paths
}

#[test]
fn each_text_reads_as_expected() {
    let mut wrong = Vec::new();
    for path in texts() {
        let found = report(&fs::read_to_string(&path).unwrap());
        let expected_path = PathBuf::from(format!("{}.expected", path.display()));
        let expected = fs::read_to_string(&expected_path).unwrap_or_default().replace("\r\n", "\n");
        if found != expected {
            wrong.push(format!("{}\nexpected:\n{expected}\nfound:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn line_ends_do_not_matter() {
    for path in texts() {
        let unix = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let dos = unix.replace('\n', "\r\n");
        let strip = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
        assert_eq!(strip(&report(&unix)), strip(&report(&dos)), "{}", path.display());
    }
}

fn report(text: &str) -> String {
    let mut report = String::new();
    for reading in read(text) {
        let written = text.get(reading.span.clone()).unwrap();
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(report, "{written:?}: {}", line(&reading)).unwrap();
    }
    match read_one(text) {
        Ok(answer) => {
            for reading in answer.readings() {
                writeln!(report, "=> {}", line(reading)).unwrap();
            }
        }
        Err(error) => writeln!(report, "=> {error}").unwrap(),
    }
    report
}

fn line(reading: &Reading) -> String {
    let mut line = match reading.system {
        System::Windows(version) => version.to_string(),
        System::Linux => "Linux".to_owned(),
    };
    write!(line, ", {}", reading.form).unwrap();
    if let Some(kind) = reading.kind {
        let kind = if kind == HostKind::Server { "server" } else { "client" };
        write!(line, ", {kind}").unwrap();
    }
    if let Some(architecture) = reading.architecture {
        write!(line, ", {architecture}").unwrap();
    }
    if let Some(subject) = &reading.subject {
        write!(line, ", of {subject}").unwrap();
    }
    for caution in &reading.cautions {
        write!(line, ", {}", caution.id()).unwrap();
    }
    line
}
