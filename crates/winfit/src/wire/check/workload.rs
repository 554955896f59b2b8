//! A workload in JSON: its images, and the answer on each target.

use serde::Serialize;
use winfit_compat::verdict::Answer;
use winfit_compat::{Isolation, Provenance};
use winfit_lint::Document;
use winfit_lint::report::{ImageReport, Target, TargetReport, WorkloadReport};

use crate::wire::{self, ImageError, ImagePlatform};

/// Why a workload does not run whose image cannot be pulled: findings tell more.
pub(crate) const UNPULLABLE: &str = "an image of it cannot be pulled";

/// A workload for Windows.
#[derive(Debug, Serialize)]
pub(crate) struct WorkloadWire<'a> {
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

impl<'a> WorkloadWire<'a> {
    /// A workload of this document.
    pub(super) fn of(workload: &'a WorkloadReport, document: &'a Document) -> Self {
        Self {
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
        provenance: wire::provenance(provenance),
        digest: report.image.digest.as_deref(),
        platforms,
        error: report.unread.as_ref().map(|it| ImageError::of(it, &report.reference)),
    }
}

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
            TargetKind::Release { id, name, build: *build, runtime: runtime.map(wire::runtime) }
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
