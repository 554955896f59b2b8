//! `error-texts.csv`: how programs word failures, sorted by sign, phrase.

use super::fields::{Fields, quoted};
use super::links::Links;
use super::phrase;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, csv_rows};
use crate::{ErrorText, Text};

pub(super) const FILE: &str = "error-texts.csv";
const COLUMNS: [&str; 6] = ["sign", "phrase", "printed_by", "versions", "says", "sources"];

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<ErrorText> {
    let label = |[sign, phrase, ..]: [&str; 6]| format!("{} \"{}\"", quoted(sign), quoted(phrase));
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    table::load(layers, FILE, report, parse, |row| Some((row.sign.clone(), row.phrase.clone())))
}

/// The key is what a phrase is matched by, so that no wording is a sign of two things.
fn convert(
    [sign, phrase, printed_by, versions, says, sources]: [&str; 6],
    fields: &mut Fields<'_>,
) -> Option<(String, ErrorText)> {
    let key = phrase::key(phrase);
    let sign = fields.kebab("sign", sign.to_owned());
    let phrase = self::phrase(phrase, fields);
    let printed_by = fields.fragment("printed_by", printed_by.to_owned());
    let versions = fields.maybe("versions", versions, Fields::fragment);
    let says = fields.sentence("says", says.to_owned());
    let sources = fields.filled_words("sources", sources, Fields::id);
    let row = ErrorText {
        sign: sign?,
        phrase: phrase?,
        printed_by: printed_by?,
        versions: versions?,
        says: says?,
        sources: sources?,
    };
    Some((key, row))
}

fn phrase(value: &str, fields: &mut Fields<'_>) -> Option<Text> {
    let phrase = fields.text("phrase", value.to_owned())?;
    phrase::check(&phrase).map_err(|error| fields.fault(Fault::Phrase(error))).ok()?;
    Some(phrase)
}

/// Sources are listed.
pub(super) fn check(rows: &[Row<ErrorText>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: row, .. } in rows {
        row.sources.iter().for_each(|source| links.source(place, source, report));
    }
}
