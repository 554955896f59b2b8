//! `linux-images.csv`: repositories without any image for Windows, sorted by name.

use super::fields::{Fields, quoted};
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, csv_rows, repositories};
use crate::{LinuxImage, Text};

pub(super) const FILE: &str = "linux-images.csv";
const COLUMNS: [&str; 2] = ["repository", "sources"];

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<LinuxImage> {
    let label = |[repository, _]: [&str; 2]| format!("repository \"{}\"", quoted(repository));
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    table::load(layers, FILE, report, parse, |row| Some(row.repository.clone()))
}

fn convert([repository, sources]: [&str; 2], fields: &mut Fields<'_>) -> Option<(String, LinuxImage)> {
    let key = repository.to_owned();
    let repository = self::repository(repository, fields);
    let sources = fields.filled_words("sources", sources, Fields::id);
    Some((key, LinuxImage { repository: repository?, sources: sources? }))
}

fn repository(value: &str, fields: &mut Fields<'_>) -> Option<Text> {
    if value.contains('*') {
        let expected = "the name of one repository";
        fields.fault(Fault::Form { field: "repository", value: quoted(value), expected });
        return None;
    }
    fields.repository("repository", value.to_owned())
}

/// Sources are listed, and no repository is listed among those that have Windows images.
pub(super) fn check(rows: &[Row<LinuxImage>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: row, .. } in rows {
        if links.names_repository(&row.repository) {
            report.row(place, Fault::Elsewhere { file: repositories::FILE });
        }
        row.sources.iter().for_each(|source| links.source(place, source, report));
    }
}
