//! `winfit check --format junit`: what CI systems read as a test report.

use roxmltree::{Document, Node};

use crate::check::{LINUX, POD, check};
use crate::examples;
use crate::program::json;

/// What `junit-10.xsd` of Jenkins's xUnit plug-in allows of what is written here: an element, its attributes, what may be in it.
const ALLOWED: [(&str, &[&str], &[&str]); 7] = [
    ("testsuites", &["name", "tests", "failures", "errors"], &["testsuite"]),
    ("testsuite", &["name", "tests", "failures", "errors", "skipped"], &["testcase"]),
    ("testcase", &["name", "classname"], &["failure", "error", "skipped", "system-out"]),
    ("failure", &["type", "message"], &[]),
    ("error", &["type", "message"], &[]),
    ("skipped", &["message"], &[]),
    ("system-out", &[], &[]),
];

#[track_caller]
fn assert_allowed(node: Node<'_, '_>) {
    let name = node.tag_name().name();
    let (_, attributes, children) = ALLOWED.iter().find(|(it, _, _)| *it == name).unwrap();
    assert_eq!(node.attributes().map(|it| it.name()).collect::<Vec<_>>(), *attributes, "{name}");
    for child in node.children().filter(Node::is_element) {
        assert!(children.contains(&child.tag_name().name()), "{name}: {child:?}");
        assert_allowed(child);
    }
}

fn count(node: Node<'_, '_>, attribute: &str) -> usize {
    node.attribute(attribute).unwrap().parse().unwrap()
}

fn within(node: Node<'_, '_>, element: &str) -> usize {
    node.descendants().filter(|it| it.has_tag_name(element)).count()
}

#[test]
fn every_file_is_a_suite_whose_counts_are_those_of_its_cases() {
    let arguments = ["examples/two-builds", "--nodes", "examples/two-builds/nodes.json"];
    let report = json(&examples::check(&[&arguments[..], &["--format", "json"]].concat()).found());
    let text = examples::check(&[&arguments[..], &["--format", "junit"]].concat()).found();
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_allowed(root);
    let of_summary = |field: &str| report["summary"][field].as_u64().unwrap() as usize;
    assert_eq!(count(root, "failures"), of_summary("errors") + of_summary("warnings"));
    assert_eq!(within(root, "system-out"), of_summary("infos"));
    let suites: Vec<_> = root.children().filter(Node::is_element).collect();
    assert_eq!(suites.len(), of_summary("files"));
    for node in suites.iter().copied().chain([root]) {
        for (attribute, element) in [("tests", "testcase"), ("failures", "failure"), ("errors", "error")] {
            assert_eq!(count(node, attribute), within(node, element), "{node:?}");
        }
    }
    for suite in &suites {
        let mut names: Vec<_> = suite.children().filter_map(|case| case.attribute("name")).collect();
        assert!(!names.is_empty(), "{suite:?}");
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }
}

#[test]
fn a_failure_says_where_and_what_to_do_and_a_file_without_findings_passes() {
    let text = check(
        &[("bad.yaml", &POD.replace("ltsc2022", "latest")), ("good.yaml", LINUX)],
        &[".", "--format", "junit"],
    );
    let text = text.found();
    let document = Document::parse(&text).unwrap();
    let failure = document.descendants().find(|it| it.attribute("type") == Some("withdrawn-tag")).unwrap();
    assert!(failure.has_tag_name("failure"));
    let said = failure.text().unwrap();
    assert!(said.starts_with("bad.yaml:6:24: error: "), "{said}");
    assert!(said.contains("\nhelp: name the release"), "{said}");
    assert_eq!(failure.parent().unwrap().attribute("classname"), Some("bad.yaml"));
    let passing = document.descendants().find(|it| it.attribute("classname") == Some("good.yaml")).unwrap();
    assert_eq!((passing.attribute("name"), passing.has_children()), (Some("no findings"), false));
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_and_no_failure() {
    let text = check(&[("a.yaml", LINUX)], &["gone.yaml", "a.yaml", "--format", "junit"]).found();
    let document = Document::parse(&text).unwrap();
    assert_eq!(
        (count(document.root_element(), "errors"), count(document.root_element(), "failures")),
        (1, 0)
    );
    let error = document.descendants().find(|it| it.has_tag_name("error")).unwrap();
    assert!(error.text().unwrap().starts_with("gone.yaml: "), "{text}");
}

#[test]
fn what_hostile_files_hold_stays_text() {
    let hostile = "apiVersion: v1\nkind: Pod\nmetadata: {name: \"]]></failure><x>\\u001b[31m\\0\"}\nspec:\n  containers:\n  \
                   - {name: \"<&>\", image: 'mcr.microsoft.com/windows/servercore:latest'}\n";
    let text = check(&[("&'.yaml", hostile)], &["&'.yaml", "--format", "junit"]).found();
    let document = Document::parse(&text).unwrap();
    assert_allowed(document.root_element());
    let suite = document.root_element().first_element_child().unwrap();
    assert_eq!(suite.attribute("name"), Some("&'.yaml"));
    assert!(!text.contains('\u{1b}'), "{text}");
}
