//! `field-reports.toml`: combinations that behave otherwise than documented, sorted by id.

use serde::Deserialize;

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, toml_rows};
use crate::{FieldReport, ReportState, ReportedEffect, ReportedRelation};

pub(super) const FILE: &str = "field-reports.toml";
const TABLES: toml_rows::Tables = toml_rows::Tables { name: "field_report", key: &["id"] };
const EFFECTS: [(&str, ReportedEffect); 2] =
    [("fails", ReportedEffect::Fails), ("starts", ReportedEffect::Starts)];
const STATES: [(&str, ReportState); 2] = [("open", ReportState::Open), ("cured", ReportState::Cured)];
const RELATIONS: [(&str, ReportedRelation); 2] =
    [("any", ReportedRelation::Any), ("image-revision-newer", ReportedRelation::ImageRevisionNewer)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    statement: String,
    effect: String,
    state: String,
    #[serde(default)]
    host_builds: Vec<u32>,
    host_client: Option<bool>,
    host_below_revision: Option<u32>,
    #[serde(default)]
    image_builds: Vec<u32>,
    image_from_revision: Option<u32>,
    relation: String,
    #[serde(default)]
    symptom: String,
    cured_by: Option<String>,
    reported: String,
    source: String,
}

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<FieldReport> {
    let parse =
        |input: &table::Input<'_>, report: &mut Report| toml_rows::parse(&TABLES, input, report, convert);
    table::load(layers, FILE, report, parse, |reported| Some(reported.id.clone()))
}

fn convert(raw: Raw, fields: &mut Fields<'_>) -> Option<FieldReport> {
    let (id, statement) = (fields.id("id", raw.id), fields.text("statement", raw.statement));
    let effect = fields.word("effect", &raw.effect, &EFFECTS);
    let state = fields.word("state", &raw.state, &STATES);
    let host_builds = fields.ascending("host_builds", raw.host_builds);
    let image_builds = fields.ascending("image_builds", raw.image_builds);
    let relation = fields.word("relation", &raw.relation, &RELATIONS);
    let symptom = fields.note("symptom", raw.symptom);
    let cured_by = fields.maybe_kb("cured_by", raw.cured_by.as_deref());
    let reported = fields.date("reported", &raw.reported);
    let source = fields.id("source", raw.source);
    let report = FieldReport {
        id: id?,
        statement: statement?,
        effect: effect?,
        state: state?,
        host_builds: host_builds?,
        host_client: raw.host_client,
        host_below_revision: raw.host_below_revision,
        image_builds: image_builds?,
        image_from_revision: raw.image_from_revision,
        relation: relation?,
        symptom: symptom?,
        cured_by: cured_by?,
        reported: reported?,
        source: source?,
    };
    cure_is_whole(&report, fields).then_some(report)
}

/// A cured report names the update and the revision that it brings; an open one names neither.
fn cure_is_whole(report: &FieldReport, fields: &mut Fields<'_>) -> bool {
    let parts = [
        ("state \"cured\"", report.state == ReportState::Cured),
        ("cured_by", report.cured_by.is_some()),
        ("host_below_revision", report.host_below_revision.is_some()),
    ];
    let present = parts.iter().find(|(_, is_present)| *is_present);
    let missing = parts.iter().find(|(_, is_present)| !*is_present);
    if let (Some((present, _)), Some((missing, _))) = (present, missing) {
        fields.fault(Fault::Half { present, missing });
        return false;
    }
    true
}

/// Builds have releases, and the cure is an update of one of the host builds.
pub(super) fn check(rows: &[Row<FieldReport>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: reported, .. } in rows {
        links.source(place, &reported.source, report);
        for build in reported.host_builds.iter().chain(reported.image_builds.iter()) {
            links.hosts_of_build(place, *build, report);
        }
        if let (Some(revision), Some(kb)) = (reported.host_below_revision, reported.cured_by) {
            links.update(place, &reported.host_builds, revision, kb, report);
        }
    }
}
