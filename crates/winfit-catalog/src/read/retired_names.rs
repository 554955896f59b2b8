//! `retired-names.toml`: repository names that are no longer served, sorted by name.

use serde::Deserialize;

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, repositories, toml_rows};
use crate::RetiredName;

pub(super) const FILE: &str = "retired-names.toml";
const TABLES: toml_rows::Tables = toml_rows::Tables { name: "retired_name", key: &["name"] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    name: String,
    replaced_by: String,
    until: Option<String>,
    #[serde(default)]
    note: String,
    source: String,
}

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<RetiredName> {
    let parse =
        |input: &table::Input<'_>, report: &mut Report| toml_rows::parse(&TABLES, input, report, convert);
    table::load(layers, FILE, report, parse, |retired| Some(retired.name.clone()))
}

fn convert(raw: Raw, fields: &mut Fields<'_>) -> Option<RetiredName> {
    let name = fields.repository("name", raw.name);
    let replaced_by = fields.repository("replaced_by", raw.replaced_by);
    let until = fields.maybe_date("until", raw.until.as_deref());
    let (note, source) = (fields.note("note", raw.note), fields.id("source", raw.source));
    Some(RetiredName { name: name?, replaced_by: replaced_by?, until: until?, note: note?, source: source? })
}

/// The new name is a repository of the catalogue.
pub(super) fn check(rows: &[Row<RetiredName>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: retired, .. } in rows {
        links.source(place, &retired.source, report);
        if !links.has_repository(&retired.replaced_by) {
            let (field, value) = ("replaced_by", retired.replaced_by.to_string());
            report.row(place, Fault::Dangling { field, value, file: repositories::FILE });
        }
    }
}
