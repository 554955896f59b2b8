//! Which rules are asked, and which findings are accepted: flags, winfit.toml, comments, baselines.

mod baselines;

use std::path::Path;

use crate::check::{OLD_FLEET, POD, check_in, folder};
use crate::program::{Run, json, run};
use crate::schema::assert_valid;

/// Its tag is withdrawn, and another has moved.
const DOCKERFILE: &str =
    "FROM mcr.microsoft.com/windows/nanoserver:latest\nFROM microsoft/nanoserver:10.0.14393.1715\n";

/// The rules that these files are about: others may come, and are of no concern.
const ONLY: [&str; 4] =
    ["--ignore", "all", "--select", "withdrawn-tag,retired-image-name,malformed-field,host-ipc,suppression"];

fn check(folder: &Path, arguments: &[&str]) -> Run {
    check_all(folder, &[arguments, &ONLY].concat())
}

/// By all rules, or by those that are named.
fn check_all(folder: &Path, arguments: &[&str]) -> Run {
    run(&mut check_in(folder, arguments), b"")
}

/// The rules of the findings that are of concern, with their files.
fn rules(run: &Run) -> Vec<String> {
    let report = json(&run.out);
    let is_ours = |it: &&serde_json::Value| ONLY[3].split(',').any(|rule| it["rule"] == rule);
    let findings = report["findings"].as_array().unwrap().iter().filter(is_ours);
    let name = |it: &serde_json::Value| {
        format!("{}: {}", it["file"].as_str().unwrap(), it["rule"].as_str().unwrap())
    };
    findings.map(name).collect()
}

fn json_of(folder: &Path, arguments: &[&str]) -> Run {
    check(folder, &[arguments, &["--format", "json"]].concat())
}

#[test]
fn what_a_comment_accepts_is_counted_and_does_not_fail() {
    let text = format!("# winfit: ignore[withdrawn-tag] goes in March\n{DOCKERFILE}");
    let folder = folder(&[("Dockerfile", &text)]);
    let out = check(folder.path(), &["Dockerfile"]).clean();
    assert!(out.contains("\n1 finding, ") && out.ends_with("; 1 suppressed\n"), "{out}");
    let run = json_of(folder.path(), &["Dockerfile"]);
    assert_valid("check", &run.out);
    assert_eq!(rules(&run), ["Dockerfile: retired-image-name"]);
    assert_eq!(
        (&json(&run.out)["summary"]["suppressed"], &json(&run.out)["summary"]["errors"]),
        (&1.into(), &0.into())
    );
}

#[test]
fn an_unused_comment_is_told_and_fixed() {
    let text = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n";
    let folder = folder(&[("Dockerfile", &format!("# winfit: ignore[malformed-field] x\n{text}"))]);
    let out = check(folder.path(), &["Dockerfile"]).clean();
    assert!(
        out.contains("warning[unused-suppression]: nothing to accept: no finding of malformed-field"),
        "{out}"
    );
    check(folder.path(), &["Dockerfile", "--fix"]).clean();
    assert_eq!(std::fs::read_to_string(folder.path().join("Dockerfile")).unwrap(), text);
}

#[test]
fn rules_are_selected_and_left_out_by_name_by_area_and_all_together() {
    let folder = folder(&[("Dockerfile", DOCKERFILE)]);
    for (arguments, expected) in [
        (&[][..], &["withdrawn-tag", "retired-image-name"][..]),
        (&["--ignore", "withdrawn-tag"], &["retired-image-name"]),
        (&["--ignore", "withdrawn-tag,retired-image-name"], &[]),
        (&["--ignore", "withdrawn-tag", "--ignore", "retired-image-name"], &[]),
        (&["--ignore", "image"], &[]),
        (&["--ignore", "all", "--select", "withdrawn-tag"], &["withdrawn-tag"]),
        (&["--ignore", "all", "--select", "image"], &["withdrawn-tag", "retired-image-name"]),
        (&["--ignore", "all", "--select", "placement,retired-image-name"], &["retired-image-name"]),
    ] {
        let run = check_all(folder.path(), &[&["Dockerfile", "--format", "json"], arguments].concat());
        let expected: Vec<_> = expected.iter().map(|rule| format!("Dockerfile: {rule}")).collect();
        assert_eq!(rules(&run), expected, "{arguments:?}");
        assert_eq!(json(&run.out)["summary"]["suppressed"], 0, "what is not asked is not counted");
    }
}

#[test]
fn a_word_that_means_no_rule_is_refused_with_what_resembles_it() {
    let folder = folder(&[("Dockerfile", DOCKERFILE)]);
    for flag in ["--select", "--ignore"] {
        let error = check_all(folder.path(), &["Dockerfile", flag, "image,withdrawn-tags"]).failed();
        insta::allow_duplicates! {
            insta::assert_snapshot!(error, @r#"
            error: "withdrawn-tags" is no rule and no area of rules
            help: did you mean withdrawn-tag?
            help: winfit rules lists all rules and areas; all means all of them
            "#);
        }
    }
}

#[test]
fn winfit_toml_says_what_is_asked_and_flags_outweigh_it() {
    let settings = "[check]\nignore = [\"all\"]\nselect = [\"retired-image-name\"]\nfail-on = \"warning\"\n\
                    nodes = \"hosts/old.yaml\"\n";
    let folder = folder(&[
        ("Dockerfile", DOCKERFILE),
        ("pod.yaml", POD),
        ("hosts/old.yaml", OLD_FLEET),
        ("winfit.toml", settings),
    ]);
    let run = check_all(folder.path(), &["Dockerfile", "--format", "json"]);
    assert_eq!(
        (run.status, rules(&run)),
        (1, vec!["Dockerfile: retired-image-name".to_owned()]),
        "{}",
        run.out
    );
    assert_eq!(json(&run.out)["summary"]["hosts"], 1);
    for (arguments, status) in [
        (&["Dockerfile", "--ignore", "all,retired-image-name"][..], 0),
        (&["Dockerfile", "--select", "no-host"], 0),
        (&["Dockerfile", "--fail-on", "never"], 0),
        (&["Dockerfile", "--fail-on", "error"], 0),
        (&["Dockerfile", "--ignore", "no-host"], 1),
        (&["pod.yaml", "--select", "compatibility"], 1),
        (&["pod.yaml", "--select", "compatibility", "--nodes", "other.yaml"], 2),
        (&["pod.yaml", "--no-config"], 0),
    ] {
        let run = check_all(folder.path(), arguments);
        assert_eq!(run.status, status, "{arguments:?}\n{}{}", run.out, run.err);
    }
    // The file with the hosts is no document of its folder.
    let report = check_all(folder.path(), &[".", "--format", "json"]).out;
    assert_eq!(json(&report)["summary"]["files"], 2);
}

#[test]
fn per_file_ignores_mean_files_from_the_folder_of_the_settings_on() {
    let settings =
        "[check.per-file-ignores]\n\"legacy/\" = [\"image\"]\n\"/b.Dockerfile\" = [\"withdrawn-tag\"]\n";
    let files = [
        ("team/winfit.toml", settings),
        ("team/a.Dockerfile", DOCKERFILE),
        ("team/b.Dockerfile", DOCKERFILE),
        ("team/legacy/b.Dockerfile", DOCKERFILE),
        ("team/deploy/b.Dockerfile", DOCKERFILE),
    ];
    let folder = folder(&files);
    for (place, path) in [("", "team"), ("team", "."), ("team/legacy", "..")] {
        let run = json_of(&folder.path().join(place), &[path]);
        let found: Vec<_> =
            rules(&run).iter().map(|it| it.rsplit_once(['/', '\\']).unwrap().1.to_owned()).collect();
        assert_eq!(
            found,
            [
                "a.Dockerfile: withdrawn-tag",
                "a.Dockerfile: retired-image-name",
                "b.Dockerfile: retired-image-name",
                "b.Dockerfile: withdrawn-tag",
                "b.Dockerfile: retired-image-name",
            ],
            "{place}"
        );
        assert_eq!(json(&run.out)["summary"]["suppressed"], 3);
    }
}

#[test]
fn the_version_of_kubernetes_is_one_that_is_known() {
    let folder = folder(&[("pod.yaml", POD), ("winfit.toml", "[check]\nkubernetes-version = \"1.9\"\n")]);
    check(folder.path(), &["pod.yaml", "--kubernetes-version", "1.29"]).clean();
    check(folder.path(), &["pod.yaml", "--kubernetes-version", "v1.29.3"]).clean();
    for arguments in [&["pod.yaml"][..], &["pod.yaml", "--kubernetes-version", "29"]] {
        let error = check(folder.path(), arguments).failed();
        assert!(error.contains("known are 1.14 to ") && error.contains("\nhelp: "), "{error}");
    }
}
