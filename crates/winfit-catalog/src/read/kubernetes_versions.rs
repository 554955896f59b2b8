//! `kubernetes-versions.csv`: the minor versions of Kubernetes that there are facts about, ascending, without gaps.

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Cited, Row, Table};
use super::{Files, csv_rows};
use crate::{KnownVersions, KubernetesVersion};

pub(super) const FILE: &str = "kubernetes-versions.csv";
const COLUMNS: [&str; 2] = ["version", "source"];

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<Cited<KubernetesVersion>> {
    let label = |[version, ..]: [&str; 2]| super::fields::quoted(&format!("version {version}"));
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    let mut table = table::load(layers, FILE, report, parse, |version| Some(version.fact));
    if table.complete && table.rows.is_empty() {
        table.complete = false;
        table::refuse_empty(layers, FILE, report);
    }
    table
}

fn convert(
    [version, source]: [&str; 2],
    fields: &mut Fields<'_>,
) -> Option<(String, Cited<KubernetesVersion>)> {
    let (version, source) =
        (fields.kubernetes_version("version", version), fields.id("source", source.to_owned()));
    let version = version?;
    Some((version.to_string(), Cited { fact: version, source: source? }))
}

/// Each version follows the one before.
pub(super) fn check(table: &Table<Cited<KubernetesVersion>>, links: &Links<'_>, report: &mut Report) {
    for Row { place, value: version, .. } in &table.rows {
        links.source(place, &version.source, report);
    }
    if !table.complete {
        return;
    }
    for pair in table.rows.windows(2) {
        let [before, row] = pair else { continue };
        let missing = KubernetesVersion::new(before.value.fact.minor().saturating_add(1));
        if row.value.fact != missing {
            report.row(&row.place, Fault::Gap { missing });
        }
    }
}

/// The first and the last version. A table without rows is refused where it is read.
pub(super) fn known(rows: &[Row<Cited<KubernetesVersion>>]) -> KnownVersions {
    let version = |row: Option<&Row<Cited<KubernetesVersion>>>| {
        row.map_or(KubernetesVersion::new(0), |row| row.value.fact)
    };
    KnownVersions { oldest: version(rows.first()), newest: version(rows.last()) }
}
