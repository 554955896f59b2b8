//! `winfit check --fix`, `--diff` and `--unsafe-fixes`: what is written, what is said, and what is left alone.

mod written;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::check::{check_in, folder};
use crate::program::{Run, json, piped, run};
use crate::schema::assert_valid;

/// Windows ignores two of its fields, which safe fixes take out; what it says of its user only the user can change.
const POD: &str = "\
# the front
apiVersion: v1
kind: Pod
metadata:
  name: web # für alle
spec:
  os: {name: windows}
  nodeSelector:
    kubernetes.io/os: windows
  hostIPC: true
  containers:
    - name: web
      image: 'mcr.microsoft.com/windows/servercore:ltsc2022'
      resources: {limits: {memory: 1Gi}}
      securityContext:
        privileged: true
        runAsUser: 1000
";

/// The same after the safe fixes.
fn fixed() -> String {
    POD.replace("  hostIPC: true\n", "").replace("        privileged: true\n", "")
}

/// Nothing sends it to Windows, for which an unsafe fix is.
const WITHOUT_SELECTOR: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
";

/// Runs on no supported release any more.
const FAILING: &str = "FROM mcr.microsoft.com/windows/nanoserver:latest\n";

/// The rules that these files are about: others may come, and are of no concern.
const ONLY: [&str; 4] = [
    "--ignore",
    "all",
    "--select",
    "host-ipc,privileged-container,withdrawn-tag,missing-os-selector,broken-document",
];

fn check(folder: &Path, arguments: &[&str]) -> Run {
    run(&mut check_in(folder, &[arguments, &ONLY].concat()), b"")
}

fn piped_through(arguments: &[&str], input: &[u8]) -> Run {
    piped(&[&["check", "-"], arguments, &ONLY].concat(), input)
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn safe_fixes_are_made_and_the_report_is_about_what_is_left() {
    let folder = folder(&[
        ("a.yaml", POD),
        ("deploy/b.yaml", POD),
        ("linux.yaml", "services: {db: {image: postgres}}\n"),
    ]);
    let out = check(folder.path(), &[".", "--fix"]).clean();
    let end =
        out.find("\n\ninfo").or_else(|| out.find("\n\nPod")).or_else(|| out.find("\n\nwarning")).unwrap();
    insta::assert_snapshot!(&out[..end], @r"
    fixed 4 of 4 findings in 2 files
    ./a.yaml:
      - remove hostIPC (host-ipc)
      - remove securityContext.privileged (privileged-container)
    ./deploy/b.yaml:
      - remove hostIPC (host-ipc)
      - remove securityContext.privileged (privileged-container)

    all 2 workloads for Windows run on a release that is supported today
    ");
    assert_eq!([read(folder.path(), "a.yaml"), read(folder.path(), "deploy/b.yaml")], [fixed(), fixed()]);
    assert_eq!(read(folder.path(), "linux.yaml"), "services: {db: {image: postgres}}\n");
    let again = check(folder.path(), &[".", "--fix"]).clean();
    assert!(again.starts_with("nothing to fix\n"), "{again}");
}

#[test]
fn what_has_no_safe_fix_is_left_and_counts() {
    let folder = folder(&[("Dockerfile", FAILING), ("a.yaml", POD)]);
    let out = check(folder.path(), &["Dockerfile", "a.yaml", "--fix"]).found();
    assert!(out.starts_with("fixed 2 of 3 findings in 1 file\na.yaml:\n"), "{out}");
    assert!(out.contains("error[withdrawn-tag]") && !out.contains("host-ipc]"), "{out}");
    let out = check(folder.path(), &["Dockerfile", "--fix"]).found();
    assert!(out.starts_with("fixed none of 1 finding\n\n1 workload fails"), "{out}");
    let text = check(folder.path(), &["Dockerfile", "a.yaml", "--fix", "--format", "json"]).found();
    assert_valid("check", &text);
    assert_eq!(
        (&json(&text)["summary"]["fixed"], &json(&text)["fixed"]),
        (&0.into(), &serde_json::json!([]))
    );
}

#[test]
fn json_has_the_fixes_that_were_made_and_the_findings_that_are_left() {
    let folder = folder(&[("a.yaml", POD)]);
    let text = check(folder.path(), &["a.yaml", "--fix", "--format", "json"]).clean();
    assert_valid("check", &text);
    let report = json(&text);
    assert_eq!(report["summary"]["fixed"], 2);
    assert_eq!(
        report["fixed"][0],
        serde_json::json!({"file": "a.yaml", "rule": "host-ipc", "title": "remove hostIPC"})
    );
    assert_eq!(report["findings"].as_array().unwrap().len(), 0);
}

#[test]
fn unsafe_fixes_are_made_only_if_they_are_asked_for_which_then_means_fix() {
    for (arguments, is_changed) in [
        (&["a.yaml"][..], false),
        (&["a.yaml", "--fix"], false),
        (&["a.yaml", "--diff", "--unsafe-fixes"], false),
        (&["a.yaml", "--unsafe-fixes"], true),
        (&["a.yaml", "--fix", "--unsafe-fixes"], true),
    ] {
        let folder = folder(&[("a.yaml", WITHOUT_SELECTOR)]);
        check(folder.path(), arguments);
        let text = read(folder.path(), "a.yaml");
        let has_selector = text.contains("nodeSelector:\n    kubernetes.io/os: windows\n");
        assert_eq!(
            (text != WITHOUT_SELECTOR, has_selector),
            (is_changed, is_changed),
            "{arguments:?}: {text}"
        );
    }
}

#[test]
fn a_diff_shows_what_would_change_and_writes_nothing() {
    let folder = folder(&[("my pod.yaml", POD)]);
    let run = check(folder.path(), &["my pod.yaml", "--diff"]);
    assert_eq!((run.status, run.err.as_str()), (1, "would fix 2 of 2 findings in 1 file\n"));
    insta::assert_snapshot!(run.out, @r"
    --- a/my pod.yaml	
    +++ b/my pod.yaml	
    @@ -7,11 +7,9 @@
       os: {name: windows}
       nodeSelector:
         kubernetes.io/os: windows
    -  hostIPC: true
       containers:
         - name: web
           image: 'mcr.microsoft.com/windows/servercore:ltsc2022'
           resources: {limits: {memory: 1Gi}}
           securityContext:
    -        privileged: true
             runAsUser: 1000
    ");
    assert_eq!(read(folder.path(), "my pod.yaml"), POD);
}

#[test]
fn git_makes_of_the_files_with_their_diff_what_fix_does() {
    let windows = POD.replace('\n', "\r\n");
    let endless = POD.trim_end();
    let files = [("a.yaml", POD), ("deploy/b.yaml", &windows), ("deploy/c.yaml", endless)];
    let [by_fix, by_git] = [folder(&files), folder(&files)];
    // As it is: what runs give else has other line breaks.
    let diff =
        check_in(by_git.path(), &[&["a.yaml", "deploy", "--diff"], &ONLY[..]].concat()).output().unwrap();
    let mut git = Command::new("git")
        .args(["apply", "-"])
        .current_dir(by_git.path())
        .env("GIT_CEILING_DIRECTORIES", by_git.path().parent().unwrap())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut git.stdin.take().unwrap(), &diff.stdout).unwrap();
    assert!(git.wait().unwrap().success(), "{}", String::from_utf8_lossy(&diff.stdout));
    check(by_fix.path(), &["a.yaml", "deploy", "--fix"]);
    for (name, text) in files {
        let [fixed, patched] = [&by_fix, &by_git].map(|folder| read(folder.path(), name));
        assert_eq!(fixed, patched, "{name}");
        assert_ne!(fixed, text, "{name}");
    }
}

#[test]
fn a_diff_on_a_terminal_is_in_colours_and_commands_no_terminal() {
    let hostile = POD
        .replace("name: web #", "name: web # \u{1b}[2J\u{202e}")
        .replace("  hostIPC", "  # \u{1b}[2J\n  hostIPC");
    let folder = folder(&[("a.yaml", &hostile)]);
    let plain = check(folder.path(), &["a.yaml", "--diff"]).out;
    assert!(plain.contains("   # \u{1b}[2J\n-  hostIPC: true\n"), "programs get every byte: {plain:?}");
    let coloured = check(folder.path(), &["a.yaml", "--diff", "--color", "always"]).out;
    assert!(coloured.contains("# \\u{1b}[2J") && !coloured.contains("\u{1b}[2J"), "{coloured:?}");
    assert!(coloured.contains("\u{1b}[1m\u{1b}[31m-  hostIPC: true\u{1b}[0m\n"), "{coloured:?}");
}

#[test]
fn a_diff_has_the_status_of_a_change_else_that_of_the_findings() {
    let files = [("change.yaml", POD), ("fails.Dockerfile", FAILING), ("ok.yaml", &fixed())];
    for (arguments, status) in [
        (&["ok.yaml"][..], 0),
        (&["change.yaml"], 1),
        (&["fails.Dockerfile"], 1),
        (&["change.yaml", "fails.Dockerfile"], 1),
        (&["change.yaml", "--fail-on", "never"], 0),
        (&["fails.Dockerfile", "--fail-on", "never"], 0),
        (&["change.yaml", "--format", "json"], 2),
        (&["change.yaml", "--format", "sarif"], 2),
        (&["change.yaml", "--fix"], 2),
        (&["change.yaml", "--write-baseline", "b.json"], 2),
        (&["gone.yaml"], 2),
    ] {
        let folder = folder(&files);
        let run = check(folder.path(), &[arguments, &["--diff"]].concat());
        assert_eq!(run.status, status, "{arguments:?}\n{}{}", run.out, run.err);
        assert_eq!(read(folder.path(), "change.yaml"), POD, "{arguments:?}");
    }
}

#[test]
fn standard_input_becomes_the_fixed_text_and_the_report_goes_to_standard_error() {
    let windows = POD.replace('\n', "\r\n").replace("# the front", "# \u{1b}[1m the front");
    let run = piped_through(&["--fix"], windows.as_bytes());
    assert_eq!(run.status, 0);
    assert_eq!(run.out, fixed().replace("# the front", "# \u{1b}[1m the front"));
    assert!(
        run.err.starts_with("fixed 2 of 2 findings in 1 file\n<stdin>:\n  - remove hostIPC (host-ipc)\n"),
        "{}",
        run.err
    );
    let run = piped_through(&["--fix", "--format", "json"], POD.as_bytes());
    assert_eq!(run.out, fixed());
    assert_valid("check", &run.err);
}

#[test]
fn standard_input_without_anything_to_fix_comes_out_as_it_went_in() {
    for (text, status) in [
        ("services: {db: {image: postgres}}\n", 0),
        ("services: {db: {image: postgres}}", 0),
        ("kind: Pod\napiVersion: v1\nspec: [\n", 1),
        (FAILING, 1),
        ("", 0),
    ] {
        let run = piped_through(&["--fix"], text.as_bytes());
        assert_eq!((run.out.as_str(), run.status), (text, status), "{text:?}\n{}", run.err);
        assert!(!run.err.is_empty());
    }
    let binary = piped_through(&["--fix"], b"\x7fELF\x02\x01\0\xff");
    assert_eq!((binary.out.as_str(), binary.status), ("", 2));
}

#[test]
fn the_diff_of_standard_input_has_its_name() {
    let run = piped_through(&["--diff"], POD.as_bytes());
    assert_eq!(run.status, 1);
    assert!(run.out.starts_with("--- a/<stdin>\n+++ b/<stdin>\n@@ -7,11 +7,9 @@\n"), "{}", run.out);
}
