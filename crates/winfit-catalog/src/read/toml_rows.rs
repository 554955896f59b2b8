//! A TOML file that holds one array of tables, row by row, so that a wrong row does not hide the next one.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::fields::{Fields, message, quoted};
use super::problem::Fault;
use super::report::Report;
use super::table::{Input, Row};

/// How a file's tables are called and told apart.
pub(super) struct Tables {
    /// The name of the array, e.g. `release`.
    pub(super) name: &'static str,
    /// The fields that make the key of a row.
    pub(super) key: &'static [&'static str],
}

/// Reads all rows: `Raw` is the row as it stands in the file, `convert` checks its fields.
pub(super) fn parse<Raw: DeserializeOwned, T>(
    tables: &Tables,
    input: &Input<'_>,
    report: &mut Report,
    convert: impl Fn(Raw, &mut Fields<'_>) -> Option<T>,
) -> Vec<Row<T>> {
    let lines = LineIndex::new(input.text);
    let root = match DeTable::parse(input.text) {
        Ok(root) => root.into_inner(),
        Err(error) => {
            let line = error.span().map(|span| lines.line(span.start));
            report.file(input.rank, &input.path, line, Fault::Syntax { message: message(error.message()) });
            return Vec::new();
        }
    };
    let mut rows = Vec::new();
    for (key, value) in root {
        let line = lines.line(key.span().start);
        match value.into_inner() {
            DeValue::Array(array) if *key.get_ref() == tables.name => {
                for element in array {
                    rows.extend(row(tables, input, &lines, element, report, &convert));
                }
            }
            _ => {
                let fault = Fault::Table { found: quoted(key.get_ref()), expected: tables.name };
                report.file(input.rank, &input.path, Some(line), fault);
            }
        }
    }
    rows
}

fn row<Raw: DeserializeOwned, T>(
    tables: &Tables,
    input: &Input<'_>,
    lines: &LineIndex,
    element: Spanned<DeValue<'_>>,
    report: &mut Report,
    convert: &impl Fn(Raw, &mut Fields<'_>) -> Option<T>,
) -> Option<Row<T>> {
    let key = key_of(tables, element.get_ref());
    let mut place = input.place(lines.line(element.span().start), format!("{} \"{key}\"", tables.name));
    match Raw::deserialize(ValueDeserializer::from(element)) {
        Ok(raw) => {
            let value = convert(raw, &mut Fields { place: &place, report })?;
            Some(Row { place, key, value })
        }
        Err(error) => {
            if let Some(span) = error.span() {
                place.line = lines.line(span.start);
            }
            report.row(&place, Fault::Shape { message: message(error.message()) });
            None
        }
    }
}

/// The values of the key fields, also of a row that is wrong otherwise.
fn key_of(tables: &Tables, value: &DeValue<'_>) -> String {
    let DeValue::Table(table) = value else { return String::new() };
    let word = |field: &&str| match table.get(*field).map(Spanned::get_ref) {
        Some(DeValue::String(text)) => quoted(text),
        Some(DeValue::Integer(number)) => quoted(number.as_str()),
        _ => "?".to_owned(),
    };
    tables.key.iter().map(word).collect::<Vec<_>>().join(":")
}

/// Finds the line of a byte.
struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    fn new(text: &str) -> Self {
        let after_each = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(after_each).collect() }
    }

    fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }
}
