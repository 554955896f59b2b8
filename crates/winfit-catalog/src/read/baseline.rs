//! `baseline-2020-02.toml`: the first revisions with the security update of 2020-02-11, sorted by build.

use serde::Deserialize;

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, toml_rows};
use crate::Baseline;

pub(super) const FILE: &str = "baseline-2020-02.toml";
const TABLES: toml_rows::Tables = toml_rows::Tables { name: "baseline", key: &["build"] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    build: u32,
    host_revision: u32,
    host_kb: String,
    image_revision: Option<u32>,
    image_kb: Option<String>,
    source: String,
}

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<Baseline> {
    let parse =
        |input: &table::Input<'_>, report: &mut Report| toml_rows::parse(&TABLES, input, report, convert);
    table::load(layers, FILE, report, parse, |row| Some(row.build))
}

fn convert(raw: Raw, fields: &mut Fields<'_>) -> Option<Baseline> {
    let host_kb = fields.kb("host_kb", &raw.host_kb);
    let image_kb = fields.maybe_kb("image_kb", raw.image_kb.as_deref());
    let source = fields.id("source", raw.source);
    let half = match (raw.image_revision, &raw.image_kb) {
        (Some(_), None) => Some(("image_revision", "image_kb")),
        (None, Some(_)) => Some(("image_kb", "image_revision")),
        _ => None,
    };
    if let Some((present, missing)) = half {
        fields.fault(Fault::Half { present, missing });
        return None;
    }
    Some(Baseline {
        build: raw.build,
        host_revision: raw.host_revision,
        host_kb: host_kb?,
        image_revision: raw.image_revision,
        image_kb: image_kb?,
        source: source?,
    })
}

/// The updates have both revisions, with these articles.
pub(super) fn check(rows: &[Row<Baseline>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: row, .. } in rows {
        links.source(place, &row.source, report);
        links.update(place, &[row.build], row.host_revision, row.host_kb, report);
        if let (Some(revision), Some(kb)) = (row.image_revision, row.image_kb) {
            links.update(place, &[row.build], revision, kb, report);
        }
    }
}
