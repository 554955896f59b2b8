//! A CSV file with a fixed header, row by row. Lines that start with `#` are comments.

use super::fields::{Fields, message, quoted};
use super::problem::Fault;
use super::report::Report;
use super::table::{Input, Row};

/// Reads all rows: `label` names a row in problems, `convert` checks its columns and gives its key.
pub(super) fn parse<const N: usize, T>(
    columns: [&'static str; N],
    input: &Input<'_>,
    report: &mut Report,
    label: impl Fn([&str; N]) -> String,
    convert: impl Fn([&str; N], &mut Fields<'_>) -> Option<(String, T)>,
) -> Vec<Row<T>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .from_reader(input.text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut header_seen = false;
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let line = error.position().map(|at| line(input.text, at));
                let fault = Fault::Syntax { message: message(&error.to_string()) };
                report.file(input.rank, &input.path, line, fault);
                break;
            }
        }
        let line = record.position().map_or(1, |at| line(input.text, at));
        if !header_seen {
            header_seen = true;
            if !record.iter().eq(columns) {
                let found = quoted(&record.iter().take(2 * N).collect::<Vec<_>>().join(","));
                let fault = Fault::Header { found, expected: columns.join(",") };
                report.file(input.rank, &input.path, Some(line), fault);
                break;
            }
            continue;
        }
        // No more cells are looked at than a row can have: a line may be as long as the file.
        let Ok(cells) = <[&str; N]>::try_from(record.iter().take(N + 1).collect::<Vec<_>>()) else {
            let place = input.place(line, format!("row \"{}\"", quoted(record.get(0).unwrap_or_default())));
            report.row(&place, Fault::Columns { found: record.len(), expected: N });
            continue;
        };
        let place = input.place(line, label(cells));
        if let Some((key, value)) = convert(cells, &mut Fields { place: &place, report }) {
            rows.push(Row { place, key, value });
        }
    }
    if !header_seen {
        let fault = Fault::Header { found: String::new(), expected: columns.join(",") };
        report.file(input.rank, &input.path, Some(1), fault);
    }
    rows
}

/// The line of a record: the reader's position may be that of comments and empty lines before it.
fn line(text: &str, at: &csv::Position) -> usize {
    let start = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let skipped = text
        .get(start..)
        .unwrap_or_default()
        .split_inclusive('\n')
        .take_while(|line| line.starts_with('#') || line.trim_end_matches(['\r', '\n']).is_empty())
        .count();
    usize::try_from(at.line()).unwrap_or(usize::MAX).saturating_add(skipped)
}
