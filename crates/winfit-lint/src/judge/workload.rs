//! What the verdicts on its targets mean for a workload.

use winfit_compat::verdict::{Answer, reason};
use winfit_compat::{Platform, Provenance};

use super::targets::{Judgement, Targets};
use super::{Check, Judged, help};
use crate::report::{ImageReport, Outcome, Target, TargetReport, WorkloadReport};
use crate::rules::NO_HOST;
use crate::{Finding, Label, Severity};

/// As many names as a line takes before the rest is counted.
const NAMES_IN_A_LINE: usize = 6;

pub(super) fn report(check: &Check<'_>, judged: &Judged<'_>, targets: &Targets) -> WorkloadReport {
    let workload = &judged.found.workload;
    let places = &judged.found.images;
    let images = workload.containers.iter().enumerate().map(|(index, container)| ImageReport {
        container: container.name.clone(),
        reference: container.image.clone(),
        span: places.get(index).map_or(judged.found.span, |place| place.span),
        platform: judged.platform(index),
    });
    let target = |judgement: &Judgement| {
        let container = judgement.worst_container();
        TargetReport {
            target: judgement.target.clone(),
            answer: judgement.answer(),
            isolation: container.and_then(|it| judgement.verdicts.get(it)).map(|it| it.verdict.isolation),
            reason: container.map(|it| reason_of(check, judged, judgement, it)).unwrap_or_default(),
        }
    };
    WorkloadReport {
        file: judged.file,
        span: judged.found.name.unwrap_or(judged.found.span),
        kind: workload.kind.to_string(),
        name: workload.name.clone(),
        namespace: workload.namespace.clone(),
        images: images.collect(),
        outcome: outcome(targets),
        targets: targets.judgements.iter().map(target).collect(),
    }
}

fn outcome(targets: &Targets) -> Outcome {
    let considered = || targets.judgements.iter().filter(|it| it.target.is_considered());
    let answers: Vec<_> = considered().filter_map(Judgement::answer).collect();
    let any = |wanted: fn(&Answer) -> bool| answers.iter().any(wanted);
    let fails = |answer: &Answer| matches!(answer, Answer::Blocked(_));
    let unknown = |answer: &Answer| matches!(answer, Answer::Unknown(..));
    let hyperv = |answer: &Answer| matches!(answer, Answer::RunsWithHyperV(_));
    let runs = |answer: &Answer| matches!(answer, Answer::Runs | Answer::Preview(_));
    if considered().next().is_none() {
        return Outcome::NoHost;
    }
    if targets.scheduled {
        return match () {
            () if any(fails) || any(hyperv) => Outcome::Fails,
            () if any(unknown) || answers.is_empty() => Outcome::Unknown,
            () => Outcome::Runs,
        };
    }
    match () {
        () if any(runs) => Outcome::Runs,
        () if any(hyperv) => Outcome::NeedsHyperV,
        () if any(unknown) || answers.is_empty() => Outcome::Unknown,
        () => Outcome::Fails,
    }
}

pub(super) fn findings(
    check: &Check<'_>,
    judged: &Judged<'_>,
    index: usize,
    targets: &Targets,
    outcome: Outcome,
) -> Vec<Finding> {
    match outcome {
        Outcome::Runs => Vec::new(),
        Outcome::NoHost => vec![no_host(judged, targets)],
        Outcome::Fails | Outcome::NeedsHyperV | Outcome::Unknown => {
            let of_container = |container| finding(check, judged, index, targets, outcome, container);
            merged((0..judged.images.len()).filter_map(of_container))
        }
    }
}

/// Containers that fail alike share a finding: the first is the place to look at, the others stand beside it.
fn merged(findings: impl Iterator<Item = Finding>) -> Vec<Finding> {
    let mut merged: Vec<Finding> = Vec::new();
    for finding in findings {
        let is_alike = |known: &&mut Finding| {
            (known.rule, &known.message, &known.notes, &known.help)
                == (finding.rule, &finding.message, &finding.notes, &finding.help)
        };
        match merged.iter_mut().find(is_alike) {
            Some(known) => known.related.extend(finding.place),
            None => merged.push(finding),
        }
    }
    merged
}

/// The finding about one container, if it is among those that give the workload its outcome.
fn finding(
    check: &Check<'_>,
    judged: &Judged<'_>,
    index: usize,
    targets: &Targets,
    outcome: Outcome,
    container: usize,
) -> Option<Finding> {
    let is_cause = |answer: Answer| match outcome {
        Outcome::Fails if targets.scheduled => {
            matches!(answer, Answer::Blocked(_) | Answer::RunsWithHyperV(_))
        }
        Outcome::Fails => matches!(answer, Answer::Blocked(_)),
        Outcome::NeedsHyperV => matches!(answer, Answer::RunsWithHyperV(_)),
        Outcome::Unknown => matches!(answer, Answer::Unknown(..)),
        Outcome::Runs | Outcome::NoHost => false,
    };
    let answer = |judgement: &Judgement| judgement.verdicts.get(container).map(|it| it.verdict.answer);
    let causes: Vec<&Judgement> = targets
        .judgements
        .iter()
        .filter(|it| it.target.is_considered() && answer(it).is_some_and(is_cause))
        .collect();
    // A container that runs somewhere among alternatives is not what keeps the workload from running.
    let runs_somewhere =
        !targets.scheduled && targets.judgements.iter().any(|it| answer(it) == Some(Answer::Runs));
    // The newest target speaks for all: of a fleet the pool with the newest host, else the newest release.
    let speaker = causes.iter().rev().find(|it| answer(it).and_then(Answer::rule).is_some())?;
    if runs_somewhere && outcome != Outcome::Unknown {
        return None;
    }
    let rule = answer(speaker)?.rule()?;
    let place = judged.found.images.get(container);
    let severity = if outcome == Outcome::Fails { Severity::Error } else { Severity::Warning };
    Some(Finding {
        rule: rule.id,
        severity,
        message: format!("{}: {}", judged.found.workload, reason_of(check, judged, speaker, container)),
        file: judged.file,
        place: Some(Label {
            span: place.map_or(judged.found.span, |place| place.span),
            text: describe(&judged.platform(container), place),
        }),
        related: Vec::new(),
        notes: notes(targets, container),
        help: help::help(check, judged, index, targets, container, speaker),
    })
}

/// What is known of an image, in a few words under it.
pub(super) fn describe(platform: &Platform, place: Option<&crate::ImagePlace>) -> String {
    let unknown: Vec<_> = place.into_iter().flat_map(crate::ImagePlace::unknown_variables).collect();
    match (platform.os_version, platform.provenance) {
        _ if !unknown.is_empty() => format!("nothing tells the value of {}", unknown.join(", ")),
        (winfit_compat::ImageOsVersion::Known(version), Provenance::Tag) => format!("{version} by its tag"),
        (winfit_compat::ImageOsVersion::Known(version), _) => version.to_string(),
        _ => "the tag names no Windows release".to_owned(),
    }
}

/// Where it runs and where it does not.
fn notes(targets: &Targets, container: usize) -> Vec<String> {
    let mut lines: Vec<(&str, Vec<String>)> =
        ["runs on", "runs in Hyper-V isolation on", "does not run on", "not known on"]
            .map(|it| (it, Vec::new()))
            .into();
    for judgement in targets.judgements.iter().filter(|it| it.target.is_considered()) {
        let line = match judgement.verdicts.get(container).map(|it| it.verdict.answer) {
            Some(Answer::Runs | Answer::Preview(_)) => 0,
            Some(Answer::RunsWithHyperV(_)) => 1,
            Some(Answer::Blocked(_)) => 2,
            Some(Answer::Unknown(..)) | None => 3,
        };
        if let Some((_, names)) = lines.get_mut(line) {
            names.push(name(&judgement.target));
        }
    }
    lines
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| format!("{what} {}", shortened(&names, "; ")))
        .collect()
}

fn name(target: &Target) -> String {
    match target {
        Target::Pool { version, hosts, .. } => format!("{} ({version})", shortened(hosts, ", ")),
        Target::Release { name, build, .. } => format!("{name} ({build})"),
    }
}

/// The first names, and how many more there are.
fn shortened(names: &[String], separator: &str) -> String {
    let shown: Vec<_> = names.iter().take(NAMES_IN_A_LINE).map(String::as_str).collect();
    match names.len() - shown.len() {
        0 => shown.join(separator),
        more => format!("{}{separator}and {more} more", shown.join(separator)),
    }
}

fn reason_of(check: &Check<'_>, judged: &Judged<'_>, judgement: &Judgement, container: usize) -> String {
    let (Some(verdict), Some(host)) = (judgement.verdicts.get(container), judgement.hosts.get(container))
    else {
        return String::new();
    };
    reason(check.catalog, host, &judged.platform(container), &verdict.verdict)
}

fn no_host(judged: &Judged<'_>, targets: &Targets) -> Finding {
    // Alike refusals are said once, with the hosts that give them.
    let mut by_reason: Vec<(String, Vec<String>)> = Vec::new();
    for judgement in &targets.judgements {
        let Target::Pool { refused, .. } = &judgement.target else { continue };
        for (host, refusal) in refused {
            let reason = refusal.to_string();
            match by_reason.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, hosts)) => hosts.push(host.clone()),
                None => by_reason.push((reason, vec![host.clone()])),
            }
        }
    }
    let place = judged.found.places.iter().find(|place| help::is_placement(&place.kind));
    let span = place.map(|place| place.key).or(judged.found.name).unwrap_or(judged.found.span);
    Finding {
        rule: NO_HOST.id,
        severity: Severity::Error,
        message: format!("{}: no host of the fleet takes it", judged.found.workload),
        file: judged.file,
        place: Some(Label { span, text: String::new() }),
        related: Vec::new(),
        notes: by_reason
            .iter()
            .map(|(reason, hosts)| format!("{}: {reason}", shortened(hosts, ", ")))
            .collect(),
        help: help::no_host(judged, targets),
    }
}
