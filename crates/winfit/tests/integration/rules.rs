//! `winfit rules`.

use crate::program::{json, winfit};
use crate::schema::assert_valid;

#[test]
fn the_rules_of_an_area_are_listed_with_what_they_find_and_fix() {
    insta::assert_snapshot!(winfit(&["rules", "--select", "suppression"]).clean(), @r"
    4 rules, 1 of them asked with --select only

    suppression: comments that accept findings of other rules
    rule                        findings  fix      says
    malformed-suppression       warning   -        a comment looks like a
                                                   suppression and is none
    suppression-without-reason  (info)    -        a suppression does not say why
    unknown-suppression         warning   offered  a suppression names a rule that
                                                   there is not
    unused-suppression          warning   safe     a suppression accepts nothing

    winfit explain RULE says more. Select by rule, by area or by all: --select,
    --ignore.
    ");
}

#[test]
fn every_word_means_its_rules_and_all_of_them_together_all() {
    let ids = |arguments: &[&str]| -> Vec<String> {
        let text = winfit(&[&["rules", "--format", "json"], arguments].concat()).clean();
        assert_valid("rule_list", &text);
        let rules = json(&text)["rules"].as_array().unwrap().clone();
        rules.iter().map(|rule| rule["id"].as_str().unwrap().to_owned()).collect()
    };
    let all = ids(&[]);
    assert_eq!(ids(&["--select", "all"]), all);
    assert_eq!(ids(&["--select", "no-host"]), ["no-host"]);
    let areas = json(&winfit(&["rules", "--format", "json"]).clean())["areas"].clone();
    let names: Vec<_> = areas.as_array().unwrap().iter().map(|area| area["name"].as_str().unwrap()).collect();
    let by_area: Vec<String> = names.iter().flat_map(|area| ids(&["--select", area])).collect();
    assert_eq!(by_area, all);
}

#[test]
fn a_word_that_means_no_rule_is_refused() {
    let error = winfit(&["rules", "--select", "imag"]).failed();
    assert!(error.contains("\"imag\" is no rule and no area of rules\nhelp: did you mean image?"), "{error}");
}

#[test]
fn a_rule_about_files_is_explained_with_its_files_and_what_becomes_of_them() {
    let out = winfit(&["explain", "unknown-suppression"]).clean();
    let end = out.find("\nSince").unwrap();
    insta::assert_snapshot!(&out[..end], @r"
    unknown-suppression: a suppression names a rule that there is not

    The name in the brackets is that of no rule, so that the comment accepts
    nothing. Often it is mistyped, or it is the name of an area: areas and all are
    words for --ignore and winfit.toml, while a comment names each rule. winfit
    rules lists them. Where one name is very near, it is offered as an edit.

    area      suppression
    findings  warning, certain, where they do not say otherwise
    fix       offered: shown, and never made
    asked     by default
    ");
    let start = out.find("Examples").unwrap();
    insta::assert_snapshot!(&out[start..], @r#"
    Examples
      - a mistyped name, an area, and a rule of another linter (Dockerfile)
           # winfit: ignore[withdrawn-tags, image, DL3007] replaced next week
           #                ^^^^^^^^^^^^^^ warning: there is no rule "withdrawn-tags"
           #                                ^^^^^ warning: there is no rule "image"
           #                                       ^^^^^^ warning: there is no rule "DL3007"
           FROM mcr.microsoft.com/windows/nanoserver:latest
        what is offered makes of it:
           # winfit: ignore[withdrawn-tag, image, DL3007] replaced next week
           FROM mcr.microsoft.com/windows/nanoserver:latest

      - rules of winfit's, of compatibility too (Dockerfile): nothing is found
           # winfit: ignore[withdrawn-tag, build-mismatch] replaced next week
           FROM mcr.microsoft.com/windows/nanoserver:latest
    "#);
}
