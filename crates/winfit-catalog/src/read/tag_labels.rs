//! `tag-labels.toml`: words in tags that name a release, sorted by build, then label.

use serde::Deserialize;

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Cited, Row, Table};
use super::{Files, toml_rows};
use crate::TagLabel;

pub(super) const FILE: &str = "tag-labels.toml";
const TABLES: toml_rows::Tables = toml_rows::Tables { name: "tag_label", key: &["label"] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    label: String,
    build: u32,
    release: String,
    source: String,
}

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<Cited<TagLabel>> {
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        let mut rows = toml_rows::parse(&TABLES, input, report, convert);
        // Labels are compared without case, and so are the keys of their rows.
        rows.iter_mut().for_each(|row| row.key.make_ascii_lowercase());
        rows
    };
    table::load(layers, FILE, report, parse, |label| Some((label.fact.build, label.fact.label.clone())))
}

fn convert(raw: Raw, fields: &mut Fields<'_>) -> Option<Cited<TagLabel>> {
    let label =
        fields.form("label", raw.label, "a word of letters and digits", |b| b.is_ascii_alphanumeric());
    let (release, source) = (fields.id("release", raw.release), fields.id("source", raw.source));
    let fact = TagLabel { label: label?, build: raw.build, release: release? };
    Some(Cited { fact, source: source? })
}

/// The release exists and has the build.
pub(super) fn check(rows: &[Row<Cited<TagLabel>>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: Cited { fact: label, source }, .. } in rows {
        links.source(place, source, report);
        let Some(release) = links.release(place, "release", &label.release, report) else { continue };
        if release.build != label.build {
            let (build, actual) = (label.build, release.build);
            report.row(place, Fault::OtherBuild { build, release: release.id.to_string(), actual });
        }
    }
}
