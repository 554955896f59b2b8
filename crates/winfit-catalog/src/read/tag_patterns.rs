//! `tag-patterns.toml`: the shapes of tags, sorted by id.

use serde::Deserialize;

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, template, toml_rows};
use crate::{TagPattern, Text};

pub(super) const FILE: &str = "tag-patterns.toml";
const TABLES: toml_rows::Tables = toml_rows::Tables { name: "tag_pattern", key: &["id"] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    template: String,
    fixed_build: Option<u32>,
    examples: Vec<String>,
    era: String,
    source: String,
}

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<TagPattern> {
    let parse =
        |input: &table::Input<'_>, report: &mut Report| toml_rows::parse(&TABLES, input, report, convert);
    table::load(layers, FILE, report, parse, |pattern| Some(pattern.id.clone()))
}

fn convert(raw: Raw, fields: &mut Fields<'_>) -> Option<TagPattern> {
    let (id, template) = (fields.id("id", raw.id), template(raw.template, fields));
    let examples = fields.filled_list("examples", raw.examples, Fields::tag);
    let (era, source) = (fields.text("era", raw.era), fields.id("source", raw.source));
    Some(TagPattern {
        id: id?,
        template: template?,
        fixed_build: raw.fixed_build,
        examples: examples?,
        era: era?,
        source: source?,
    })
}

fn template(value: String, fields: &mut Fields<'_>) -> Option<Text> {
    match template::check(&value) {
        Ok(()) => Some(value.into()),
        Err(error) => {
            fields.fault(Fault::Template(error));
            None
        }
    }
}

/// The source exists, and so does the release of a fixed build.
pub(super) fn check(rows: &[Row<TagPattern>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: pattern, .. } in rows {
        links.source(place, &pattern.source, report);
        if let Some(build) = pattern.fixed_build {
            links.hosts_of_build(place, build, report);
        }
    }
}
