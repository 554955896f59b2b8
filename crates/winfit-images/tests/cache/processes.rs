//! Many processes in one folder, some of them killed while they write, some with no room to write at all.
//!
//! The processes are this test binary, told to run one entry of it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::SystemTime;

use winfit_images::{Cache, CacheSettings, Digest, ErrorKind, Known};

use crate::folder::{Fixture, document, reference};

const FOLDER: &str = "WINFIT_TESTED_CACHE";
const ROUNDS: &str = "WINFIT_TESTED_ROUNDS";

/// So small that processes remove each other's files all the time.
const LIMIT: u64 = 400_000;

/// The entry of the processes: writes, reads and trims as many rounds as it is told, and says so after each. What is read
/// has to be right, and nothing may be trouble.
#[test]
#[ignore = "the other tests of this module run it as processes of their own"]
fn hammer() {
    let folder = std::env::var_os(FOLDER).expect("run by the other tests");
    let rounds: usize = std::env::var(ROUNDS).unwrap().parse().unwrap();
    let cache = Cache::new(CacheSettings { limit: LIMIT, ..CacheSettings::in_folder(folder.into()) });
    for round in 0..rounds {
        one_round(&cache, u8::try_from(round % 200).unwrap());
        println!("round");
    }
    assert_eq!(cache.trouble(), None);
}

fn one_round(cache: &Cache, seed: u8) {
    let (digest, bytes) = document(seed, 1_000 + 20 * usize::from(seed));
    let tag = reference(&format!("registry.example/app:{seed}"));
    let now = SystemTime::now();
    cache.keep_document(&digest, &bytes);
    assert!(cache.document(&digest).is_none_or(|read| read == bytes));
    match seed % 10 {
        0 => cache.keep_failure(&tag, ErrorKind::Denied, "it is denied", now),
        _ => cache.keep_tag(&tag, &digest, now),
    }
    match cache.tag(&tag, now) {
        None => {}
        Some(Known::Digest { digest: read, .. }) => assert_eq!(read, digest),
        Some(Known::Failure { kind, message }) => {
            assert_eq!((kind, message.as_str()), (ErrorKind::Denied, "it is denied"));
        }
    }
    cache.trim();
}

fn hammering(program: &mut Command, fixture: &Fixture, rounds: usize) -> Child {
    program
        .args(["--exact", "processes::hammer", "--ignored", "--nocapture"])
        .env(FOLDER, &fixture.settings.folder)
        .env(ROUNDS, rounds.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn this_program() -> Command {
    Command::new(std::env::current_exe().unwrap())
}

/// No file that bears the name of a finished one is half there.
fn assert_whole(fixture: &Fixture) {
    let is_finished = |it: &std::path::PathBuf| !it.file_name().unwrap().to_string_lossy().starts_with('.');
    let documents: Vec<_> = fixture.files("v1/documents").into_iter().filter(is_finished).collect();
    for file in &documents {
        let digest: Digest = format!("sha256:{}", file.file_name().unwrap().display()).parse().unwrap();
        assert!(digest.is_of(&fs::read(file).unwrap()), "{file:?}");
    }
    for file in ["v1/tags", "v1/failures"].iter().flat_map(|it| fixture.files(it)).filter(is_finished) {
        let text = fs::read_to_string(&file).unwrap();
        let (lines, seal) = text.split_at(text.rfind('\n').unwrap() + 1);
        assert_eq!(Digest::of(lines.as_bytes()).as_str(), seal, "{file:?}");
    }
    assert!(!documents.is_empty());
}

/// A new file is written where it belongs, and a killed writer may leave a part of it: readers tell it from the whole. What
/// tags stand for is asked by the next process, which expects what was kept or nothing.
fn assert_nothing_half_is_believed(fixture: &Fixture) {
    let cache = fixture.cache();
    let documents = fixture.files("v1/documents");
    let names = documents.iter().filter_map(|file| file.file_name()?.to_str());
    let digests: Vec<Digest> = names.filter_map(|name| format!("sha256:{name}").parse().ok()).collect();
    assert!(!digests.is_empty());
    for digest in digests {
        assert!(cache.document(&digest).is_none_or(|bytes| digest.is_of(&bytes)), "{digest:?}");
    }
}

#[test]
fn processes_that_share_a_folder_do_not_disturb_each_other() {
    let fixture = Fixture::new();
    let processes: Vec<Child> = (0..4).map(|_| hammering(&mut this_program(), &fixture, 400)).collect();
    for process in processes {
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    assert_whole(&fixture);
}

#[test]
fn what_a_killed_writer_leaves_half_there_is_not_believed() {
    let fixture = Fixture::new();
    let (digest, bytes) = document(250, 1_000);
    for kill in 0..20 {
        let mut process = hammering(&mut this_program(), &fixture, usize::MAX);
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        // It is in the middle of something: nobody waits for what.
        let rounds = lines.map(Result::unwrap).filter(|line| line.ends_with("round")).take(3 + kill % 7);
        assert_eq!(rounds.count(), 3 + kill % 7);
        process.kill().unwrap();
        process.wait().unwrap();
        assert_nothing_half_is_believed(&fixture);
    }
    let cache = fixture.cache();
    cache.keep_document(&digest, &bytes);
    assert_eq!((cache.document(&digest), cache.trouble()), (Some(bytes), None));
    let files = fixture.files("v1/documents").len();
    assert!(cache.clear().unwrap().files >= files);
    assert_eq!(fixture.file(""), fixture.settings.folder.join("CACHEDIR.TAG"));
}

/// The entry of a process that may not write files of more than some hundred bytes.
#[test]
#[ignore = "another test of this module runs it as a process of its own"]
fn write_without_room() {
    let folder = std::env::var_os(FOLDER).expect("run by the other tests");
    let cache = Cache::new(CacheSettings::in_folder(folder.into()));
    let (digest, bytes) = document(b'a', 100_000);
    let tag = reference("registry.example/app:1");
    cache.keep_document(&digest, &bytes);
    assert_eq!(cache.document(&digest), None);
    let trouble = cache.trouble().expect("there is no room");
    assert!(trouble.starts_with("cannot write "), "{trouble}");
    // From here on nothing is written any more, though there is room for it.
    cache.keep_tag(&tag, &digest, SystemTime::now());
    assert_eq!(cache.tag(&tag, SystemTime::now()), None);
    cache.trim();
    assert_eq!(cache.trouble(), Some(trouble));
}

#[test]
fn a_full_disk_is_trouble_and_leaves_nothing_behind() {
    let fixture = Fixture::new();
    // A limit on the size of files fails writing as a full disk does: in the middle. Its signal would kill before.
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""]).arg(std::env::current_exe().unwrap());
    let output = shell
        .args(["--exact", "processes::write_without_room", "--ignored", "--nocapture"])
        .env(FOLDER, &fixture.settings.folder)
        .stdout(Stdio::piped())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"));
    assert_eq!(fixture.file(""), fixture.settings.folder.join("CACHEDIR.TAG"));
}
