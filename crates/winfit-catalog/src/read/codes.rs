//! `codes.csv`: the numbers by which Windows tells why something failed, sorted by code, kind.

use super::fields::{Fields, quoted};
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, csv_rows};
use crate::{CodeKind, ErrorCode};

pub(super) const FILE: &str = "codes.csv";
const COLUMNS: [&str; 6] = ["code", "kind", "name", "means", "note", "sources"];

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<ErrorCode> {
    let label = |[code, kind, ..]: [&str; 6]| format!("{} {}", quoted(code), quoted(kind));
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    table::load(layers, FILE, report, parse, |row| Some((row.code, row.kind)))
}

fn convert(
    [code, kind, name, means, note, sources]: [&str; 6],
    fields: &mut Fields<'_>,
) -> Option<(String, ErrorCode)> {
    let key = format!("{code} {kind}");
    let code = self::code(code, fields);
    let kind = fields.word("kind", kind, &CodeKind::ALL.map(|kind| (kind.as_str(), kind)));
    let name = fields.form("name", name.to_owned(), "a name of capitals, digits and \"_\"", |byte| {
        byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'
    });
    let means = fields.fragment("means", means.to_owned());
    let note = fields.maybe("note", note, Fields::fragment);
    let sources = fields.filled_words("sources", sources, Fields::id);
    let row =
        ErrorCode { code: code?, kind: kind?, name: name?, means: means?, note: note?, sources: sources? };
    is_of_kind(&row, fields).then_some((key, row))
}

fn code(value: &str, fields: &mut Fields<'_>) -> Option<u32> {
    let code = value.strip_prefix("0x").and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let code = code.filter(|code| format!("{code:#010x}") == value);
    if code.is_none() {
        let expected = "0x and eight lower-case hexadecimal digits";
        fields.fault(Fault::Form { field: "code", value: quoted(value), expected });
    }
    code
}

/// The first bit tells a failure in the large numbers, and Windows' own sentences have small ones.
fn is_of_kind(row: &ErrorCode, fields: &mut Fields<'_>) -> bool {
    let (is_of_kind, expected) = match row.kind {
        CodeKind::Hresult => (row.code >= 0x8000_0000, "an hresult, which is 0x80000000 or more"),
        CodeKind::Ntstatus => (row.code >= 0x4000_0000, "an ntstatus, which is 0x40000000 or more"),
        CodeKind::Win32 => (row.code <= 0xffff, "a win32 number, which is 0x0000ffff or less"),
    };
    if !is_of_kind {
        fields.fault(Fault::Form { field: "code", value: format!("{:#010x}", row.code), expected });
    }
    is_of_kind
}

/// Sources are listed.
pub(super) fn check(rows: &[Row<ErrorCode>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: row, .. } in rows {
        row.sources.iter().for_each(|source| links.source(place, source, report));
    }
}
