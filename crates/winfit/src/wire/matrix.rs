//! The body of `winfit matrix`.

use serde::Serialize;

use super::Source;

/// Tables of hosts and images.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Body {
    pub(crate) schema: &'static str,
    pub(crate) tables: Vec<Table>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Table {
    /// The edition that prints it, or by whose rules it was made.
    pub(crate) edition: &'static str,
    /// `server` or `client`.
    pub(crate) hosts: &'static str,
    /// `printed` or `derived`.
    pub(crate) origin: &'static str,
    /// The document.
    pub(crate) source: Option<Source>,
    /// The columns, oldest first.
    pub(crate) images: Vec<Column>,
    /// The rows, oldest host first.
    pub(crate) rows: Vec<Row>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Column {
    /// Id of the release.
    pub(crate) id: String,
    /// Name for people; `null` for one that was printed and never existed.
    pub(crate) name: Option<String>,
    pub(crate) build: Option<u32>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Row {
    /// Id of the release, or of hosts that are printed as one.
    pub(crate) id: String,
    pub(crate) name: String,
    /// `null` for hosts that are printed as one.
    pub(crate) build: Option<u32>,
    pub(crate) cells: Vec<Cell>,
}

/// What a pair gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Cell {
    /// Id of the image's release.
    pub(crate) image: String,
    #[serde(flatten)]
    pub(crate) support: Support,
    /// `printed` or `derived`.
    pub(crate) origin: &'static str,
    /// Id of the source of a printed cell.
    pub(crate) source: Option<&'static str>,
    /// What the rules say, where a printed cell says something else.
    pub(crate) by_rules: Option<Support>,
}

/// `yes`, `no` or `preview`, in each isolation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Support {
    pub(crate) process: &'static str,
    pub(crate) hyperv: &'static str,
}
