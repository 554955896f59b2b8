//! `sources.toml`: documents and data sets that rows cite, sorted by id.

use serde::Deserialize;

use super::fields::{Fields, quoted};
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Table};
use super::{Files, toml_rows};
use crate::Source;

pub(super) const FILE: &str = "sources.toml";
const TABLES: toml_rows::Tables = toml_rows::Tables { name: "source", key: &["id"] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    title: String,
    url: String,
    read: String,
}

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<Source> {
    let parse =
        |input: &table::Input<'_>, report: &mut Report| toml_rows::parse(&TABLES, input, report, convert);
    table::load(layers, FILE, report, parse, |source| Some(source.id.clone()))
}

fn convert(raw: Raw, fields: &mut Fields<'_>) -> Option<Source> {
    let (id, title, url) = (fields.id("id", raw.id), fields.text("title", raw.title), url(raw.url, fields));
    let read = fields.date("read", &raw.read);
    Some(Source { id: id?, title: title?, url: url?, read: read? })
}

fn url(value: String, fields: &mut Fields<'_>) -> Option<crate::Text> {
    if !value.starts_with("https://") {
        let fault = Fault::Form { field: "url", value: quoted(&value), expected: "an https address" };
        fields.fault(fault);
        return None;
    }
    fields.text("url", value)
}
