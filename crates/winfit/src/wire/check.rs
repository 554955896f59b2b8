//! `winfit check --format json`.

mod finding;
mod workload;

use serde::{Serialize, Serializer};
use winfit_lint::report::{Against, Notice, Outcome};

use crate::commands::check::{Checked, Counts};
pub(crate) use finding::{FindingWire, FixWire, Region};
pub(crate) use workload::UNPULLABLE;
use workload::WorkloadWire;

/// A check, as it is reported: JSON is made from it when it is asked for.
#[derive(Debug)]
pub(crate) struct Body(pub(crate) Checked);

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        CheckDocument::new(&self.0).serialize(serializer)
    }
}

#[derive(Debug, Serialize)]
struct CheckDocument<'a> {
    schema: &'static str,
    findings: Vec<FindingWire<'a>>,
    workloads: Vec<WorkloadWire<'a>>,
    notices: Vec<NoticeWire<'a>>,
    fixed: Vec<FixedWire<'a>>,
    summary: Summary,
}

/// A fix that was made.
#[derive(Debug, Serialize)]
struct FixedWire<'a> {
    file: &'a str,
    rule: &'a str,
    title: &'a str,
}

#[derive(Debug, Serialize)]
struct NoticeWire<'a> {
    kind: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    images: &'a [String],
}

#[derive(Debug, Serialize)]
struct Summary {
    files: usize,
    hosts: Option<usize>,
    workloads: usize,
    runs: usize,
    fails: usize,
    no_host: usize,
    needs_hyperv: usize,
    unknown: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    fixable: usize,
    fixable_unsafely: usize,
    fixed: usize,
    suppressed: usize,
}

impl<'a> CheckDocument<'a> {
    fn new(checked: &'a Checked) -> Self {
        let report = &checked.report;
        let workloads = report
            .workloads
            .iter()
            .filter_map(|it| Some(WorkloadWire::of(it, report.documents.get(it.file)?)));
        Self {
            schema: super::SCHEMA,
            findings: findings(checked).collect(),
            workloads: workloads.collect(),
            notices: report.notices.iter().map(notice).collect(),
            fixed: fixed(checked).collect(),
            summary: summary(checked),
        }
    }
}

/// The findings, after those of files that could not be read.
pub(crate) fn findings(checked: &Checked) -> impl Iterator<Item = FindingWire<'_>> {
    let documents = &checked.report.documents;
    let unreadable = checked.unreadable.iter().map(FindingWire::of_unreadable);
    let findings = checked.report.findings.iter();
    unreadable.chain(findings.filter_map(|it| Some(FindingWire::of(it, documents.get(it.file)?))))
}

fn fixed(checked: &Checked) -> impl Iterator<Item = FixedWire<'_>> {
    let fixed = checked.fixes.iter().flat_map(|fixes| &fixes.fixed);
    fixed.filter_map(|it| {
        let file = checked.report.documents.get(it.file)?.source.name();
        Some(FixedWire { file, rule: it.rule, title: &it.title })
    })
}

fn summary(checked: &Checked) -> Summary {
    let report = &checked.report;
    let counts = Counts::of(checked);
    Summary {
        files: report.documents.len() + checked.unreadable.len(),
        hosts: match report.against {
            Against::Fleet { hosts } => Some(hosts),
            Against::Releases => None,
        },
        workloads: report.workloads.len(),
        runs: report.count(Outcome::Runs),
        fails: report.count(Outcome::Fails),
        no_host: report.count(Outcome::NoHost),
        needs_hyperv: report.count(Outcome::NeedsHyperV),
        unknown: report.count(Outcome::Unknown),
        errors: counts.errors,
        warnings: counts.warnings,
        infos: counts.infos,
        fixable: counts.fixable,
        fixable_unsafely: counts.fixable_unsafely,
        fixed: checked.fixes.as_ref().map_or(0, |fixes| fixes.fixed.len()),
        suppressed: counts.suppressed,
    }
}

fn notice(notice: &Notice) -> NoticeWire<'_> {
    NoticeWire {
        kind: notice.kind.as_str(),
        message: &notice.message,
        help: notice.help.as_deref(),
        images: &notice.images,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use winfit_lint::{Edit, Span, apply};

    use super::*;
    use crate::commands::check::sample::{WEB, checked};

    fn document() -> Value {
        serde_json::to_value(Body(checked())).unwrap()
    }

    #[test]
    fn findings_with_fixes_are_as_the_schema_describes_them() {
        let schema = include_str!("../../../../docs/schema/winfit-1.schema.json");
        let schema: Value = serde_json::from_str(schema).unwrap();
        let errors: Vec<_> = jsonschema::draft202012::new(&schema)
            .unwrap()
            .iter_errors(&document())
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }

    #[test]
    fn a_fix_says_what_it_promises_and_its_edits_place_themselves_twice() {
        let finding = &document()["findings"][2];
        assert_eq!(finding["confidence"], "likely");
        let edits = [(6, 1, 6, 1, 65, 0), (8, 51, 8, 55, 145, 4)];
        for (edit, expected) in finding["fix"]["edits"].as_array().unwrap().iter().zip(edits) {
            let of = |field: &str| usize::try_from(edit[field].as_u64().unwrap()).unwrap();
            let found =
                (of("line"), of("column"), of("end_line"), of("end_column"), of("offset"), of("length"));
            assert_eq!(found, expected);
        }
        assert_eq!(finding["fix"]["safety"], "unsafe");
        assert_eq!(document()["findings"][0]["fix"], json!(null));
    }

    #[test]
    fn offsets_and_texts_are_enough_to_apply_a_fix() {
        let fix = document()["findings"][3]["fix"].clone();
        let edit = |edit: &Value| {
            let of = |field: &str| usize::try_from(edit[field].as_u64().unwrap()).unwrap();
            let span = Span::new(of("offset"), of("offset") + of("length"));
            Edit::replace(span, edit["text"].as_str().unwrap())
        };
        let edits: Vec<_> = fix["edits"].as_array().unwrap().iter().map(edit).collect();
        assert_eq!(apply(WEB, &edits).unwrap(), WEB.replace("        privileged: true\n", ""));
    }

    #[test]
    fn the_summary_counts_unreadable_files_among_errors_and_offered_fixes_nowhere() {
        let summary = &document()["summary"];
        for (count, expected) in [
            ("errors", 2),
            ("warnings", 1),
            ("infos", 1),
            ("fixable", 1),
            ("fixable_unsafely", 1),
            ("files", 3),
        ] {
            assert_eq!(summary[count], expected, "{count}");
        }
    }
}
