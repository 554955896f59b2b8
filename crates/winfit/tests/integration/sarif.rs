//! `winfit check --format sarif`: valid by the standard's schema, and complete for code scanning of GitHub.

use std::fs;

use serde_json::Value;

use crate::check::{LINUX, POD, check, check_in, folder};
use crate::program::{json, run};
use crate::{examples, sarif_schema};

/// Checks of the examples that find something.
const CHECKS: [&[&str]; 4] = [
    &["examples/mixed-fleet", "--nodes", "examples/mixed-fleet/fleet.yaml"],
    &["examples/two-builds", "--nodes", "examples/two-builds/nodes.json"],
    &["examples/two-builds"],
    &["examples/mixed-fleet", "examples/gone.yaml"],
];

fn with_format<'a>(arguments: &[&'a str], format: &'a str) -> Vec<&'a str> {
    [arguments, &["--format", format]].concat()
}

#[track_caller]
fn assert_valid(text: &str) -> Value {
    let sarif = json(text);
    let errors = sarif_schema::errors(&sarif);
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    sarif
}

fn results(sarif: &Value) -> &Vec<Value> {
    sarif["runs"][0]["results"].as_array().unwrap()
}

#[test]
fn the_schema_refuses_what_is_not_of_the_standard() {
    let valid = check(&[("a.yaml", LINUX)], &["a.yaml", "--format", "sarif"]).clean();
    assert_valid(&valid);
    for (from, to) in [
        ("\"version\": \"2.1.0\"", "\"version\": \"2.2\""),
        ("\"columnKind\": \"unicodeCodePoints\"", "\"columnKind\": \"characters\""),
        ("\"executionSuccessful\": true", "\"executionSucceeded\": true"),
        ("\"informationUri\": \"https://", "\"informationUri\": \"https:// "),
    ] {
        let broken = valid.replacen(from, to, 1);
        assert_ne!(broken, valid, "{from}");
        assert!(!sarif_schema::errors(&json(&broken)).is_empty(), "{to}");
    }
}

#[test]
fn the_examples_give_valid_files_that_say_the_same_as_json() {
    for arguments in CHECKS {
        let report = json(&examples::check(&with_format(arguments, "json")).found());
        let run = examples::check(&with_format(arguments, "sarif"));
        let sarif = assert_valid(&run.found());
        let findings = report["findings"].as_array().unwrap();
        assert_eq!(results(&sarif).len(), findings.len(), "{arguments:?}");
        for (result, finding) in results(&sarif).iter().zip(findings) {
            assert_eq!(result["ruleId"], finding["rule"]);
            let level = finding["severity"].as_str().unwrap().replace("info", "note");
            assert_eq!(result["level"], level);
            let message = result["message"]["text"].as_str().unwrap();
            assert!(message.starts_with(finding["message"].as_str().unwrap()), "{message}");
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(
                place["artifactLocation"]["uri"],
                finding["file"].as_str().unwrap().replace('\\', "/")
            );
            for (theirs, ours) in [
                ("startLine", "line"),
                ("startColumn", "column"),
                ("endLine", "end_line"),
                ("endColumn", "end_column"),
            ] {
                assert_eq!(place["region"][theirs], finding[ours], "{arguments:?}: {theirs}");
            }
            let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
            assert_eq!(related, finding["related"].as_array().unwrap().len());
            let rule = &sarif["runs"][0]["tool"]["driver"]["rules"]
                [usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
            assert_eq!(rule["id"], finding["rule"]);
        }
    }
}

/// The properties that GitHub's page on SARIF support calls required, and those that it recommends, by object: a path to the
/// object, where `*` is every element, and the property.
const OF_CODE_SCANNING: [(&str, &str); 22] = [
    ("", "$schema"),
    ("", "version"),
    ("", "runs"),
    ("/runs/*", "tool/driver"),
    ("/runs/*", "results"),
    ("/runs/*/tool/driver", "name"),
    ("/runs/*/tool/driver", "semanticVersion"),
    ("/runs/*/tool/driver", "rules"),
    ("/runs/*/tool/driver/rules/*", "id"),
    ("/runs/*/tool/driver/rules/*", "shortDescription/text"),
    ("/runs/*/tool/driver/rules/*", "fullDescription/text"),
    ("/runs/*/tool/driver/rules/*", "help/text"),
    ("/runs/*/tool/driver/rules/*", "help/markdown"),
    ("/runs/*/tool/driver/rules/*", "properties/precision"),
    ("/runs/*/tool/driver/rules/*", "properties/problem.severity"),
    ("/runs/*/results/*", "message/text"),
    ("/runs/*/results/*", "locations/0/physicalLocation/artifactLocation/uri"),
    ("/runs/*/results/*", "locations/0/physicalLocation/region/startLine"),
    ("/runs/*/results/*", "locations/0/physicalLocation/region/startColumn"),
    ("/runs/*/results/*", "locations/0/physicalLocation/region/endLine"),
    ("/runs/*/results/*", "locations/0/physicalLocation/region/endColumn"),
    ("/runs/*/results/*", "partialFingerprints/primaryLocationLineHash"),
];

/// All values that a path leads to.
fn at<'a>(value: &'a Value, path: &str) -> Vec<&'a Value> {
    path.split('/').filter(|step| !step.is_empty()).fold(vec![value], |values, step| {
        let next = |value: &'a Value| match (step, value) {
            ("*", Value::Array(elements)) => elements.iter().collect(),
            (_, Value::Array(elements)) => {
                step.parse().ok().and_then(|at: usize| elements.get(at)).into_iter().collect()
            }
            _ => value.get(step).into_iter().collect::<Vec<_>>(),
        };
        values.into_iter().flat_map(next).collect()
    })
}

#[test]
fn everything_that_code_scanning_requires_is_there_and_not_empty() {
    for arguments in CHECKS {
        let sarif = json(&examples::check(&with_format(arguments, "sarif")).found());
        for (object, property) in OF_CODE_SCANNING {
            let objects = at(&sarif, object);
            assert!(!objects.is_empty(), "{object}");
            for object in objects {
                let values = at(object, property);
                assert_eq!(values.len(), 1, "{property} of {object}");
                let is_empty = match values[0] {
                    Value::String(text) => text.is_empty(),
                    Value::Array(elements) => elements.is_empty(),
                    other => other.is_null(),
                };
                assert!(!is_empty, "{property} of {object}");
            }
        }
        for rule in at(&sarif, "/runs/*/tool/driver/rules/*/properties") {
            assert!(["very-high", "high", "medium", "low"].contains(&rule["precision"].as_str().unwrap()));
            let severity = rule["problem.severity"].as_str().unwrap();
            assert!(["error", "warning", "recommendation"].contains(&severity));
        }
    }
}

#[test]
fn only_rules_that_occur_are_listed_and_each_once() {
    let sarif = json(&examples::check(&with_format(CHECKS[1], "sarif")).found());
    let ids: Vec<_> = at(&sarif, "/runs/*/tool/driver/rules/*/id");
    let mut found: Vec<_> = results(&sarif).iter().map(|result| &result["ruleId"]).collect();
    found.dedup();
    assert!(ids.iter().all(|id| found.contains(id)), "{ids:?}");
    assert!(ids.iter().all(|id| ids.iter().filter(|it| it == &id).count() == 1), "{ids:?}");
}

/// Rule, fingerprint and hash of each result that is about the tag.
fn identities(text: &str) -> Vec<[String; 3]> {
    let identity = |result: &Value| {
        let prints = &result["partialFingerprints"];
        [&result["ruleId"], &prints["winfit/v1"], &prints["primaryLocationLineHash"]].map(Value::to_string)
    };
    let sarif = json(text);
    results(&sarif).iter().filter(|result| result["ruleId"] == "withdrawn-tag").map(identity).collect()
}

#[test]
fn fingerprints_stay_when_lines_move_and_change_when_the_line_does() {
    let latest = POD.replace("ltsc2022", "latest");
    let folder = folder(&[("a.yaml", &latest)]);
    let identities_of = |text: &str| {
        fs::write(folder.path().join("a.yaml"), text).unwrap();
        identities(&run(&mut check_in(folder.path(), &["a.yaml", "--format", "sarif"]), b"").found())
    };
    let before = identities_of(&latest);
    assert_eq!(before.len(), 1);
    assert_eq!(identities_of(&format!("# two lines\n# more\n{latest}")), before);
    let [[_, fingerprint, hash]] =
        identities_of(&latest.replace("servercore", "nanoserver")).try_into().unwrap();
    assert!(fingerprint != before[0][1] && hash != before[0][2]);
    // Equal ones are told apart, and the first stays the first.
    let twice = identities_of(&format!("{latest}---\n{latest}"));
    assert_eq!(twice[0][1], before[0][1]);
    assert_ne!(twice[0][1], twice[1][1]);
}

#[test]
fn names_are_percent_encoded_and_standard_input_has_no_base() {
    let latest = POD.replace("ltsc2022", "latest");
    let named = check(&[("my file ü#1.yaml", &latest)], &["my file ü#1.yaml", "--format", "sarif"]).found();
    let place =
        &results(&assert_valid(&named))[0]["locations"][0]["physicalLocation"]["artifactLocation"].clone();
    assert_eq!(place["uri"], "my%20file%20%C3%BC%231.yaml");
    assert_eq!(place["uriBaseId"], "%SRCROOT%");
    let folder = folder(&[("a.yaml", &latest)]);
    let piped = run(&mut check_in(folder.path(), &["-", "--format", "sarif"]), latest.as_bytes()).found();
    let place =
        &results(&assert_valid(&piped))[0]["locations"][0]["physicalLocation"]["artifactLocation"].clone();
    assert_eq!(*place, serde_json::json!({"uri": "%3Cstdin%3E"}));
    let absolute = folder.path().join("a.yaml").display().to_string();
    let absolute = run(&mut check_in(folder.path(), &[&absolute, "--format", "sarif"]), b"").found();
    let place =
        &results(&assert_valid(&absolute))[0]["locations"][0]["physicalLocation"]["artifactLocation"].clone();
    assert!(place["uri"].as_str().unwrap().starts_with("file:///"), "{place}");
    assert_eq!(place["uriBaseId"], Value::Null);
}

#[test]
fn a_file_that_cannot_be_read_is_a_result_and_a_notification() {
    let text = check(&[("a.yaml", LINUX)], &["gone.yaml", "a.yaml", "--format", "sarif"]).found();
    let sarif = assert_valid(&text);
    assert_eq!(results(&sarif)[0]["ruleId"], "unreadable-file");
    let notification = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notification["level"], "error");
    assert_eq!(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "gone.yaml");
}

#[test]
fn a_finding_that_is_accepted_is_no_alert_of_code_scanning() {
    let text = POD.replace("spec:\n", "spec:\n  # winfit: ignore[host-pid] on purpose\n  hostPID: true\n");
    let arguments = ["a.yaml", "--format", "sarif", "--select", "host-pid"];
    let accepted = assert_valid(&check(&[("a.yaml", &text)], &arguments).clean());
    let has_alert = |sarif: &Value| results(sarif).iter().any(|it| it["ruleId"] == "host-pid");
    assert!(!has_alert(&accepted), "{accepted:#}");
    let open = check(&[("a.yaml", &text.replace("ignore[host-pid]", "x"))], &arguments);
    assert!(has_alert(&assert_valid(&open.out)));
}

/// The text with what the fixes of a result put in place of what they take out.
fn fixed(text: &str, result: &Value) -> String {
    let lines: Vec<Vec<char>> = text.split_inclusive('\n').map(|line| line.chars().collect()).collect();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    // Characters before a place.
    let offset = |line: &Value, column: &Value| {
        let above: usize = lines[..number(line) - 1].iter().map(Vec::len).sum();
        above + number(column) - 1
    };
    let mut characters: Vec<char> = text.chars().collect();
    let replacements = at(result, "/fixes/*/artifactChanges/*/replacements/*");
    for replacement in replacements.into_iter().rev() {
        let region = &replacement["deletedRegion"];
        let start = offset(&region["startLine"], &region["startColumn"]);
        let end = offset(&region["endLine"], &region["endColumn"]);
        let inserted = replacement["insertedContent"]["text"].as_str().unwrap_or_default();
        characters.splice(start..end, inserted.chars());
    }
    characters.into_iter().collect()
}

#[test]
fn fixes_that_are_applied_as_the_file_says_cure_what_they_are_of() {
    let text = POD.replace("spec:\n", "spec: # für ü\n  hostPID: true\n");
    let folder = folder(&[("a.yaml", &text)]);
    let check = || {
        let arguments = ["a.yaml", "--format", "sarif", "--fail-on", "never"];
        assert_valid(&run(&mut check_in(folder.path(), &arguments), b"").clean())
    };
    let ids = |sarif: &Value| results(sarif).iter().map(|it| it["ruleId"].clone()).collect::<Vec<_>>();
    let sarif = check();
    let fixable: Vec<_> = results(&sarif).iter().filter(|it| it["fixes"].is_array()).collect();
    assert!(fixable.len() >= 2, "{:?}", ids(&sarif));
    for result in fixable {
        fs::write(folder.path().join("a.yaml"), fixed(&text, result)).unwrap();
        let left = ids(&check());
        assert!(!left.contains(&result["ruleId"]) && left.len() < ids(&sarif).len(), "{left:?}");
    }
}
