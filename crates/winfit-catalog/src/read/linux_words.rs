//! `linux-words.csv`: words in tags that say Linux, sorted by word.

use super::fields::Fields;
use super::links::Links;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, csv_rows};
use crate::LinuxWord;

pub(super) const FILE: &str = "linux-words.csv";
const COLUMNS: [&str; 2] = ["word", "source"];

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<LinuxWord> {
    let label = |[word, _]: [&str; 2]| word.to_owned();
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    table::load(layers, FILE, report, parse, |row| Some(row.word.clone()))
}

fn convert([word, source]: [&str; 2], fields: &mut Fields<'_>) -> Option<(String, LinuxWord)> {
    let key = word.to_owned();
    let word = fields.tag("word", word.to_owned());
    let source = fields.id("source", source.to_owned());
    Some((key, LinuxWord { word: word?, source: source? }))
}

pub(super) fn check(rows: &[Row<LinuxWord>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: row, .. } in rows {
        links.source(place, &row.source, report);
    }
}
