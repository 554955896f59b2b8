//! `moving-tags.toml`: tags whose meaning changed, sorted by repository, then tag.

use serde::Deserialize;

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, toml_rows};
use crate::MovingTag;

pub(super) const FILE: &str = "moving-tags.toml";
const TABLES: toml_rows::Tables = toml_rows::Tables { name: "moving_tag", key: &["repository", "tag"] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    repository: String,
    tag: String,
    build: Option<u32>,
    removed: Option<String>,
    #[serde(default)]
    note: String,
    source: String,
}

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<MovingTag> {
    let parse =
        |input: &table::Input<'_>, report: &mut Report| toml_rows::parse(&TABLES, input, report, convert);
    table::load(layers, FILE, report, parse, |moving| Some((moving.repository.clone(), moving.tag.clone())))
}

fn convert(raw: Raw, fields: &mut Fields<'_>) -> Option<MovingTag> {
    let (repository, tag) = (fields.repository("repository", raw.repository), fields.tag("tag", raw.tag));
    let removed = fields.maybe_date("removed", raw.removed.as_deref());
    let (note, source) = (fields.note("note", raw.note), fields.id("source", raw.source));
    Some(MovingTag {
        repository: repository?,
        tag: tag?,
        build: raw.build,
        removed: removed?,
        note: note?,
        source: source?,
    })
}

/// The repository is known by its new or by an old name, and the build has a release.
pub(super) fn check(rows: &[Row<MovingTag>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: moving, .. } in rows {
        links.source(place, &moving.source, report);
        if !links.has_repository(&moving.repository) && !links.has_retired_name(&moving.repository) {
            let (field, value) = ("repository", moving.repository.to_string());
            report.row(
                place,
                Fault::Dangling { field, value, file: "repositories.toml or retired-names.toml" },
            );
        }
        if let Some(build) = moving.build {
            links.hosts_of_build(place, build, report);
        }
    }
}
