//! `kubernetes-fields.csv`: what becomes of each field of a Kubernetes object on Windows, sorted by rule, then id.

use super::fields::{Fields, quoted};
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, csv_rows};
use crate::{Basis, FieldBehaviour, FieldPath, KubernetesField, ObjectKind, PodOs, RuntimeCondition, Text};

pub(super) const FILE: &str = "kubernetes-fields.csv";
const COLUMNS: [&str; 16] = [
    "rule",
    "id",
    "kind",
    "path",
    "value",
    "qualifier",
    "os_name",
    "behaviour",
    "since",
    "until",
    "runtime",
    "alternative",
    "explanation",
    "unchecked",
    "basis",
    "sources",
];

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<KubernetesField> {
    let label = |[_, id, ..]: [&str; 16]| format!("row \"{}\"", quoted(id));
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    table::load(layers, FILE, report, parse, |field| Some((field.rule.clone(), field.id.clone())))
}

fn convert(
    [
        rule,
        id,
        kind,
        path,
        value,
        qualifier,
        os_name,
        behaviour,
        since,
        until,
        runtime,
        alternative,
        explanation,
        unchecked,
        basis,
        sources,
    ]: [&str; 16],
    fields: &mut Fields<'_>,
) -> Option<(String, KubernetesField)> {
    let (rule, id) = (fields.maybe("rule", rule, Fields::kebab), fields.id("id", id.to_owned()));
    let kind = fields.word("kind", kind, &ObjectKind::ALL.map(|kind| (kind.as_str(), kind)));
    let path = self::path(path, fields);
    let value = fields.maybe("value", value, Fields::text);
    let qualifier = fields.maybe("qualifier", qualifier, Fields::kebab);
    let os_name = fields.word("os_name", os_name, &PodOs::ALL.map(|os| (os.as_str(), os)));
    let behaviours = FieldBehaviour::ALL.map(|behaviour| (behaviour.as_str(), behaviour));
    let behaviour = fields.word("behaviour", behaviour, &behaviours);
    let versions = fields.versions(since, until);
    let runtime = self::runtime(runtime, fields);
    let alternative = fields.maybe("alternative", alternative, Fields::fragment);
    let explanation = fields.fragment("explanation", explanation.to_owned());
    let unchecked = fields.maybe("unchecked", unchecked, Fields::fragment);
    let basis = fields.word("basis", basis, &Basis::ALL.map(|basis| (basis.as_str(), basis)));
    let sources = fields.filled_words("sources", sources, Fields::id);
    let field = KubernetesField {
        id: id?,
        rule: rule?,
        unchecked: unchecked?,
        kind: kind?,
        path: path?,
        value: value?,
        qualifier: qualifier?,
        os_name: os_name?,
        behaviour: behaviour?,
        versions: versions?,
        runtime: runtime?,
        alternative: alternative?,
        explanation: explanation?,
        basis: basis?,
        sources: sources?,
    };
    is_answered(&field, fields).then(|| (field.id.to_string(), field))
}

fn path(value: &str, fields: &mut Fields<'_>) -> Option<FieldPath> {
    quoted(value).parse().map_err(|error| fields.fault(Fault::Path(error))).ok()
}

/// `any`, `docker`, `containerd`, `containerd >=1.6`.
fn runtime(value: &str, fields: &mut Fields<'_>) -> Option<RuntimeCondition> {
    let (name, least) = value.split_once(" >=").map_or((value, None), |(name, least)| (name, Some(least)));
    match (name, least) {
        ("any", None) => Some(RuntimeCondition::Any),
        ("docker", None) => Some(RuntimeCondition::Docker),
        ("containerd", None) => Some(RuntimeCondition::Containerd { least: None }),
        ("containerd", Some(least)) if super::fields::is_release(least) => {
            Some(RuntimeCondition::Containerd { least: Some(Text::from(least.to_owned())) })
        }
        _ => {
            let expected = "any, docker, containerd, or containerd with a least release such as >=1.6";
            fields.fault(Fault::Form { field: "runtime", value: quoted(value), expected });
            None
        }
    }
}

/// What does not work is reported by a rule, or the row tells why none does; of what works there is nothing to report.
fn is_answered(field: &KubernetesField, fields: &mut Fields<'_>) -> bool {
    let fault = match (&field.rule, &field.unchecked) {
        (None, None) if field.is_defect() => Fault::Unanswered { behaviour: field.behaviour.as_str() },
        (Some(_), Some(_)) => Fault::Both { one: "rule", other: "unchecked" },
        (Some(_), None) if !field.is_defect() => {
            Fault::Both { one: "rule", other: "behaviour \"supported\"" }
        }
        _ => return true,
    };
    fields.fault(fault);
    false
}

/// Sources are listed, and versions known.
pub(super) fn check(rows: &[Row<KubernetesField>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: field, .. } in rows {
        for source in field.sources.iter() {
            links.source(place, source, report);
        }
        links.versions(place, field.versions, report);
    }
}
