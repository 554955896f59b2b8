//! Reads and checks the files of `catalog/`: text in, tables out.
//!
//! Nothing here opens a file. A caller hands over [`Files`] (names and texts) and gets a [`Catalog`], or every
//! [`Problem`] that the texts have. The order of work: each file into rows, rows of an overlay into those of the
//! built-in files, then the references between files. References into a file that has problems of its own are not
//! followed, so that one wrong row is reported once.

mod base_layers;
mod baseline;
mod codes;
mod csv_rows;
mod engine_keys;
mod error_texts;
mod field_reports;
mod fields;
mod files;
mod host_groups;
mod kubernetes_fields;
mod kubernetes_versions;
mod links;
mod linux_images;
mod linux_words;
mod matrix;
mod moving_tags;
mod pause_images;
mod phrase;
mod problem;
mod releases;
mod report;
mod repositories;
mod retired_names;
mod sources;
mod statements;
mod table;
mod tables;
mod tag_labels;
mod tag_patterns;
mod tag_suffixes;
mod template;
mod toml_rows;
mod updates;

pub use files::Files;
pub use phrase::PhraseError;
pub use problem::{Fault, Problem, Problems};
pub use template::TemplateError;

use crate::{Catalog, Statement};
use report::Report;
use tables::Tables;

/// The files of a catalogue, in the order in which their problems are listed.
pub const FILE_NAMES: [&str; 22] = [
    sources::FILE,
    releases::FILE,
    host_groups::FILE,
    updates::FILE,
    baseline::FILE,
    tag_labels::FILE,
    tag_patterns::FILE,
    repositories::FILE,
    tag_suffixes::FILE,
    linux_words::FILE,
    retired_names::FILE,
    moving_tags::FILE,
    matrix::FILE,
    field_reports::FILE,
    base_layers::FILE,
    kubernetes_versions::FILE,
    kubernetes_fields::FILE,
    pause_images::FILE,
    engine_keys::FILE,
    error_texts::FILE,
    codes::FILE,
    linux_images::FILE,
];

/// The files with statements about Kubernetes, which are not part of a [`Catalog`].
pub const STATEMENT_FILE_NAMES: [&str; 2] = statements::FILES;

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 16 << 20;

/// Reads a whole catalogue.
///
/// # Errors
///
/// All problems of all files: a missing, unknown or oversized file, a row that does not have the documented form,
/// rows out of order, duplicate or contradictory rows, references to nothing.
pub fn read(files: &Files) -> Result<Catalog, Problems> {
    read_layers(&[files])
}

/// Reads a catalogue with newer facts laid over it.
///
/// The overlay has files of the same names and form, and may leave out any of them. Its row replaces the built-in row
/// with the same key; other rows are added in their place. The whole is then checked like a catalogue of its own.
///
/// # Errors
///
/// As for [`read`]. A problem of a row that came from the overlay names the overlay's file and line.
pub fn read_overlaid(builtin: &Files, overlay: &Files) -> Result<Catalog, Problems> {
    read_layers(&[builtin, overlay])
}

/// Reads the statements about Kubernetes, which cite sources of a catalogue.
///
/// # Errors
///
/// All problems of the files that [`STATEMENT_FILE_NAMES`] lists; other files are not looked at.
pub fn read_statements(catalog: &Catalog, files: &Files) -> Result<Vec<Statement>, Problems> {
    let mut report = Report::default();
    let statements = statements::load(catalog, files, &mut report);
    match report.into_problems() {
        Some(problems) => Err(problems),
        None => Ok(statements),
    }
}

fn read_layers(layers: &[&Files]) -> Result<Catalog, Problems> {
    let mut report = Report::default();
    let tables = Tables::load(layers, &mut report);
    tables.check(&mut report);
    match report.into_problems() {
        Some(problems) => Err(problems),
        None => Ok(tables.into_catalog()),
    }
}
