//! Every command's JSON against docs/schema/winfit-1.schema.json. The schema leaves room for new fields; here it does not,
//! so that a field which is not described fails.

use std::fs;

use serde_json::{Value, json};

use crate::program::{piped, winfit};

fn schema() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema/winfit-1.schema.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The definition of a command, with all objects closed.
fn validator(command: &str) -> jsonschema::Validator {
    let mut schema = schema();
    close(&mut schema["$defs"]);
    let root = json!({
        "$schema": schema["$schema"],
        "$ref": format!("#/$defs/{command}"),
        "$defs": schema["$defs"],
    });
    jsonschema::draft202012::new(&root).unwrap()
}

fn close(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(close);
            if object.get("type") == Some(&json!("object")) {
                assert_eq!(
                    object["properties"].as_object().unwrap().len(),
                    object["required"].as_array().unwrap().len(),
                    "every field is always there"
                );
                object.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        Value::Array(values) => values.iter_mut().for_each(close),
        _ => {}
    }
}

#[track_caller]
pub(crate) fn assert_valid(command: &str, text: &str) {
    let document = crate::program::json(text);
    let errors: Vec<String> = validator(command)
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
}

fn assert_commands_valid(command: &str, runs: &[&[&str]]) {
    for arguments in runs {
        let run = winfit(&[&[command], *arguments, &["--format", "json"]].concat());
        assert_eq!(run.err, "", "{arguments:?}");
        assert_valid(command, &run.out);
    }
}

#[test]
fn the_schema_is_a_schema() {
    assert!(jsonschema::meta::is_valid(&schema()));
}

#[test]
fn the_schema_refuses_what_is_not_described() {
    let valid = winfit(&["releases", "--format", "json"]).clean();
    for (from, to) in [
        ("\"channel\":\"ltsc\"", "\"channel\":\"lts\""),
        ("\"channel\":", "\"chanel\":"),
        ("\"schema\":\"winfit/1\"", "\"schema\":\"winfit/2\""),
        ("\"build\":14393", "\"build\":\"14393\""),
    ] {
        let broken = crate::program::json(&valid.replacen(from, to, 1));
        assert!(!validator("releases").is_valid(&broken), "{to}");
    }
}

#[test]
fn verdicts_are_as_described() {
    let servercore = "mcr.microsoft.com/windows/servercore:ltsc2022";
    assert_commands_valid(
        "fits",
        &[
            &[servercore, "--host", "ltsc2022"],
            &[servercore, "--host", "ltsc2025", "--host", "ltsc2019,nohyperv,docker=26.1"],
            &[servercore, "--host", "win11-25h2,containerd=2.2", "--rules", "runtime"],
            &[servercore, "--host", "win11-23h2", "--isolation", "process", "--edition", "2022"],
            &[servercore, "--host", "linux"],
            &[servercore],
            &["microsoft/nanoserver", "--host", "14393.1715"],
            &["microsoft/nanoserver:10.0.14393.1715", "--host", "14393.1770"],
            &["myteam/app:4.8-windowsservercore-ltsc2019", "--host", "ltsc2022"],
            &[
                "mcr.microsoft.com/dotnet/framework/runtime:4.8-windowsservercore-ltsc2019",
                "--host",
                "ltsc2022",
            ],
            &["nginx", "--host", "ltsc2022"],
            &["nginx", "--host", "linux"],
            &["--image-os-version", "26100.3194", "--host", "26100.2894", "--isolation", "process"],
            &["--image-os-version", "17763.1039", "--host", "17763.973"],
            &["--image-os-version", "26100", "--host", "99999"],
            &["--image-os-version", "26100", "--image-arch", "arm64", "--host", "win11-24h2,arm64"],
            &["--image-os-version", "10.0.14393", "--host", "10.0.17763", "--isolation", "host-process"],
        ],
    );
}

#[test]
fn checks_are_as_described() {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let [mixed, fleet, builds, nodes] =
        ["mixed-fleet", "mixed-fleet/fleet.yaml", "two-builds", "two-builds/nodes.json"]
            .map(|path| format!("{examples}/{path}"));
    assert_commands_valid(
        "check",
        &[&[&mixed], &[&builds], &[&mixed, "--nodes", &fleet], &[&builds, "--nodes", &nodes]],
    );
    for broken in ["FROM mcr.microsoft.com/windows/nanoserver\n", "kind: Pod\nspec: [\n", "a: &a [*a]\n", ""]
    {
        let run = piped(&["check", "-", "--format", "json"], broken.as_bytes());
        if run.status != 2 {
            assert_valid("check", &run.out);
        }
    }
}

#[test]
fn tables_are_as_described() {
    assert_commands_valid("matrix", &[&[], &["--all"], &["--edition", "2022-12", "--hosts", "client"]]);
}

#[test]
fn versions_are_as_described() {
    assert_commands_valid(
        "version",
        &[
            &["10.0.17763.437"],
            &["10.0.26100.4061"],
            &["10.0.26100.32230"],
            &["10.0.17763"],
            &["10.0.99999.1"],
            &["17763.1.amd64fre.rs5_release.180914-1434"],
        ],
    );
    let nodes = "NAME STATUS\nNode: a\n Kernel Version: 4.15.0-1052-azure\nNode: b\n Kernel Version: 10.0.17763.437\n";
    assert_valid("version", &piped(&["version", "--format", "json"], nodes.as_bytes()).clean());
}

#[test]
fn the_catalogue_and_the_rules_are_as_described() {
    assert_commands_valid("releases", &[&[], &["--supported", "--client"]]);
    assert_commands_valid(
        "updates",
        &[&[], &["17763"], &["KB4493509", "17763.437", "KB4493510", "17763.438", "99999"]],
    );
    assert_commands_valid(
        "explain",
        &[
            &[],
            &["build-mismatch"],
            &["platform-selection"],
            &["withdrawn-tag"],
            &["unused-suppression"],
            &["mixed-operating-systems"],
            &["server-2025-below-4061"],
            &["cause/os-mismatch-build"],
        ],
    );
}
