//! `engine-keys.csv`: which keys of Compose files and of `daemon.json` Docker refuses or ignores on Windows.

use super::fields::{Fields, quoted};
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, csv_rows};
use crate::{EngineKey, FieldPath, KeyEffect, KeyFile, List, ParseValueTestError, Text, ValueTest};

pub(super) const FILE: &str = "engine-keys.csv";
const COLUMNS: [&str; 9] =
    ["file", "path", "value", "engine", "swarm", "message", "instead", "note", "sources"];

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<EngineKey> {
    let label =
        |[file, path, value, ..]: [&str; 9]| format!("{} {}, {}", quoted(file), quoted(path), quoted(value));
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    table::load(layers, FILE, report, parse, |row| {
        Some((row.file, row.path.to_string(), row.value.to_string()))
    })
}

fn convert(
    [file, path, value, engine, swarm, message, instead, note, sources]: [&str; 9],
    fields: &mut Fields<'_>,
) -> Option<(String, EngineKey)> {
    let key = format!("{file} {path} {value}");
    let file = fields.word("file", file, &KeyFile::ALL.map(|file| (file.as_str(), file)));
    let (path, value) = (self::path(path, fields), self::value(value, fields));
    let (engine, swarm) = (effect("engine", engine, fields), effect("swarm", swarm, fields));
    let message = fields.maybe("message", message, Fields::fragment);
    let instead = fields.maybe("instead", instead, Fields::fragment);
    let note = fields.maybe("note", note, Fields::fragment);
    let sources = self::sources(sources, fields);
    let row = EngineKey {
        file: file?,
        path: path?,
        value: value?,
        engine: engine?,
        swarm: swarm?,
        message: message?,
        instead: instead?,
        note: note?,
        sources: sources?,
    };
    is_coherent(&row, fields).then_some((key, row))
}

fn path(value: &str, fields: &mut Fields<'_>) -> Option<FieldPath> {
    let path: FieldPath = quoted(value).parse().map_err(|error| fields.fault(Fault::Path(error))).ok()?;
    if path == FieldPath::WHOLE {
        fields.fault(Fault::Empty { field: "path" });
        return None;
    }
    Some(path)
}

fn value(value: &str, fields: &mut Fields<'_>) -> Option<ValueTest> {
    // Lists may be long, so that only what a problem shows is shortened.
    let short = |error: ParseValueTestError| ParseValueTestError { text: quoted(&error.text) };
    value.parse().map_err(|error| fields.fault(Fault::ValueTest(short(error)))).ok()
}

fn effect(field: &'static str, value: &str, fields: &mut Fields<'_>) -> Option<Option<KeyEffect>> {
    let words = KeyEffect::ALL.map(|effect| (effect.as_str(), effect));
    fields.maybe(field, value, |fields, field, value| fields.word(field, &value, &words))
}

fn sources(value: &str, fields: &mut Fields<'_>) -> Option<List<Text>> {
    let ids = value.split(' ').filter(|id| !id.is_empty()).map(str::to_owned).collect();
    fields.filled_list("sources", ids, Fields::id)
}

/// Something becomes of the key, what is said is said by who refuses it, and a daemon is in no service.
fn is_coherent(row: &EngineKey, fields: &mut Fields<'_>) -> bool {
    let effects = [row.engine, row.swarm];
    let fault = match () {
        () if effects == [None, None] => Fault::Empty { field: "engine" },
        () if row.file == KeyFile::Daemon && row.swarm.is_some() => {
            Fault::Both { one: "daemon", other: "swarm" }
        }
        () if row.message.is_some() && !effects.contains(&Some(KeyEffect::Refused)) => {
            Fault::Half { present: "message", missing: "refused" }
        }
        () => return true,
    };
    fields.fault(fault);
    false
}

/// Sources are listed.
pub(super) fn check(rows: &[Row<EngineKey>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: key, .. } in rows {
        for source in key.sources.iter() {
            links.source(place, source, report);
        }
    }
}
