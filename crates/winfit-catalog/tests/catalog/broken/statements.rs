//! The files with statements, which are read beside a catalogue.

use winfit_catalog::read::{Files, read, read_statements};

use super::Case;
use crate::small;

const FEATURES: &str = "kubernetes-features.csv";
const STATEMENTS: &str = "kubernetes-statements.csv";

fn problems(files: &Files) -> String {
    let catalog = read(&small::files()).unwrap();
    read_statements(&catalog, files).map_or_else(|problems| problems.to_string(), |_| "none".to_owned())
}

#[test]
fn small_statements_that_the_cases_start_from_are_accepted() {
    assert_eq!(problems(&small::statements()), "none");
}

#[test]
fn wrong_statements_are_refused() {
    let cases: [Case; 13] = [
        (
            FEATURES,
            "Volumes work.",
            "Volumes work",
            "catalog/kubernetes-features.csv:2: statement \"t1\": statement \"Volumes work\" is not a sentence with a final period and no blanks around it",
        ),
        (
            FEATURES,
            "Volumes work.",
            "",
            "catalog/kubernetes-features.csv:2: statement \"t1\": statement is empty",
        ),
        (
            FEATURES,
            "t1,storage",
            "t1,Storage",
            "catalog/kubernetes-features.csv:2: statement \"t1\": area \"Storage\" is not a name in kebab case",
        ),
        (
            FEATURES,
            "1.5,1.8",
            "1.8,1.5",
            "catalog/kubernetes-features.csv:2: statement \"t1\": since 1.8 is later than until 1.5",
        ),
        (FEATURES, "info", "", "catalog/kubernetes-features.csv:2: statement \"t1\": answer is empty"),
        (
            FEATURES,
            "info",
            "info host-pid",
            "catalog/kubernetes-features.csv:2: statement \"t1\": answer info and any other answer exclude each other",
        ),
        (
            FEATURES,
            "info",
            "soon:diagnose",
            "catalog/kubernetes-features.csv:2: statement \"t1\": answer \"soon:diagnose\" is not one of the id of a rule, command:NAME, later:NAME, info",
        ),
        (
            FEATURES,
            "info",
            "command:",
            "catalog/kubernetes-features.csv:2: statement \"t1\": answer is empty",
        ),
        (
            FEATURES,
            "info",
            "Host_Pid",
            "catalog/kubernetes-features.csv:2: statement \"t1\": answer \"Host_Pid\" is not a name in kebab case",
        ),
        (
            FEATURES,
            "lists tables",
            "lists rumours",
            "catalog/kubernetes-features.csv:3: statement \"t2\": source \"rumours\" is not in sources.toml",
        ),
        (
            FEATURES,
            "t1,storage",
            "t3,storage",
            "catalog/kubernetes-features.csv:3: statement \"t2\": the row stands after statement \"t3\", which sorts behind it",
        ),
        (
            FEATURES,
            "t2,pod",
            "t1,pod",
            "catalog/kubernetes-features.csv:3: statement \"t1\": contradicts line 2, which has the same key",
        ),
        (
            STATEMENTS,
            "l1,label",
            "t2,label",
            "catalog/kubernetes-statements.csv:2: statement \"t2\": a row with the same key stands in kubernetes-features.csv",
        ),
    ];
    for (name, part, replacement, expected) in cases {
        assert_eq!(
            problems(&small::statements_with(name, part, replacement)),
            expected,
            "{part:?} -> {replacement:?}"
        );
    }
}

#[test]
fn files_with_statements_are_named_when_they_are_missing_and_listed_in_order() {
    assert_eq!(
        problems(&Files::new("catalog")),
        "catalog/kubernetes-features.csv: the file is missing\ncatalog/kubernetes-statements.csv: the file is missing"
    );
}
