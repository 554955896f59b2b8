//! `kubernetes-features.csv` and `kubernetes-statements.csv`: statements, each file sorted by id.

use std::collections::BTreeMap;

use super::fields::{Fields, quoted};
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, csv_rows, sources};
use crate::{Answer, Catalog, List, Statement};

/// The files with statements.
pub(super) const FILES: [&str; 2] = ["kubernetes-features.csv", "kubernetes-statements.csv"];
const COLUMNS: [&str; 7] = ["id", "area", "statement", "since", "until", "answer", "sources"];

/// The statements of both files, in their order; sources are looked up in `catalog`.
pub(super) fn load(catalog: &Catalog, files: &Files, report: &mut Report) -> Vec<Statement> {
    let tables = FILES.map(|file| load_file(file, files, report));
    let mut first_of: BTreeMap<String, &'static str> = BTreeMap::new();
    for (file, table) in FILES.into_iter().zip(&tables) {
        for Row { place, key, value: statement } in &table.rows {
            if let Some(first) = first_of.insert(key.clone(), file) {
                report.row(place, Fault::Elsewhere { file: first });
            }
            for source in statement.sources.iter().filter(|source| catalog.source(source).is_none()) {
                let value = source.to_string();
                report.row(place, Fault::Dangling { field: "source", value, file: sources::FILE });
            }
        }
    }
    tables.into_iter().flat_map(|table| table.rows).map(|row| row.value).collect()
}

fn load_file(file: &'static str, files: &Files, report: &mut Report) -> Table<Statement> {
    let label = |[id, ..]: [&str; 7]| format!("statement \"{}\"", quoted(id));
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    table::load(&[files], file, report, parse, |statement| Some(statement.id.clone()))
}

fn convert(
    [id, area, statement, since, until, answer, sources]: [&str; 7],
    fields: &mut Fields<'_>,
) -> Option<(String, Statement)> {
    let (id, area) = (fields.id("id", id.to_owned()), fields.kebab("area", area.to_owned()));
    let statement = fields.sentence("statement", statement.to_owned());
    let versions = fields.versions(since, until);
    let answers = answers(answer, fields);
    let sources = fields.filled_words("sources", sources, Fields::id);
    let statement = Statement {
        id: id?,
        area: area?,
        statement: statement?,
        versions: versions?,
        answers: answers?,
        sources: sources?,
    };
    Some((statement.id.to_string(), statement))
}

/// Words parted by blanks: ids of rules, `command:NAME`, `later:NAME`, or `info` alone.
fn answers(value: &str, fields: &mut Fields<'_>) -> Option<List<Answer>> {
    let words: Vec<&str> = value.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        fields.fault(Fault::Empty { field: "answer" });
        return None;
    }
    if words.len() > 1 && words.contains(&"info") {
        fields.fault(Fault::Both { one: "answer info", other: "any other answer" });
        return None;
    }
    words.into_iter().map(|word| answer(word, fields)).collect::<Option<Vec<_>>>().map(List::Owned)
}

fn answer(word: &str, fields: &mut Fields<'_>) -> Option<Answer> {
    let (kind, name) = word.split_once(':').map_or(("", word), |(kind, name)| (kind, name));
    if word == "info" {
        return Some(Answer::Info);
    }
    let name = fields.kebab("answer", name.to_owned())?;
    match kind {
        "" => Some(Answer::Rule(name)),
        "command" => Some(Answer::Command(name)),
        "later" => Some(Answer::Later(name)),
        _ => {
            let known = "the id of a rule, command:NAME, later:NAME, info".to_owned();
            fields.fault(Fault::Word { field: "answer", value: quoted(word), known });
            None
        }
    }
}
