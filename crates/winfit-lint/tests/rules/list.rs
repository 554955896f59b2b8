//! What is asked of every rule.

use std::collections::BTreeSet;
use std::path::Path;

use winfit_compat::builtin::builtin;
use winfit_lint::{AREAS, Example, rule, rules};

/// It is about bytes that are no text: no example can show it.
const WITHOUT_EXAMPLES: [&str; 1] = ["unreadable-file"];

#[test]
fn every_rule_has_a_page_with_sources_that_the_catalogue_knows() {
    let known: BTreeSet<&str> = builtin().sources.iter().map(|source| source.id.as_ref()).collect();
    for rule in rules() {
        for (what, text) in [("title", rule.title), ("statement", rule.statement), ("since", rule.since)] {
            assert!(!text.is_empty() && text == text.trim() && !text.contains("  "), "{}: {what}", rule.id);
            assert!(!text.contains("- "), "{}: {what} has a word that is torn at its hyphen", rule.id);
        }
        assert!(!rule.title.ends_with('.') && rule.statement.ends_with('.'), "{}", rule.id);
        assert!(!rule.sources.is_empty(), "{} has no source", rule.id);
        for source in rule.sources {
            assert!(known.contains(source), "{}: no source {source}", rule.id);
        }
    }
}

#[test]
fn every_rule_has_an_example_that_it_flags_and_one_that_it_leaves_alone() {
    for rule in rules().filter(|rule| !WITHOUT_EXAMPLES.contains(&rule.id)) {
        let (bad, good): (Vec<&Example>, Vec<&Example>) = rule.examples.iter().partition(|it| it.is_bad());
        assert!(!bad.is_empty(), "{} has no example that it flags", rule.id);
        assert!(!good.is_empty(), "{} has no near miss", rule.id);
        assert!(
            good.iter().all(|it| it.fixed.or(it.offered).is_none()),
            "{}: a near miss is not fixed",
            rule.id
        );
        let says: BTreeSet<&str> = rule.examples.iter().map(|it| it.says).collect();
        assert_eq!(says.len(), rule.examples.len(), "{}: two examples say the same", rule.id);
    }
}

#[test]
fn ids_are_kebab_case_unique_sorted_within_their_area_and_the_names_of_their_files() {
    let mut seen = BTreeSet::new();
    for area in AREAS {
        let ids: Vec<&str> = area.rules.iter().map(|rule| rule.id).collect();
        assert!(ids.is_sorted(), "{}: {ids:?}", area.name);
        for id in ids {
            let is_kebab = id.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-');
            assert!(is_kebab && seen.insert(id), "{id}");
            let file = format!("src/rules/{}/{}.rs", area.name, id.replace('-', "_"));
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file).is_file(), "{id}: no {file}");
        }
    }
}

#[test]
fn every_folder_of_rules_is_an_area() {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules").read_dir().unwrap();
    let folders = folders.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let names: BTreeSet<String> =
        folders.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(names, AREAS.iter().map(|area| area.name.to_owned()).collect());
}

#[test]
fn every_row_about_a_field_names_a_rule_that_is_there() {
    let missing: BTreeSet<&str> = builtin()
        .kubernetes_fields
        .iter()
        .filter_map(|row| row.rule.as_deref())
        .filter(|id| rule(id).is_none() && !winfit_compat::rules::RULES.iter().any(|rule| rule.id == *id))
        .collect();
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn every_file_of_a_rule_is_in_the_list() {
    for area in AREAS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules").join(area.name);
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            let id = path.file_stem().unwrap().to_str().unwrap().replace('_', "-");
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            if text.contains("RULE: Rule") {
                assert!(
                    area.rules.iter().any(|rule| rule.id == id),
                    "{id} is not in the list of {}",
                    area.name
                );
            }
        }
    }
}
