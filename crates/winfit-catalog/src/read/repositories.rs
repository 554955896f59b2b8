//! `repositories.toml`: repositories that carry Windows images, sorted by name; their labels oldest build first.

use serde::Deserialize;

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, tag_patterns, toml_rows};
use crate::{ImageFamily, Repository, RepositoryRole};

pub(super) const FILE: &str = "repositories.toml";
const TABLES: toml_rows::Tables = toml_rows::Tables { name: "repository", key: &["name"] };
const ROLES: [(&str, RepositoryRole); 5] = [
    ("base", RepositoryRole::Base),
    ("insider", RepositoryRole::Insider),
    ("derived", RepositoryRole::Derived),
    ("pause", RepositoryRole::Pause),
    ("host-process", RepositoryRole::HostProcess),
];
pub(super) const FAMILIES: [(&str, ImageFamily); 4] = [
    ("nanoserver", ImageFamily::NanoServer),
    ("servercore", ImageFamily::ServerCore),
    ("windows", ImageFamily::Windows),
    ("server", ImageFamily::Server),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    name: String,
    role: String,
    family: Option<String>,
    windows_only: bool,
    patterns: Vec<String>,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    list_tags: String,
    source: String,
}

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<Repository> {
    let parse =
        |input: &table::Input<'_>, report: &mut Report| toml_rows::parse(&TABLES, input, report, convert);
    table::load(layers, FILE, report, parse, |repository| Some(repository.name.clone()))
}

fn convert(raw: Raw, fields: &mut Fields<'_>) -> Option<Repository> {
    // The row that stands for every repository without one of its own.
    let name = if raw.name == "*" { Some(raw.name.into()) } else { fields.repository("name", raw.name) };
    let role = fields.word("role", &raw.role, &ROLES);
    let family = raw.family.map_or(Some(None), |family| fields.word("family", &family, &FAMILIES).map(Some));
    let patterns = fields.filled_list("patterns", raw.patterns, Fields::id);
    let labels = fields.list("labels", raw.labels, Fields::tag);
    let (list_tags, source) = (fields.note("list_tags", raw.list_tags), fields.id("source", raw.source));
    Some(Repository {
        name: name?,
        role: role?,
        family: family?,
        windows_only: raw.windows_only,
        patterns: patterns?,
        labels: labels?,
        list_tags: list_tags?,
        source: source?,
    })
}

/// Patterns and labels exist; labels are in order.
pub(super) fn check(rows: &[Row<Repository>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: repository, .. } in rows {
        links.source(place, &repository.source, report);
        for pattern in repository.patterns.iter().filter(|pattern| !links.has_pattern(pattern)) {
            let (field, value) = ("patterns", pattern.to_string());
            report.row(place, Fault::Dangling { field, value, file: tag_patterns::FILE });
        }
        links.labels(place, &repository.labels, report);
    }
}
