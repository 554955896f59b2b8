//! `host-groups.toml`: hosts that documents print as one row, sorted by id; their releases oldest first.

use serde::Deserialize;

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Cited, Row, Table};
use super::{Files, toml_rows};
use crate::HostGroup;

pub(super) const FILE: &str = "host-groups.toml";
const TABLES: toml_rows::Tables = toml_rows::Tables { name: "host_group", key: &["id"] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    name: String,
    releases: Vec<String>,
    #[serde(default)]
    note: String,
    source: String,
}

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<Cited<HostGroup>> {
    let parse =
        |input: &table::Input<'_>, report: &mut Report| toml_rows::parse(&TABLES, input, report, convert);
    table::load(layers, FILE, report, parse, |group| Some(group.fact.id.clone()))
}

fn convert(raw: Raw, fields: &mut Fields<'_>) -> Option<Cited<HostGroup>> {
    let (id, name) = (fields.id("id", raw.id), fields.text("name", raw.name));
    let releases = fields.filled_list("releases", raw.releases, Fields::id);
    let (note, source) = (fields.note("note", raw.note), fields.id("source", raw.source));
    let fact = HostGroup { id: id?, name: name?, releases: releases?, note: note? };
    Some(Cited { fact, source: source? })
}

/// The releases exist and are in order, and the group is not called like a release.
pub(super) fn check(rows: &[Row<Cited<HostGroup>>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: Cited { fact: group, source }, .. } in rows {
        links.source(place, source, report);
        if links.has_release(&group.id) {
            report.row(place, Fault::Repeated { field: "the catalogue", value: group.id.to_string() });
        }
        let mut before: Option<(u32, &str)> = None;
        for id in group.releases.iter() {
            let Some(release) = links.release(place, "releases", id, report) else { continue };
            if let Some((build, name)) = before
                && build > release.build
            {
                let fault = Fault::Unsorted { what: format!("\"{id}\""), after: format!("\"{name}\"") };
                report.row(place, fault);
            }
            before = Some((release.build, id));
        }
    }
}
