//! What the verdicts on its targets mean for a workload.

use winfit_compat::verdict::{Answer, reason};
use winfit_compat::{Image, Platform};

use super::describe::{describe, unread};
use super::help::{self, Remedied};
use super::targets::{Judgement, Targets};
use super::{Check, Judged};
use crate::report::{ImageReport, Outcome, Target, TargetReport, WorkloadReport};
use crate::rules::placement::no_host;
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
        image: judged.images.get(index).cloned().unwrap_or_else(|| unknown(&container.image)),
        problems: judged.contents(index).map(|it| it.problems.clone()).unwrap_or_default(),
        unread: judged.unread(index).cloned(),
    });
    let target = |judgement: &Judgement| {
        let container = judgement.worst_container();
        TargetReport {
            target: judgement.target.clone(),
            unpullable: None,
            answer: judgement.answer(),
            isolation: container.and_then(|it| judgement.verdicts.get(it)).map(|it| it.verdict.isolation),
            reason: container.map(|it| named_reason_of(check, judged, judgement, it)).unwrap_or_default(),
        }
    };
    WorkloadReport {
        file: judged.file,
        span: judged.found.name.unwrap_or(judged.found.span),
        kind: workload.kind.to_string(),
        name: workload.name.clone(),
        namespace: workload.namespace.clone(),
        images: images.collect(),
        outcome: outcome(judged, targets),
        targets: targets.judgements.iter().map(target).collect(),
    }
}

/// An image of which nothing is known.
fn unknown(reference: &str) -> Image {
    Image { reference: reference.to_owned(), digest: None, platforms: vec![Platform::unknown()] }
}

fn outcome(judged: &Judged<'_>, targets: &Targets) -> Outcome {
    let considered = || targets.judgements.iter().filter(|it| it.target.is_considered());
    let answers: Vec<_> = considered().filter_map(Judgement::answer).collect();
    let outcome = match answers.as_slice() {
        _ if considered().next().is_none() => Outcome::NoHost,
        answers => of_answers(answers, targets.scheduled),
    };
    if matches!(outcome, Outcome::Fails | Outcome::NoHost) && unread_class(judged).is_some() {
        // The class may keep it on the hosts that run it, give it the isolation that does, and have it tolerate taints.
        let may_run = |answer: Answer| !matches!(answer, Answer::Blocked(_));
        let may_come = |it: &&Judgement| it.target.is_considered() || it.target.is_refused_by_taints();
        let mut reached = targets.judgements.iter().filter(may_come);
        if reached.any(|it| it.answer().is_some_and(may_run)) {
            return Outcome::Unknown;
        }
    }
    outcome
}

/// What the answers on all targets come to: of the scheduled on all of them, of others on the best.
fn of_answers(answers: &[Answer], scheduled: bool) -> Outcome {
    let any = |wanted: fn(&Answer) -> bool| answers.iter().any(wanted);
    let fails = |answer: &Answer| matches!(answer, Answer::Blocked(_));
    let unknown = |answer: &Answer| matches!(answer, Answer::Unknown(..));
    let hyperv = |answer: &Answer| matches!(answer, Answer::RunsWithHyperV(_));
    let runs = |answer: &Answer| matches!(answer, Answer::Runs | Answer::Preview(_));
    if scheduled {
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

/// The Kubernetes runtime class that the workload names and that none of the files has.
fn unread_class<'d>(judged: &Judged<'d>) -> Option<&'d str> {
    let class = judged.found.runtime_class.as_ref().filter(|class| !class.linked);
    class.map(|class| class.name.as_str())
}

/// What keeps the workload from running. A container whose image cannot be pulled needs no further word.
pub(super) fn findings(
    check: &Check<'_>,
    judged: &Judged<'_>,
    index: usize,
    targets: &Targets,
) -> Vec<Finding> {
    let workload = outcome(judged, targets);
    match workload {
        Outcome::Runs => Vec::new(),
        Outcome::NoHost => vec![no_host(check, judged, index, targets)],
        Outcome::Fails | Outcome::NeedsHyperV | Outcome::Unknown => {
            let of_container = |container| finding(check, judged, index, targets, workload, container);
            let pullable = (0..judged.images.len()).filter(|it| judged.unpullable(*it).is_none());
            pullable.filter_map(of_container).collect()
        }
    }
}

/// Containers that fail alike share a finding: the first is the place to look at, the others stand beside it.
pub(super) fn merged(findings: Vec<Finding>) -> Vec<Finding> {
    let mut merged: Vec<Finding> = Vec::new();
    for finding in findings {
        let is_alike = |known: &&mut Finding| {
            (known.rule, &known.message, &known.notes, &known.help)
                == (finding.rule, &finding.message, &finding.notes, &finding.help)
        };
        match merged.iter_mut().find(is_alike) {
            Some(known) => {
                known.related.extend(finding.place);
                known.fix = known.fix.take().zip(finding.fix).and_then(|(one, other)| one.and(other));
            }
            None => merged.push(finding),
        }
    }
    merged
}

/// The finding about one container, if it is among those that keep the workload from running.
fn finding(
    check: &Check<'_>,
    judged: &Judged<'_>,
    index: usize,
    targets: &Targets,
    workload: Outcome,
    container: usize,
) -> Option<Finding> {
    let answer = |judgement: &Judgement| judgement.verdicts.get(container).map(|it| it.verdict.answer);
    let considered = || targets.judgements.iter().filter(|it| it.target.is_considered());
    let answers: Vec<_> = considered().filter_map(answer).collect();
    let outcome = of_answers(&answers, targets.scheduled);
    let is_cause = |answer: Answer| match outcome {
        Outcome::Fails if targets.scheduled => {
            matches!(answer, Answer::Blocked(_) | Answer::RunsWithHyperV(_))
        }
        Outcome::Fails => matches!(answer, Answer::Blocked(_)),
        Outcome::NeedsHyperV => matches!(answer, Answer::RunsWithHyperV(_)),
        Outcome::Unknown => matches!(answer, Answer::Unknown(..)),
        Outcome::Runs | Outcome::NoHost => false,
    };
    let causes: Vec<&Judgement> = considered().filter(|it| answer(it).is_some_and(is_cause)).collect();
    let speaker = speaker(&causes, judged.platforms(container))?;
    let rule = answer(speaker)?.rule()?;
    let place = judged.found.images.get(container);
    let fails = workload == Outcome::Fails && outcome == Outcome::Fails;
    let mut notes = notes(targets, container);
    let Remedied { mut help, fix } = help::help(check, judged, index, targets, container, speaker);
    let lacks_the_image = answer(speaker).is_some_and(is_about_the_image);
    if let Some((note, learn)) = unread(judged, container).filter(|_| lacks_the_image) {
        notes.push(note);
        help.splice(0..0, learn);
    }
    if let Some(class) = unread_class(judged) {
        notes.push(format!(
            "the runtime class {class} is in none of these files: it may place the workload, or isolate it, otherwise"
        ));
        help.insert(0, help::runtime_class(class));
    }
    Some(Finding {
        rule: rule.id,
        confidence: crate::Confidence::Certain,
        fix,
        severity: if fails { Severity::Error } else { Severity::Warning },
        message: format!("{}: {}", judged.found.workload, reason_of(check, judged, speaker, container)),
        file: judged.file,
        place: Some(Label {
            span: place.map_or(judged.found.span, |place| place.span),
            text: describe(judged, container),
        }),
        related: Vec::new(),
        notes,
        help,
    })
}

/// Whether what is missing is something that the image itself would tell.
const fn is_about_the_image(answer: Answer) -> bool {
    matches!(answer, Answer::Unknown(fact, _) if fact.is_of_image())
}

/// The target that speaks for all: one of a build that the image has, else the newest Windows, else any.
fn speaker<'j>(causes: &[&'j Judgement], image: &[Platform]) -> Option<&'j Judgement> {
    let version = |judgement: &Judgement| judgement.hosts.first().and_then(|host| host.os_version);
    let own_build = |judgement: &&&Judgement| {
        let host = version(judgement).map(|it| it.build);
        let is_of_host = |it: &Platform| it.os_version.inside().is_some_and(|it| Some(it.build) == host);
        image.iter().any(is_of_host)
    };
    let newest = |wanted: fn(&Judgement) -> bool| causes.iter().rev().find(|it| wanted(it));
    causes
        .iter()
        .rev()
        .find(own_build)
        .or_else(|| newest(|it| !it.is_linux()))
        .or_else(|| causes.last())
        .copied()
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

pub(super) fn name(target: &Target) -> String {
    target.name(|hosts| shortened(hosts, ", "))
}

/// The first names, and how many more there are.
fn shortened(names: &[String], separator: &str) -> String {
    let shown: Vec<_> = names.iter().take(NAMES_IN_A_LINE).map(String::as_str).collect();
    match names.len() - shown.len() {
        0 => shown.join(separator),
        more => format!("{}{separator}and {more} more", shown.join(separator)),
    }
}

/// The reason with the container that gives it, where there are several.
fn named_reason_of(
    check: &Check<'_>,
    judged: &Judged<'_>,
    judgement: &Judgement,
    container: usize,
) -> String {
    let reason = reason_of(check, judged, judgement, container);
    match judged.found.workload.containers.as_slice() {
        [_, _, ..] => {
            let name = judged.found.workload.containers.get(container).map_or("", |it| it.name.as_str());
            format!("{name}: {reason}")
        }
        _ => reason,
    }
}

fn reason_of(check: &Check<'_>, judged: &Judged<'_>, judgement: &Judgement, container: usize) -> String {
    let (Some(verdict), Some(host)) = (judgement.verdicts.get(container), judgement.hosts.get(container))
    else {
        return String::new();
    };
    let tells = judged.contents(container).filter(|_| is_about_the_image(verdict.verdict.answer));
    tells.and_then(|contents| contents.missing(verdict.platform)).unwrap_or_else(|| {
        reason(check.catalog, host, &judged.platform(container, verdict), &verdict.verdict)
    })
}

fn no_host(check: &Check<'_>, judged: &Judged<'_>, index: usize, targets: &Targets) -> Finding {
    // Alike refusals are said once, with the hosts that give them.
    let mut by_reason: Vec<(String, Vec<String>)> = Vec::new();
    for judgement in targets.judgements.iter() {
        let Target::Pool { refused, .. } = &judgement.target else { continue };
        for (host, refusal) in refused.iter() {
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
        rule: no_host::RULE.id,
        confidence: crate::Confidence::Certain,
        fix: None,
        severity: Severity::Error,
        message: format!("{}: no host of the fleet takes it", judged.found.workload),
        file: judged.file,
        place: Some(Label { span, text: String::new() }),
        related: Vec::new(),
        notes: by_reason
            .iter()
            .map(|(reason, hosts)| format!("{}: {reason}", shortened(hosts, ", ")))
            .collect(),
        help: help::no_host(check, judged, index, targets),
    }
}
