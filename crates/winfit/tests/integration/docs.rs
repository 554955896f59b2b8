//! What docs/ says is what the program does.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{json, piped, winfit};

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

#[test]
fn json_md_names_every_field_of_a_verdict_a_version_and_a_finding() {
    let page = fs::read_to_string(docs().join("json.md")).unwrap();
    let verdict = json(&winfit(&["fits", "nginx", "--host", "ltsc2022", "--format", "json"]).out);
    let version = json(&winfit(&["version", "10.0.17763.437", "--format", "json"]).clean());
    let stage = b"FROM mcr.microsoft.com/windows/nanoserver\n";
    let check = json(&piped(&["check", "-", "--format", "json"], stage).found());
    let [finding, workload] = [&check["findings"][0], &check["workloads"][0]];
    let of_check = [finding, workload, &workload["targets"][0], &check["summary"]]
        .map(|it| it.as_object().unwrap().keys());
    for field in of_check.into_iter().flatten() {
        assert!(page.contains(&format!("`{field}`")) || page.contains(&format!("\"{field}\"")), "{field}");
    }
    for field in verdict.as_object().unwrap().keys().chain(version.as_object().unwrap().keys()) {
        assert!(page.contains(&format!("`{field}`")) || page.contains(&format!("\"{field}\"")), "{field}");
    }
}

#[test]
fn every_rule_and_every_cause_has_a_page_and_every_page_is_of_one() {
    let list = json(&winfit(&["explain", "--format", "json"]).clean())["rules"].clone();
    let of_kind = |is_wanted: fn(&str) -> bool| -> BTreeSet<String> {
        let all = list.as_array().unwrap().iter();
        let wanted = all.filter(|rule| is_wanted(rule["kind"].as_str().unwrap()));
        wanted.map(|rule| format!("{}.md", rule["id"].as_str().unwrap())).collect()
    };
    let names = |pages: Vec<(String, String)>| -> BTreeSet<String> {
        pages.into_iter().map(|(name, _)| name).filter(|name| name != "README.md").collect()
    };
    assert_eq!(of_kind(|kind| !["field-report", "cause"].contains(&kind)), names(winfit::docs::rule_pages()));
    assert_eq!(of_kind(|kind| kind == "cause"), names(winfit::docs::cause_pages()));
}
