//! The stages of a Dockerfile are built on one host: each may run somewhere, and all together nowhere.

use winfit_compat::verdict::Answer;
use winfit_fleet::WorkloadKind;

use super::Judged;
use super::targets::{Judgement, Targets};
use crate::report::{Outcome, WorkloadReport};
use crate::rules::placement::no_host;
use crate::{Finding, Label, Severity};

/// Finds the Dockerfiles whose stages share no host, and marks their workloads.
pub(super) fn findings(
    judged: &[Judged<'_>],
    targets: &[Targets],
    workloads: &mut [WorkloadReport],
) -> Vec<Finding> {
    let is_stage = |judged: &Judged<'_>| judged.found.workload.kind == WorkloadKind::DockerfileStage;
    let mut findings = Vec::new();
    let mut start = 0;
    while let Some(first) = judged.get(start) {
        let count = judged.iter().skip(start).take_while(|it| it.file == first.file && is_stage(it)).count();
        let range = start..start + count.max(1);
        start = range.end;
        let (Some(stages), Some(targets), Some(reports)) =
            (judged.get(range.clone()), targets.get(range.clone()), workloads.get_mut(range))
        else {
            continue;
        };
        // A stage that fails by itself has a finding of its own.
        if count > 1 && reports.iter().all(|report| report.outcome == Outcome::Runs) && !share_one(targets) {
            reports.iter_mut().for_each(|report| report.outcome = Outcome::NoHost);
            findings.extend(finding(stages, targets));
        }
    }
    findings
}

fn runs(judgement: &Judgement) -> bool {
    judgement.answer().is_some_and(Answer::runs)
}

fn share_one(targets: &[Targets]) -> bool {
    let Some(first) = targets.first() else { return true };
    (0..first.judgements.len())
        .any(|target| targets.iter().all(|stage| stage.judgements.get(target).is_some_and(runs)))
}

fn finding(stages: &[Judged<'_>], targets: &[Targets]) -> Option<Finding> {
    let label = |judged: &Judged<'_>| {
        let place = judged.found.images.first();
        Label { span: place.map_or(judged.found.span, |place| place.span), text: String::new() }
    };
    let (last, others) = stages.split_last()?;
    let notes = stages.iter().zip(targets).map(|(judged, targets)| {
        let names: Vec<_> = targets
            .judgements
            .iter()
            .filter(|judgement| runs(judgement))
            .map(|judgement| super::workload::name(&judgement.target))
            .collect();
        format!("{} runs on {}", judged.found.workload, names.join("; "))
    });
    Some(Finding {
        rule: no_host::RULE.id,
        confidence: crate::Confidence::Certain,
        fix: None,
        severity: Severity::Error,
        message: "no host builds all stages: their images run on different hosts".to_owned(),
        file: last.file,
        place: Some(label(last)),
        related: others.iter().map(label).collect(),
        notes: notes.collect(),
        help: Vec::new(),
    })
}
