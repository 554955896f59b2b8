//! `winfit matrix`: the printed tables, then those of every release known.

use winfit_compat::catalog::{self, Catalog, Edition};
use winfit_compat::matrix::{self, Matrix, Origin, derived, printed};

use crate::cli::MatrixArgs;
use crate::context::Context;
use crate::output::Report;
use crate::wire::matrix::{Body, Cell, Column, Row, Support, Table};
use crate::wire::{self, Source};

/// The document that prints the tables.
const DOCUMENT: &str = "ms-version-compatibility";

/// The tables that were asked for.
pub(crate) fn report(arguments: &MatrixArgs, context: &Context) -> Report<Body> {
    let catalog = context.catalog();
    let edition = arguments.edition.unwrap_or_default();
    let editions = if arguments.all { Edition::ALL.to_vec() } else { vec![edition] };
    let kinds = arguments.hosts.kinds();
    let mut tables = Vec::new();
    for edition in editions {
        tables.extend(kinds.iter().map(|kind| table(catalog, &printed(catalog, edition, *kind))));
    }
    tables.extend(kinds.iter().map(|kind| table(catalog, &derived(catalog, edition, *kind))));
    // Where an edition prints no table of such hosts, there is nothing to show.
    tables.retain(|table| !table.rows.is_empty());
    Report { body: Body { schema: wire::SCHEMA, tables }, worst: None }
}

fn table(catalog: &Catalog, matrix: &Matrix<'_>) -> Table {
    let origins = || matrix.rows.iter().flat_map(|row| row.cells.iter().flatten());
    let origin = origins().next().map_or(Origin::Derived, |cell| cell.origin);
    Table {
        edition: matrix.edition.as_str(),
        hosts: wire::host_kind(matrix.kind),
        origin: word(origin),
        source: catalog.source(DOCUMENT).map(Source::from),
        images: matrix
            .images
            .iter()
            .map(|(id, release)| Column {
                id: (*id).to_owned(),
                name: release.map(|release| release.name.to_string()),
                build: release.map(|release| release.build),
            })
            .collect(),
        rows: matrix.rows.iter().map(|row| self::row(matrix, row)).collect(),
    }
}

fn row(matrix: &Matrix<'_>, row: &matrix::Row<'_>) -> Row {
    let cells = matrix.images.iter().zip(&row.cells);
    Row {
        id: row.id.to_owned(),
        name: row.name.to_owned(),
        build: row.build,
        cells: cells.filter_map(|((image, _), cell)| Some(self::cell(image, (*cell)?))).collect(),
    }
}

fn cell(image: &str, cell: matrix::Cell) -> Cell {
    Cell {
        image: image.to_owned(),
        support: support(cell.process, cell.hyperv),
        origin: word(cell.origin),
        source: (cell.origin == Origin::Printed).then_some(DOCUMENT),
        by_rules: cell.contradicted_by_rules.map(|(process, hyperv)| support(process, hyperv)),
    }
}

const fn support(process: catalog::Support, hyperv: catalog::Support) -> Support {
    const fn word(support: catalog::Support) -> &'static str {
        match support {
            catalog::Support::Yes => "yes",
            catalog::Support::No => "no",
            catalog::Support::Preview => "preview",
        }
    }
    Support { process: word(process), hyperv: word(hyperv) }
}

const fn word(origin: Origin) -> &'static str {
    match origin {
        Origin::Printed => "printed",
        Origin::Derived => "derived",
    }
}
