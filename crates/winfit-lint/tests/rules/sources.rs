//! What the catalogue cites, and what cites the catalogue.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use winfit_compat::builtin::builtin;
use winfit_compat::catalog::read::{Files, STATEMENT_FILE_NAMES, read_statements};
use winfit_compat::catalog::{Answer, Statement};
use winfit_compat::rules::RULES;
use winfit_lint::rules;

fn statements() -> Vec<Statement> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog");
    let mut files = Files::new("catalog");
    for name in STATEMENT_FILE_NAMES {
        files.insert(name, fs::read_to_string(directory.join(name)).unwrap());
    }
    read_statements(builtin(), &files).unwrap()
}

#[test]
fn every_statement_that_a_rule_answers_for_names_one_that_is_there() {
    let is_there = |id: &str| rules().any(|rule| rule.id == id) || RULES.iter().any(|rule| rule.id == id);
    let missing: BTreeSet<String> = statements()
        .iter()
        .flat_map(|statement| statement.answers.iter())
        .filter_map(|answer| match answer {
            Answer::Rule(id) if !is_there(id) => Some(id.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn every_source_is_cited_by_a_row_a_statement_or_a_rule() {
    let (catalog, statements) = (builtin(), statements());
    let mut cited: BTreeSet<&str> = catalog.updates.iter().map(|row| &*row.source).collect();
    cited.extend(catalog.releases.iter().flat_map(|row| row.sources.iter()).map(|source| &**source));
    cited.extend(catalog.baseline_2020_02.iter().map(|row| &*row.source));
    cited.extend(catalog.tag_patterns.iter().map(|row| &*row.source));
    cited.extend(catalog.repositories.iter().map(|row| &*row.source));
    cited.extend(catalog.linux_words.iter().map(|row| &*row.source));
    cited.extend(catalog.retired_names.iter().map(|row| &*row.source));
    cited.extend(catalog.moving_tags.iter().map(|row| &*row.source));
    cited.extend(catalog.base_layers.iter().map(|row| &*row.source));
    cited.extend(catalog.field_reports.iter().map(|row| &*row.source));
    cited.extend(catalog.kubernetes_fields.iter().flat_map(|row| row.sources.iter()).map(|source| &**source));
    cited.extend(catalog.engine_keys.iter().flat_map(|row| row.sources.iter()).map(|source| &**source));
    cited.extend(catalog.error_texts.iter().flat_map(|row| row.sources.iter()).map(|source| &**source));
    cited.extend(catalog.codes.iter().flat_map(|row| row.sources.iter()).map(|source| &**source));
    cited.extend(catalog.linux_images.iter().flat_map(|row| row.sources.iter()).map(|source| &**source));
    cited.extend(catalog.pause_images.iter().flat_map(|row| row.sources.iter()).map(|source| &**source));
    cited.extend(statements.iter().flat_map(|row| row.sources.iter()).map(|source| &**source));
    cited.extend(RULES.iter().flat_map(|rule| rule.sources.iter().copied()));
    cited.extend(rules().flat_map(|rule| rule.sources.iter().copied()));
    // Tag labels, host groups, the matrix and the versions of Kubernetes cite these in their files only.
    cited.extend(["dotnet-docker", "k8s-changelogs", "ms-container-base-images", "ms-version-compatibility"]);
    let listed: BTreeSet<&str> = catalog.sources.iter().map(|source| &*source.id).collect();
    assert_eq!(listed, cited);
}
