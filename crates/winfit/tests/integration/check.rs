//! `winfit check`: statuses, paths, streams.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::{Run, command, json, run};

/// Runs on Windows Server 2022 and newer.
pub(crate) const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  \
                              - {name: web, image: 'mcr.microsoft.com/windows/servercore:ltsc2022'}\n";

/// Not for Windows: there is nothing to find.
pub(crate) const LINUX: &str = "services: {db: {image: postgres}}\n";

/// A fleet of one Windows Server 2019.
pub(crate) const OLD_FLEET: &str =
    "orchestrator: kubernetes\nhosts: [{name: old, os-version: 10.0.17763.6775}]\n";

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// `winfit check` in a folder.
pub(crate) fn check_in(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = command();
    command.current_dir(folder).arg("check").args(arguments);
    command
}

pub(crate) fn check(files: &[(&str, &str)], arguments: &[&str]) -> Run {
    run(&mut check_in(folder(files).path(), arguments), b"")
}

/// What follows from verdicts and documents; other rules have tests of their own.
const VERDICTS: [&str; 4] =
    ["--ignore", "all", "--select", "compatibility,document,withdrawn-tag,retired-image-name"];

/// The names of the files that a report in JSON speaks of, findings first.
fn files_of(report: &str) -> Vec<String> {
    let report = json(report);
    let of = |list: &str| report[list].as_array().unwrap().clone();
    let both = [of("findings"), of("workloads")].concat();
    both.iter().map(|it| it["file"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_worst_finding_gives_the_status_and_fail_on_the_threshold() {
    let unknown = POD.replace("'mcr.microsoft.com/windows/servercore:ltsc2022'", "windowsservercore/app:1")
        + "  nodeSelector: {kubernetes.io/os: windows}\n";
    let linux = POD.replace("mcr.microsoft.com/windows/servercore:ltsc2022", "redis:7.4");
    for (text, statuses) in [
        // error, warning, info, never
        (POD, [0, 0, 0, 0]),
        (&linux, [0, 0, 0, 0]),
        (&unknown, [0, 1, 1, 0]),
        (&POD.replace("servercore:ltsc2022", "servercore:latest"), [1, 1, 1, 0]),
        ("kind: Pod\napiVersion: v1\nspec: [\n", [1, 1, 1, 0]),
    ] {
        for (fail_on, status) in ["error", "warning", "info", "never"].into_iter().zip(statuses) {
            let run =
                check(&[("a.yaml", text)], &[&["a.yaml", "--fail-on", fail_on], &VERDICTS[..]].concat());
            assert_eq!((run.status, run.err.as_str()), (status, ""), "{fail_on}: {text}\n{}", run.out);
        }
    }
    let failing = [("a.yaml", POD), ("old.yaml", OLD_FLEET)];
    assert_eq!(check(&failing, &["a.yaml", "--nodes", "old.yaml"]).status, 1);
    assert_eq!(check(&failing, &["a.yaml", "--nodes", "old.yaml", "--fail-on", "never"]).status, 0);
    assert_eq!(check(&failing, &["a.yaml", "--nodes", "gone.yaml", "--fail-on", "never"]).status, 2);
}

#[test]
fn the_first_line_is_the_answer_in_one_line_at_any_width() {
    let files = [
        ("runs.yaml", POD),
        ("fleet.yaml", OLD_FLEET),
        ("linux.yaml", "services: {db: {image: postgres}}\n"),
        ("broken.yaml", "apiVersion: v1\nkind: Pod\nspec: [\n"),
        ("template.yaml", "apiVersion: v1\nkind: {{ .Kind }}\n{{- if .x }}\nspec: {}\n{{- end }}\n"),
        (
            "warned.yaml",
            "apiVersion: v1\nkind: Pod\nkind: Pod\nspec:\n  containers:\n  \
                         - {name: a, image: 'mcr.microsoft.com/windows/servercore:ltsc2022'}\n",
        ),
        ("bin.yaml", "\0"),
        ("daemon.json", "{\"hosts\": [\"npipe://\"]}\n"),
    ];
    let folder = folder(&files);
    for (arguments, first) in [
        (&["runs.yaml"][..], "the workload for Windows runs on a release that is supported today"),
        (
            &["runs.yaml", "--nodes", "fleet.yaml"],
            "1 workload fails (Pod web, runs.yaml:3); 0 of 1 for Windows run on the fleet (1 host)",
        ),
        (&["linux.yaml"], "nothing for Windows in 1 file"),
        (&["daemon.json"], "nothing wrong for Windows in 1 file"),
        (&["broken.yaml"], "1 place cannot be read (broken.yaml:4); nothing else for Windows in 1 file"),
        (&["template.yaml"], "nothing for Windows in 1 file; 1 template not checked"),
        (&["warned.yaml"], "the workload for Windows runs on a release that is supported today; 1 warning"),
        (
            &["runs.yaml", "bin.yaml"],
            "1 file cannot be read (bin.yaml); 1 of 1 for Windows run on a release that is supported today",
        ),
    ] {
        for columns in ["40", "80", "200"] {
            let mut command = check_in(folder.path(), &[arguments, &VERDICTS].concat());
            let out = run(command.env("COLUMNS", columns), b"").out;
            assert_eq!(out.lines().next(), Some(first), "{arguments:?}");
        }
    }
}

#[test]
fn text_is_wrapped_to_the_width_and_source_lines_are_not() {
    let long = POD.replace("ltsc2022", "1909");
    let folder = folder(&[("a.yaml", &long)]);
    for (columns, widest) in [("40", 40), ("80", 80), ("200", 100)] {
        let out = run(check_in(folder.path(), &["a.yaml"]).env("COLUMNS", columns), b"").out;
        let (_, below) = out.split_once("\nPod web").unwrap();
        // A word that is longer than the line stands alone.
        let lines = below.lines().filter(|line| !line.contains("mcr.microsoft.com"));
        let longest = lines.map(|line| line.chars().count()).max().unwrap();
        assert!(longest <= widest, "{longest} > {widest}\n{out}");
        assert!(out.contains(long.lines().last().unwrap()), "{out}");
    }
}

#[test]
fn a_fix_is_shown_as_a_patch_and_the_last_line_says_who_applies_it() {
    let text = POD.replace("spec:\n", "spec:\n  hostPID: true\n");
    let out = check(&[("a.yaml", &text)], &["a.yaml"]).clean();
    let patch = "  = fix: remove hostPID\n4 | spec:\n  -   hostPID: true\n5 |   containers:\n";
    assert!(out.contains(patch), "{out}");
    let last = out.trim_end().rsplit('\n').next().unwrap();
    assert!(last.contains(" findings, ") && last.contains(" fixable with --fix"), "{out}");
}

#[test]
fn documents_or_hosts_come_from_standard_input_and_never_both() {
    let folder = folder(&[("a.yaml", POD), ("old.yaml", OLD_FLEET)]);
    let piped =
        |arguments: &[&str], input: &str| run(&mut check_in(folder.path(), arguments), input.as_bytes());
    let document = piped(&["-", "--nodes", "old.yaml"], POD).found();
    assert!(document.contains("--> <stdin>:6:24"), "{document}");
    assert!(piped(&["a.yaml", "--nodes", "-"], OLD_FLEET).found().contains("old (10.0.17763.6775)"));
    assert!(piped(&["-", "-"], POD).clean().starts_with("the workload for Windows runs"));
    let dockerfile = piped(&["-"], "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n").clean();
    assert!(dockerfile.contains("stage 0 (<stdin>:1)"), "{dockerfile}");
    let both = piped(&["-", "--nodes", "-"], POD).failed();
    assert!(both.contains("standard input cannot be both") && both.contains("help: "), "{both}");
    assert!(piped(&["-"], "").clean().starts_with("nothing for Windows in 1 file"));
}

#[test]
fn folders_are_searched_for_documents_by_name_and_gitignore_is_honoured_without_git() {
    let folder = folder(&[
        ("deploy/a.yaml", POD),
        ("deploy/b.yml", POD),
        ("deploy/c.json", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\": {\"containers\": []}}"),
        ("deploy/Dockerfile", "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n"),
        ("deploy/app.Dockerfile", "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n"),
        ("deploy/notes.txt", POD),
        ("deploy/Dockerfile.dockerignore", "bin\n"),
        ("deploy/out/generated.yaml", POD),
        ("deploy/.hidden/secret.yaml", POD),
        ("deploy/with space/ü.yaml", POD),
        (".gitignore", "out/\n"),
    ]);
    let run =
        run(&mut check_in(folder.path(), &[&["deploy", "--format", "json"], &VERDICTS[..]].concat()), b"");
    let mut files = files_of(&run.clean());
    files.dedup();
    let expected = ["Dockerfile", "a.yaml", "app.Dockerfile", "b.yml", "with space/ü.yaml"];
    let slashes: Vec<_> = files.iter().map(|it| it.replace('\\', "/")).collect();
    assert_eq!(slashes, expected.map(|it| format!("deploy/{it}")));
}

#[test]
fn a_file_that_is_named_is_read_whatever_its_name_and_whoever_ignores_it() {
    let files = [
        ("manifest", POD),
        ("my notes.txt", "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n"),
        ("out/x.yaml", POD),
        (".gitignore", "out/\n"),
    ];
    let run = check(
        &files,
        &[&["manifest", "my notes.txt", "out/x.yaml", "--format", "json"], &VERDICTS[..]].concat(),
    );
    assert_eq!(files_of(&run.clean()), ["manifest", "my notes.txt", "out/x.yaml"]);
}

#[test]
fn a_file_that_is_meant_twice_is_checked_once() {
    for arguments in [["a.yaml", "a.yaml"], ["a.yaml", "./a.yaml"], [".", "a.yaml"], ["a.yaml", "."]] {
        let run = check(&[("a.yaml", POD)], &[&arguments[..], &["--format", "json"]].concat());
        assert_eq!(json(&run.clean())["summary"]["workloads"], 1, "{arguments:?}");
    }
}

#[test]
fn the_file_with_the_hosts_is_no_document_of_its_folder() {
    let files = [("a.yaml", POD), ("nodes.yaml", OLD_FLEET)];
    let summary = |arguments: &[&str]| json(&check(&files, arguments).out)["summary"]["files"].clone();
    assert_eq!(summary(&[".", "--nodes", "nodes.yaml", "--format", "json"]), 1);
    assert_eq!(summary(&[".", "--nodes", "./nodes.yaml", "--format", "json"]), 1);
    assert_eq!(summary(&[".", "nodes.yaml", "--nodes", "nodes.yaml", "--format", "json"]), 2);
}

#[test]
fn a_folder_without_documents_is_an_error_that_says_what_to_do() {
    let error = check(&[("notes.txt", POD)], &["."]).failed();
    assert!(
        error.contains("no Kubernetes, Compose or Docker files in .") && error.contains("help: "),
        "{error}"
    );
}

#[test]
fn a_missing_file_is_a_finding_beside_a_good_one_and_an_error_alone() {
    let beside = check(&[("a.yaml", POD)], &["gone.yaml", "a.yaml"]).found();
    assert!(beside.starts_with("1 file cannot be read (gone.yaml); 1 of 1 for Windows run"), "{beside}");
    assert!(beside.contains("error[unreadable-file]: gone.yaml: "), "{beside}");
    assert!(beside.contains("Pod web (a.yaml:3)"), "{beside}");
    let alone = check(&[], &["gone.yaml"]).failed();
    assert!(alone.starts_with("error: gone.yaml: ") && alone.contains("help: check the path"), "{alone}");
}

#[test]
fn files_that_were_left_alone_are_named_with_the_reason() {
    let files = [
        ("compose.yaml", "services: {web: {build: ., isolation: process}}\n"),
        ("kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"),
        ("linux.yaml", "services: {db: {image: postgres}}\n"),
        ("settings.json", "{\"a\": 1} // no JSON\n"),
        ("template.yaml", "apiVersion: v1\nkind: {{ .Kind }}\n{{- if .x }}\nspec: {}\n{{- end }}\n"),
    ];
    let folder = folder(&files);
    let out = run(check_in(folder.path(), &["."]).env("COLUMNS", "200"), b"").clean();
    let paragraphs: Vec<_> = out.split("\n\n").skip(1).map(|it| it.replace('\n', " ")).collect();
    assert_eq!(
        paragraphs.iter().map(|it| it.trim()).collect::<Vec<_>>(),
        [
            "nothing says Windows, left alone: ./linux.yaml",
            "services that are built here (check their Dockerfiles): ./compose.yaml",
            "no workloads in: ./settings.json",
            "kustomizations, not applied (render them first: kubectl kustomize FOLDER | winfit check -): \
             ./kustomization.yaml",
            "templates, not checked (render them first: helm template CHART | winfit check -): ./template.yaml",
        ]
    );
}

#[test]
fn colours_are_for_those_who_want_them() {
    let folder = folder(&[("a.yaml", POD), ("old.yaml", OLD_FLEET)]);
    let escapes = |arguments: &[&str], set: &[(&str, &str)]| {
        let mut command = check_in(folder.path(), &[&["a.yaml", "--nodes", "old.yaml"], arguments].concat());
        run(command.envs(set.iter().copied()), b"").out.contains('\x1b')
    };
    assert!(!escapes(&[], &[]));
    assert!(escapes(&["--color", "always"], &[]));
    assert!(escapes(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!escapes(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!escapes(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let many = format!("{POD}---\n").repeat(2000);
    let folder = folder(&[("a.yaml", &many)]);
    let mut child = check_in(folder.path(), &["a.yaml"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
