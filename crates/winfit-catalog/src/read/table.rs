//! Rows of one file: their order, their keys, and an overlay's rows among them.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::problem::Fault;
use super::report::{Place, Report};
use super::{FILE_NAMES, Files, MAX_FILE_BYTES, STATEMENT_FILE_NAMES};
use crate::Text;

/// A row and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Row<T> {
    /// Where it stands.
    pub(super) place: Place,
    /// What makes it the same row as another one.
    pub(super) key: String,
    /// What it says.
    pub(super) value: T,
}

/// The rows of a file, those of an overlay included.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// The rows that could be read, sorted.
    pub(super) rows: Vec<Row<T>>,
    /// Whether all could be read. References into an incomplete table are not followed.
    pub(super) complete: bool,
}

/// One text to be turned into rows.
pub(super) struct Input<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// As problems name it.
    pub(super) path: Rc<str>,
    /// Layer and file, for the order of the report.
    pub(super) rank: (usize, usize),
}

impl Input<'_> {
    /// A place in this text.
    pub(super) fn place(&self, line: usize, row: String) -> Place {
        Place { rank: self.rank, file: Rc::clone(&self.path), line, row }
    }
}

/// A fact and its source, where the fact's own type has no room for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cited<T> {
    /// The fact.
    pub(super) fact: T,
    /// Id of the source.
    pub(super) source: Text,
}

/// Reads a file of every layer with `parse`, and merges the rows in the order that `order` gives. A row without an
/// order refers to something that does not exist, which is reported elsewhere.
pub(super) fn load<T: PartialEq, K: Ord>(
    layers: &[&Files],
    name: &'static str,
    report: &mut Report,
    parse: impl Fn(&Input<'_>, &mut Report) -> Vec<Row<T>>,
    order: impl Fn(&T) -> Option<K>,
) -> Table<T> {
    load_replacing(layers, name, report, parse, order, |_| None)
}

/// As [`load`]; an overlay's row whose key is new replaces the row with the key that `replaces` gives.
pub(super) fn load_replacing<T: PartialEq, K: Ord>(
    layers: &[&Files],
    name: &'static str,
    report: &mut Report,
    parse: impl Fn(&Input<'_>, &mut Report) -> Vec<Row<T>>,
    order: impl Fn(&T) -> Option<K>,
    replaces: impl Fn(&T) -> Option<String>,
) -> Table<T> {
    let problems_before = report.count();
    let mut merged: Vec<Row<T>> = Vec::new();
    for (layer, files) in layers.iter().enumerate() {
        let Some(input) = input(files, layer, name, report) else { continue };
        let rows = parse(&input, report);
        check_order(&rows, &order, report);
        let rows = without_duplicates(rows, report);
        if layer == 0 {
            merged = rows;
        } else {
            merge(&mut merged, rows, &replaces);
        }
    }
    merged.sort_by_cached_key(|row| order(&row.value));
    Table { rows: merged, complete: report.count() == problems_before }
}

/// Notes that a file has no rows in any layer.
pub(super) fn refuse_empty(layers: &[&Files], name: &'static str, report: &mut Report) {
    if let Some(builtin) = layers.first() {
        report.file(rank(0, name), &builtin.path(name), None, Fault::NoRows);
    }
}

/// Where the problems of a file stand in the report.
fn rank(layer: usize, name: &'static str) -> (usize, usize) {
    let names = FILE_NAMES.iter().chain(&STATEMENT_FILE_NAMES);
    (layer, names.take_while(|known| **known != name).count())
}

fn input<'a>(files: &'a Files, layer: usize, name: &'static str, report: &mut Report) -> Option<Input<'a>> {
    let rank = rank(layer, name);
    let path: Rc<str> = files.path(name).into();
    let Some(text) = files.text(name) else {
        if layer == 0 {
            report.file(rank, &path, None, Fault::MissingFile);
        }
        return None;
    };
    if text.len() > MAX_FILE_BYTES {
        report.file(rank, &path, None, Fault::TooLarge { bytes: text.len() });
        return None;
    }
    Some(Input { text, path, rank })
}

fn check_order<T, K: Ord>(rows: &[Row<T>], order: &impl Fn(&T) -> Option<K>, report: &mut Report) {
    let orders: Vec<Option<K>> = rows.iter().map(|row| order(&row.value)).collect();
    for (pair, keys) in rows.windows(2).zip(orders.windows(2)) {
        if let ([before, row], [Some(key_before), Some(key)]) = (pair, keys)
            && key_before > key
        {
            let (what, after) = ("the row".to_owned(), before.place.row.clone());
            report.row(&row.place, Fault::Unsorted { what, after });
        }
    }
}

fn without_duplicates<T: PartialEq>(rows: Vec<Row<T>>, report: &mut Report) -> Vec<Row<T>> {
    let mut kept: Vec<Row<T>> = Vec::with_capacity(rows.len());
    let mut index_of: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let Some(first) = index_of.get(&row.key).and_then(|index| kept.get(*index)) else {
            index_of.insert(row.key.clone(), kept.len());
            kept.push(row);
            continue;
        };
        let line = first.place.line;
        let same = first.value == row.value;
        let fault =
            if same { Fault::Duplicate { first: line } } else { Fault::Contradiction { first: line } };
        report.row(&row.place, fault);
    }
    kept
}

fn merge<T>(merged: &mut Vec<Row<T>>, newer: Vec<Row<T>>, replaces: &impl Fn(&T) -> Option<String>) {
    let mut index_of: BTreeMap<String, usize> =
        merged.iter().enumerate().map(|(index, row)| (row.key.clone(), index)).collect();
    // Rows with a key of their own go first, so that no other row takes their place.
    let (known, new): (Vec<_>, Vec<_>) = newer.into_iter().partition(|row| index_of.contains_key(&row.key));
    for row in known.into_iter().chain(new) {
        let index = index_of
            .remove(&row.key)
            .or_else(|| replaces(&row.value).and_then(|replaced| index_of.remove(&replaced)));
        match index.and_then(|index| merged.get_mut(index)) {
            Some(replaced) => *replaced = row,
            None => merged.push(row),
        }
    }
}
