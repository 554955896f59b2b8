//! `winfit check --format json`.

use serde::{Serialize, Serializer};
use winfit_compat::verdict::Answer;
use winfit_compat::{Isolation, Provenance};
use winfit_lint::report::{
    Against, ImageReport, Notice, Outcome, Report, Target, TargetReport, WorkloadReport,
};
use winfit_lint::{Document, Finding, Help, Label, Severity, Span};

use super::ImageError;
use super::ImagePlatform;
use crate::commands::check::{Checked, Unreadable};

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
    summary: Summary,
}

#[derive(Debug, Serialize)]
struct FindingWire<'a> {
    rule: &'a str,
    severity: &'static str,
    file: &'a str,
    /// 1-based; columns count characters.
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    /// Further places of the same finding.
    related: Vec<PlaceWire<'a>>,
    notes: &'a [String],
    /// The first remedy in words; all of them are in `remedies`.
    help: Option<&'a str>,
    remedies: Vec<RemedyWire<'a>>,
    /// Edits that can be applied; none in this release.
    fix: Option<()>,
}

#[derive(Debug, Serialize)]
struct PlaceWire<'a> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct RemedyWire<'a> {
    kind: &'static str,
    text: &'a str,
    /// Lines to paste into the file, or commands to type.
    paste: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct WorkloadWire<'a> {
    kind: &'a str,
    name: &'a str,
    namespace: Option<&'a str>,
    file: &'a str,
    line: usize,
    outcome: &'static str,
    images: Vec<ImageWire<'a>>,
    targets: Vec<TargetWire<'a>>,
}

#[derive(Debug, Serialize)]
struct ImageWire<'a> {
    container: &'a str,
    reference: &'a str,
    /// Of the only platform with one; where there are several, see `platforms`.
    os_version: Option<String>,
    provenance: &'static str,
    digest: Option<&'a str>,
    platforms: Vec<ImagePlatform>,
    /// Why it was not read, where that was tried.
    error: Option<ImageError>,
}

#[derive(Debug, Serialize)]
struct NoticeWire<'a> {
    kind: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    images: &'a [String],
}

#[derive(Debug, Serialize)]
struct TargetWire<'a> {
    #[serde(flatten)]
    target: TargetKind<'a>,
    verdict: &'static str,
    rule: Option<&'static str>,
    fact: Option<&'static str>,
    isolation: Option<&'static str>,
    reason: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(tag = "target", rename_all = "lowercase")]
enum TargetKind<'a> {
    Hosts { os_version: &'a str, hosts: &'a [String], not_placed: Vec<NotPlaced<'a>> },
    Release { id: &'a str, name: &'a str, build: u32, runtime: Option<String> },
}

#[derive(Debug, Serialize)]
struct NotPlaced<'a> {
    host: &'a str,
    reason: String,
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
}

impl<'a> CheckDocument<'a> {
    fn new(checked: &'a Checked) -> Self {
        let report = &checked.report;
        let unreadable = checked.unreadable.iter().map(unreadable);
        let findings =
            report.findings.iter().filter_map(|it| Some(finding(it, report.documents.get(it.file)?)));
        let workloads =
            report.workloads.iter().filter_map(|it| Some(workload(it, report.documents.get(it.file)?)));
        Self {
            schema: super::SCHEMA,
            findings: unreadable.chain(findings).collect(),
            workloads: workloads.collect(),
            notices: report.notices.iter().map(notice).collect(),
            summary: summary(report, checked.unreadable.len()),
        }
    }
}

fn summary(report: &Report, unreadable: usize) -> Summary {
    let severity = |wanted| report.findings.iter().filter(|it| it.severity == wanted).count();
    Summary {
        files: report.documents.len() + unreadable,
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
        errors: severity(Severity::Error) + unreadable,
        warnings: severity(Severity::Warning),
    }
}

fn unreadable(unreadable: &Unreadable) -> FindingWire<'_> {
    FindingWire {
        rule: Unreadable::RULE,
        severity: Severity::Error.as_str(),
        file: &unreadable.file,
        line: unreadable.line.unwrap_or(1),
        column: 1,
        end_line: unreadable.line.unwrap_or(1),
        end_column: 1,
        message: &unreadable.message,
        related: Vec::new(),
        notes: &[],
        help: Some(unreadable.help),
        remedies: Vec::new(),
        fix: None,
    }
}

fn finding<'a>(finding: &'a Finding, document: &'a Document) -> FindingWire<'a> {
    let span = finding.place.as_ref().map_or(Span::default(), |place| place.span);
    let (start, end) = (document.source.position(span.start), document.source.position(span.end));
    FindingWire {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        file: document.source.name(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: &finding.message,
        related: finding.related.iter().map(|label| place(label, document)).collect(),
        notes: &finding.notes,
        help: finding.help.first().map(|help| help.text.as_str()),
        remedies: finding.help.iter().map(remedy).collect(),
        fix: None,
    }
}

fn place<'a>(label: &'a Label, document: &Document) -> PlaceWire<'a> {
    let (start, end) = (document.source.position(label.span.start), document.source.position(label.span.end));
    PlaceWire {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text: &label.text,
    }
}

fn remedy(help: &Help) -> RemedyWire<'_> {
    RemedyWire {
        kind: help.kind,
        text: &help.text,
        paste: (!help.paste.is_empty()).then_some(help.paste.as_str()),
    }
}

fn workload<'a>(workload: &'a WorkloadReport, document: &'a Document) -> WorkloadWire<'a> {
    WorkloadWire {
        kind: &workload.kind,
        name: &workload.name,
        namespace: workload.namespace.as_deref(),
        file: document.source.name(),
        line: document.source.position(workload.span.start).line,
        outcome: workload.outcome.as_str(),
        images: workload.images.iter().map(image).collect(),
        targets: workload.targets.iter().map(target).collect(),
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

fn image(report: &ImageReport) -> ImageWire<'_> {
    let platforms = ImagePlatform::of(&report.image.platforms, &report.problems);
    let mut versions = platforms.iter().filter_map(|it| it.os_version.clone());
    let only = versions.next().filter(|_| versions.next().is_none());
    let provenance = report.image.platforms.first().map_or(Provenance::None, |it| it.provenance);
    ImageWire {
        container: &report.container,
        reference: &report.reference,
        os_version: only,
        provenance: super::provenance(provenance),
        digest: report.image.digest.as_deref(),
        platforms,
        error: report.unread.as_ref().map(|it| ImageError::of(it, &report.reference)),
    }
}

/// Why a workload does not run whose image cannot be pulled: findings tell more.
pub(crate) const UNPULLABLE: &str = "an image of it cannot be pulled";

fn target(target: &TargetReport) -> TargetWire<'_> {
    let kind = match &target.target {
        Target::Pool { version, hosts, refused } => TargetKind::Hosts {
            os_version: version,
            hosts,
            not_placed: refused
                .iter()
                .map(|(host, refusal)| NotPlaced { host, reason: refusal.to_string() })
                .collect(),
        },
        Target::Release { id, name, build, runtime } => {
            TargetKind::Release { id, name, build: *build, runtime: runtime.map(super::runtime) }
        }
    };
    if let Some(rule) = target.unpullable {
        return TargetWire {
            target: kind,
            verdict: "blocked",
            rule: Some(rule),
            fact: None,
            isolation: target.isolation.map(Isolation::as_str),
            reason: UNPULLABLE,
        };
    }
    TargetWire {
        target: kind,
        verdict: target.answer.map_or("unknown", |answer| answer.as_str()),
        rule: target.answer.and_then(Answer::rule).map(|rule| rule.id),
        fact: target.answer.and_then(|answer| match answer {
            Answer::Unknown(fact, _) => Some(fact.as_str()),
            _ => None,
        }),
        isolation: target.isolation.map(Isolation::as_str),
        reason: &target.reason,
    }
}
