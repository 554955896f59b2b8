//! Baselines: written, heeded, renewed, refused.

use std::fs;

use super::*;

fn text(folder: &Path) -> String {
    fs::read_to_string(folder.join("base.json")).unwrap()
}

const WRITE: [&str; 2] = ["--write-baseline", "base.json"];
const HEED: [&str; 2] = ["--baseline", "base.json"];

#[test]
fn what_is_written_is_accepted_and_what_is_new_is_not() {
    let folder = folder(&[("Dockerfile", DOCKERFILE), ("deploy/b.Dockerfile", DOCKERFILE)]);
    let out = check(folder.path(), &[&["."], &WRITE[..]].concat()).clean();
    assert!(
        out.contains("note[baseline-written]: 4 findings of this run are in base.json, and accepted where it is named\n"),
        "{out}"
    );
    assert!(out.ends_with("\nno findings; 4 suppressed\n"), "{out}");
    insta::assert_snapshot!(text(folder.path()), @r#"
    {
      "schema": "winfit-baseline/1",
      "findings": [
        {"file":"Dockerfile","rule":"retired-image-name","line":"0c6419c4578e5ca4","count":1},
        {"file":"Dockerfile","rule":"withdrawn-tag","line":"82f1714a2adfbdb9","count":1},
        {"file":"deploy/b.Dockerfile","rule":"retired-image-name","line":"0c6419c4578e5ca4","count":1},
        {"file":"deploy/b.Dockerfile","rule":"withdrawn-tag","line":"82f1714a2adfbdb9","count":1}
      ]
    }
    "#);
    let accepted = json_of(folder.path(), &[&["."], &HEED[..]].concat());
    assert_eq!((rules(&accepted).len(), &json(&accepted.out)["summary"]["suppressed"]), (0, &4.into()));
    // However the files are named, and wherever that is.
    let below = folder.path().join("deploy");
    let elsewhere = json_of(&below, &["../Dockerfile", "b.Dockerfile", "--baseline", "../base.json"]);
    assert_eq!((elsewhere.status, rules(&elsewhere).len()), (0, 0));
    assert_eq!(json(&elsewhere.out)["notices"], serde_json::json!([]));
    // The same line once more, and another.
    let more = format!("{DOCKERFILE}# new\n{DOCKERFILE}FROM mcr.microsoft.com/windows/servercore:latest\n");
    fs::write(folder.path().join("Dockerfile"), more).unwrap();
    let run = json_of(folder.path(), &[&["."], &HEED[..]].concat());
    let new =
        ["withdrawn-tag", "retired-image-name", "withdrawn-tag"].map(|rule| format!("./Dockerfile: {rule}"));
    assert_eq!((run.status, rules(&run)), (1, new.to_vec()));
}

#[test]
fn what_is_no_longer_there_is_told_for_files_of_the_run_and_files_that_are_gone() {
    let folder =
        folder(&[("a.Dockerfile", DOCKERFILE), ("b.Dockerfile", DOCKERFILE), ("c.Dockerfile", DOCKERFILE)]);
    check(folder.path(), &[&["."], &WRITE[..]].concat()).clean();
    let notices = |paths: &[&str]| {
        let run = json_of(folder.path(), &[paths, &HEED[..]].concat());
        let report = json(&run.out);
        let notices = report["notices"].as_array().unwrap().clone();
        notices
            .iter()
            .map(|it| format!("{}: {}", it["kind"].as_str().unwrap(), it["message"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    fs::write(folder.path().join("a.Dockerfile"), "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n")
        .unwrap();
    assert_eq!(notices(&["b.Dockerfile"]), [""; 0]);
    assert_eq!(
        notices(&["a.Dockerfile"]),
        ["stale-baseline: 2 findings that base.json accepts are no longer there"]
    );
    fs::remove_file(folder.path().join("c.Dockerfile")).unwrap();
    assert_eq!(notices(&["."]), ["stale-baseline: 4 findings that base.json accepts are no longer there"]);
}

#[test]
fn writing_renews_what_it_says_of_the_files_of_the_run_and_keeps_the_rest() {
    let folder =
        folder(&[("a.Dockerfile", DOCKERFILE), ("b.Dockerfile", DOCKERFILE), ("c.Dockerfile", DOCKERFILE)]);
    check(folder.path(), &[&["."], &WRITE[..]].concat()).clean();
    fs::write(folder.path().join("a.Dockerfile"), "FROM mcr.microsoft.com/windows/servercore:latest\n")
        .unwrap();
    fs::remove_file(folder.path().join("c.Dockerfile")).unwrap();
    check(folder.path(), &[&["a.Dockerfile"], &WRITE[..], &HEED].concat()).clean();
    let files: Vec<String> = json(&text(folder.path()))["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| format!("{} {}", it["file"].as_str().unwrap(), it["rule"].as_str().unwrap()))
        .collect();
    assert_eq!(
        files,
        ["a.Dockerfile withdrawn-tag", "b.Dockerfile retired-image-name", "b.Dockerfile withdrawn-tag"]
    );
    let before = text(folder.path());
    check(folder.path(), &[&["."], &WRITE[..]].concat()).clean();
    assert_eq!(text(folder.path()), before, "the same findings, the same bytes");
}

#[test]
fn the_settings_name_a_baseline_which_the_first_run_may_begin() {
    let folder =
        folder(&[("Dockerfile", DOCKERFILE), ("winfit.toml", "[check]\nbaseline = \"base.json\"\n")]);
    let error = check(folder.path(), &["."]).failed();
    assert!(error.contains("cannot read the baseline ") && error.contains("--write-baseline"), "{error}");
    let path = folder.path().canonicalize().unwrap().join("base.json");
    check(folder.path(), &[".", "--write-baseline", path.to_str().unwrap()]).clean();
    let run = json_of(folder.path(), &["."]);
    assert_eq!((run.status, json(&run.out)["summary"]["files"].clone()), (0, 1.into()), "it is no document");
}

#[test]
fn what_is_no_baseline_is_neither_heeded_nor_overwritten() {
    for broken in ["", "services: {}\n", "{}", "{\"schema\":\"winfit-baseline/9\",\"findings\":[]}"] {
        let folder = folder(&[("Dockerfile", DOCKERFILE), ("base.json", broken)]);
        for flags in [HEED, WRITE] {
            let error = check(folder.path(), &[&["Dockerfile"], &flags[..]].concat()).failed();
            assert!(
                error.starts_with("error: base.json") && error.contains("this is no baseline of winfit"),
                "{error}"
            );
            assert!(error.contains("\nhelp: restore it from version control"), "{error}");
            assert_eq!(text(folder.path()), broken);
        }
    }
    let folder = folder(&[("Dockerfile", DOCKERFILE)]);
    let error = check(folder.path(), &["Dockerfile", "--write-baseline", "gone/base.json"]);
    assert_eq!(error.status, 2);
    assert!(error.err.starts_with("error: cannot write the baseline gone/base.json: "), "{}", error.err);
}

#[test]
fn what_fixes_cured_is_not_in_it_and_what_it_accepts_is_not_fixed() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  os: {name: windows}\n  \
               nodeSelector: {kubernetes.io/os: windows}\n  hostIPC: true\n  containers:\n  - name: web\n    \
               image: microsoft/nanoserver:sac2016\n";
    let folder = folder(&[("pod.yaml", pod)]);
    // What is retired is left: its fix is not made without being asked for.
    check(folder.path(), &[&["pod.yaml"], &WRITE[..]].concat()).clean();
    let heeding = check(folder.path(), &[&["pod.yaml", "--fix"], &HEED[..]].concat()).clean();
    assert!(heeding.starts_with("nothing to fix\n"), "{heeding}");
    assert_eq!(fs::read_to_string(folder.path().join("pod.yaml")).unwrap(), pod);
    check(folder.path(), &[&["pod.yaml", "--fix"], &WRITE[..]].concat()).clean();
    assert!(!text(folder.path()).contains("host-ipc") && text(folder.path()).contains("retired-image-name"));
}
