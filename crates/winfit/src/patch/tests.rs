//! Diffs as text, and what git makes of them.

use std::fs;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use winfit_lint::{SourceText, apply};

use winfit_lint::Span;

use super::*;

fn patch(name: &str, bytes: &[u8], edits: Vec<Edit>) -> Patch {
    let before = SourceText::decode(name, bytes.to_vec(), usize::MAX).unwrap();
    Patch::of(&Changed { file: 0, before, edits })
}

fn replace(text: &str, from: &str, to: &str) -> Edit {
    let start = text.find(from).unwrap();
    Edit::replace(Span::new(start, start + from.len()), to)
}

fn diff(text: &str, edits: Vec<Edit>) -> String {
    patch("a.yaml", text.as_bytes(), edits).text()
}

#[test]
fn lines_that_change_are_shown_with_three_around_them() {
    let text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    let edits = vec![replace(text, "5", "five")];
    assert_eq!(
        diff(text, edits),
        "--- a/a.yaml\n+++ b/a.yaml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
    );
}

#[test]
fn changes_close_to_each_other_share_a_hunk_and_others_do_not() {
    let text: String = (10..40).map(|it| format!("{it}\n")).collect();
    let headers = |first: &str, second: &str| -> Vec<String> {
        let edits = vec![replace(&text, first, "x\ny\n"), replace(&text, second, "")];
        diff(&text, edits).lines().filter(|line| line.starts_with("@@")).map(str::to_owned).collect()
    };
    assert_eq!(headers("14\n", "21\n"), ["@@ -2,14 +2,14 @@"]);
    assert_eq!(headers("14\n", "22\n"), ["@@ -2,7 +2,8 @@", "@@ -10,7 +11,6 @@"]);
}

#[test]
fn line_breaks_of_windows_and_the_lack_of_one_at_the_end_are_kept() {
    let text = "a: 1\r\nb: 2\r\nc: 3";
    assert_eq!(
        diff(text, vec![replace(text, "b: 2\r\n", "")]),
        "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,3 +1,2 @@\n a: 1\r\n-b: 2\r\n c: 3\n\\ No newline at end of file\n"
    );
    assert_eq!(
        diff(text, vec![Edit::insert(text.len(), "\r\n")]),
        "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,3 +1,3 @@\n a: 1\r\n b: 2\r\n-c: 3\n\\ No newline at end of file\n+c: 3\r\n"
    );
}

#[test]
fn an_empty_file_and_one_that_becomes_empty_have_ranges_of_no_lines() {
    let ends = |text: &str, edits| diff(text, edits).lines().skip(2).collect::<Vec<_>>().join("|");
    assert_eq!(ends("", vec![Edit::insert(0, "a\n")]), "@@ -0,0 +1 @@|+a");
    assert_eq!(ends("a\n", vec![Edit::remove(Span::new(0, 2))]), "@@ -1 +0,0 @@|-a");
}

#[test]
fn what_comes_out_the_same_is_no_change() {
    let text = "a\nb\n";
    assert_eq!(patch("x", text.as_bytes(), vec![replace(text, "b", "b")]).hunks, []);
    // Of several lines that are replaced, only those that are others.
    let edits = vec![replace(text, "a\nb\n", "a\nc\nb\n")];
    assert!(diff(text, edits).ends_with("@@ -1,2 +1,3 @@\n a\n+c\n b\n"));
}

#[test]
fn names_are_written_as_git_writes_them() {
    for (name, header) in [
        ("a.yaml", "--- a/a.yaml"),
        ("./deploy/a.yaml", "--- a/deploy/a.yaml"),
        ("deploy\\a.yaml", "--- a/deploy/a.yaml"),
        ("my file.yaml", "--- a/my file.yaml\t"),
        ("é.yaml", "--- a/é.yaml"),
        ("a\"b.yaml", "--- \"a/a\\\"b.yaml\""),
        ("a\nb.yaml", "--- \"a/a\\nb.yaml\""),
        ("a\u{1b}b.yaml", "--- \"a/a\\033b.yaml\""),
        ("/does/not/exist.yaml", "--- a/does/not/exist.yaml"),
    ] {
        assert_eq!(patch(name, b"a", vec![Edit::insert(0, "b")]).headers()[0], header);
    }
    let here = std::env::current_dir().unwrap().join("a.yaml");
    assert_eq!(patch(here.to_str().unwrap(), b"a", Vec::new()).headers()[1], "+++ b/a.yaml");
}

#[test]
fn a_byte_order_mark_is_part_of_the_first_line_and_other_encodings_cannot_be_patched() {
    let marked = patch("a.yaml", "\u{feff}a\nb\n".as_bytes(), vec![replace("a\nb\n", "b", "c")]);
    assert!(marked.is_applicable && marked.text().contains("\n \u{feff}a\n-b\n+c\n"), "{}", marked.text());
    let bytes: Vec<u8> = "\u{feff}a\nb\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let other = patch("a.yaml", &bytes, vec![replace("a\nb\n", "b", "c")]);
    assert!(!other.is_applicable && other.text().contains("\n a\n-b\n+c\n"), "{}", other.text());
}

/// What git makes of a file with a diff.
fn applied_by_git(name: &str, bytes: &[u8], diff: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let mut git = Command::new("git")
        .args(["apply", "--whitespace=nowarn", "-"])
        .current_dir(folder.path())
        .env("GIT_CEILING_DIRECTORIES", folder.path().parent().unwrap())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", folder.path())
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut git.stdin.take().unwrap(), diff.as_bytes()).unwrap();
    let output = git.wait_with_output().unwrap();
    assert!(output.status.success(), "{}\n{diff}", String::from_utf8_lossy(&output.stderr));
    fs::read(folder.path().join(name)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn git_makes_of_a_file_with_its_diff_what_the_fixes_do(
        name in "a|my file|é",
        mark in "\u{feff}?",
        lines in proptest::collection::vec("(|a: b|- c|é|  d # e)(\n|\r\n|\r)", 0..40),
        last in "|f",
        plan in proptest::collection::vec((0_usize..40, 0_usize..12, "(g|\n|\r\n|h: i){0,3}"), 1..6),
    ) {
        let text = lines.concat() + &last;
        let mut edits: Vec<Edit> = Vec::new();
        let mut at = 0;
        for (kept, replaced, new) in plan {
            let boundary = |from: usize| (from..=text.len()).find(|it| text.is_char_boundary(*it));
            let (Some(start), Some(end)) = (boundary(at + kept), boundary(at + kept + replaced)) else { break };
            edits.push(Edit::replace(Span::new(start, end), new));
            at = end + 1;
        }
        let after = apply(&text, &edits).unwrap();
        let bytes = format!("{mark}{text}");
        let patch = patch(&name, bytes.as_bytes(), edits);
        if patch.hunks.is_empty() {
            prop_assert_eq!(text, after);
        } else {
            let applied = applied_by_git(&name, bytes.as_bytes(), &patch.text());
            prop_assert_eq!(String::from_utf8(applied).unwrap(), format!("{mark}{after}"));
        }
    }
}
