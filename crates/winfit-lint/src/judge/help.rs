//! Remedies in the words of the platform that the file is for: what to write into it, what to type.

mod compose;
mod kubernetes;

use winfit_compat::reference::Reference;
use winfit_compat::remedy::{ImageQuestion, Means, Remedy, image_remedies};
use winfit_compat::rules::linux_image_on_windows;
use winfit_compat::tag::read_tag;
use winfit_compat::verdict::{Answer, ImageVerdict};
use winfit_compat::{Fact, Isolation};
use winfit_fleet::{FleetRemedy, Refusal, WorkloadKind, fleet_remedies};

use super::retags::runs_on;
use super::{Check, Judged, Judgement, Targets, written};
use crate::report::Target;
use crate::{Fix, Help, PlaceKind, Safety};

/// What can be done, and the edits for it where they are certain to help.
#[derive(Default)]
pub(super) struct Remedied {
    pub(super) help: Vec<Help>,
    pub(super) fix: Option<Fix>,
}

/// What can be done about one container, seen from the target that speaks for all.
pub(super) fn help(
    check: &Check<'_>,
    judged: &Judged<'_>,
    index: usize,
    targets: &Targets,
    container: usize,
    speaker: &Judgement,
) -> Remedied {
    let Remedied { mut help, mut fix } = Remedied::default();
    if let (Some(fleet), Some(assessment)) = (check.fleet, &targets.assessment) {
        let remedies = fleet_remedies(fleet, assessment, index, &judged.found.workload.placement);
        help.extend(remedies.iter().filter_map(|remedy| of_fleet(judged, targets, remedy)));
    }
    let Some(host) = speaker.hosts.get(container) else { return Remedied { help, fix } };
    let isolation = judged.found.workload.containers.get(container).and_then(|it| it.isolation);
    let platforms = judged.platforms(container);
    let question = ImageQuestion { host, platforms, isolation, rules: check.rules };
    let text = judged.found.workload.containers.get(container).map_or("", |it| it.image.as_str());
    let reference: Option<Reference> = text.parse().ok();
    let claim = reference.as_ref().map(|reference| read_tag(check.catalog, reference));
    let means = Means { reference: reference.as_ref().zip(claim.as_ref()), today: check.today };
    let considered: Vec<_> = targets.considered().collect();
    let mut others: Vec<Remedy> = Vec::new();
    for judgement in &considered {
        let Some(host) = judgement.hosts.get(container) else { continue };
        others.extend(
            image_remedies(check.catalog, &ImageQuestion { host, ..question }, &means)
                .into_iter()
                .filter(is_image),
        );
    }
    for remedy in image_remedies(check.catalog, &question, &means) {
        if !is_image(&remedy) {
            help.extend(of_container(judged, targets, container, &remedy, speaker, None));
            continue;
        }
        // Another image is tried on all targets, and the one that serves the most is offered.
        let alike = others.iter().filter(|other| other.kind() == remedy.kind());
        let Some((other, served)) = most_serving(check, &considered, container, isolation, &remedy, alike)
        else {
            continue;
        };
        if let (true, Remedy::Retag(retag)) = (served.len() == considered.len(), other) {
            // Another tag for all hosts; without a fleet nobody knows which they are.
            let is_sure = check.fleet.is_some() && retag.certain;
            fix =
                is_sure.then(|| written::fix(judged, container, &retag.reference, Safety::Unsafe)).flatten();
        }
        if served.len() == considered.len() || !targets.scheduled {
            help.extend(of_container(judged, targets, container, other, speaker, None));
        } else if served.len() > considered.iter().filter(|it| runs_now(it, container)).count() {
            help.extend(of_container(judged, targets, container, other, speaker, Some(&served.join(", "))));
        }
    }
    let rule = speaker.verdicts.get(container).and_then(|it| it.verdict.answer.rule());
    if help.is_empty() && rule == Some(&linux_image_on_windows::RULE) {
        help.push(Help {
            kind: "pick-host",
            text: "run it on a Linux host, or name an image for Windows".to_owned(),
            paste: String::new(),
        });
    }
    Remedied { help, fix }
}

/// Whether a remedy is another image.
const fn is_image(remedy: &Remedy) -> bool {
    matches!(remedy, Remedy::Retag(_) | Remedy::Rebuild { .. })
}

fn runs_now(judgement: &Judgement, container: usize) -> bool {
    judgement.verdicts.get(container).is_some_and(|it| it.verdict.answer.runs())
}

/// The image that runs on the most targets, beside the other containers first, with the names of those targets; among
/// equals the preferred one, else the newest.
fn most_serving<'r>(
    check: &Check<'_>,
    considered: &[&Judgement],
    container: usize,
    isolation: Option<Isolation>,
    preferred: &Remedy,
    others: impl Iterator<Item = &'r Remedy>,
) -> Option<(&'r Remedy, Vec<String>)> {
    let mut best_score = (0, 0, false);
    let mut best = None;
    for other in others {
        let text = match other {
            Remedy::Retag(retag) => &retag.reference,
            Remedy::Rebuild { base, .. } => base,
            _ => continue,
        };
        let serving = runs_on(check, considered, container, isolation, text);
        let beside = serving.iter().filter(|judgement| {
            (0..judgement.verdicts.len()).all(|other| other == container || runs_now(judgement, other))
        });
        let score = (beside.count(), serving.len(), other == preferred);
        if !serving.is_empty() && score >= best_score {
            let names = serving.iter().map(|judgement| match &judgement.target {
                Target::Pool { hosts, .. } => hosts.join(", "),
                Target::Release { name, .. } => name.clone(),
            });
            best_score = score;
            best = Some((other, names.collect()));
        }
    }
    best
}

/// The kind of help that tells how to keep a workload on the hosts that run it.
pub(super) const CONSTRAIN_PLACEMENT: &str = "constrain-placement";

/// What the workload's placement lacks, as far as that can be written into its file.
pub(super) fn cure(
    check: &Check<'_>,
    judged: &Judged<'_>,
    index: usize,
    targets: &Targets,
) -> Option<FleetRemedy> {
    let (fleet, assessment) = (check.fleet?, targets.assessment.as_ref()?);
    let remedies = fleet_remedies(fleet, assessment, index, &judged.found.workload.placement);
    remedies.into_iter().find(|it| targets.scheduled && !matches!(it, FleetRemedy::PickHost { .. }))
}

fn of_fleet(judged: &Judged<'_>, targets: &Targets, remedy: &FleetRemedy) -> Option<Help> {
    let runs_somewhere = targets.judgements.iter().any(|it| it.answer() == Some(Answer::Runs));
    let verb = if runs_somewhere { "run" } else { "may run" };
    match remedy {
        FleetRemedy::ConstrainPlacement { .. } | FleetRemedy::KeepOnWindows { .. } if !targets.scheduled => {
            None
        }
        // Only a Swarm is offered this.
        FleetRemedy::KeepOnWindows { .. } => compose::constrain(judged.found, verb, remedy),
        FleetRemedy::ConstrainPlacement { changes, label } => match judged.found.workload.kind {
            WorkloadKind::Kubernetes(_) => {
                Some(kubernetes::constrain(judged.found, verb, changes, label.as_ref()))
            }
            _ => compose::constrain(judged.found, verb, remedy),
        },
        FleetRemedy::PickHost { hosts } => Some(Help {
            kind: "pick-host",
            text: format!(
                "run it on {}{}",
                hosts.join(" or "),
                if runs_somewhere { "" } else { ", which may run it" }
            ),
            paste: String::new(),
        }),
    }
}

fn of_container(
    judged: &Judged<'_>,
    targets: &Targets,
    container: usize,
    remedy: &Remedy,
    speaker: &Judgement,
    only_on: Option<&str>,
) -> Option<Help> {
    let kind = remedy.kind();
    let whose = match &speaker.target {
        Target::Pool { hosts, .. } => hosts.join(", "),
        Target::Release { name, .. } => name.clone(),
    };
    let only = only_on.map(|names| format!(", which runs on {names}")).unwrap_or_default();
    let plain = |text: String| Some(Help { kind, text, paste: String::new() });
    let workload = &judged.found.workload.kind;
    match remedy {
        // In a fleet its own hosts have been named already.
        Remedy::PickHost { .. } | Remedy::PickLinuxHost if targets.assessment.is_some() => None,
        Remedy::UpdateHost { kb, to } => plain(format!("install {kb} on {whose}, which brings it to {to}")),
        Remedy::Retag(retag) => Some(Help {
            kind,
            text: format!("{retag}{only}"),
            paste: written::line(judged, &retag.reference),
        }),
        Remedy::Rebuild { base, architecture, .. } => Some(Help {
            kind,
            text: match architecture {
                Some(it) => format!("build the image for {it}{only}: docker build --platform windows/{it}"),
                None => format!("rebuild the image on another base{only}"),
            },
            paste: format!("FROM {base}"),
        }),
        Remedy::UseIsolation(isolation) => Some(match workload {
            WorkloadKind::Kubernetes(_) => kubernetes::isolation(*isolation)?,
            WorkloadKind::ComposeService => Help {
                kind,
                text: format!("run the service in {isolation} isolation"),
                paste: format!("isolation: {isolation}"),
            },
            WorkloadKind::DockerfileStage => Help {
                kind,
                text: format!("build it in {isolation} isolation"),
                paste: format!("docker build --isolation={isolation} ."),
            },
        }),
        Remedy::Learn(Fact::HostHyperV) if targets.assessment.is_some() => {
            plain(format!("{remedy}; a fleet file can say so: hyperv: true (docs/hosts.md)"))
        }
        Remedy::Learn(fact) if fact.is_of_image() => {
            if judged.contents(container).is_some() {
                return speaker.verdicts.get(container).map(|it| of_contents(judged, container, it));
            }
            let place = judged.found.images.get(container);
            let variables = place.into_iter().flat_map(crate::ImagePlace::unknown_variables);
            match variables.collect::<Vec<_>>().as_slice() {
                [] => plain(remedy.to_string()),
                names => Some(default_of(judged, names)),
            }
        }
        _ => plain(remedy.to_string()),
    }
}

/// What to do where the image was read, and does not tell: reading it again tells no more, unless a part is missing.
fn of_contents(judged: &Judged<'_>, container: usize, verdict: &ImageVerdict) -> Help {
    let text = judged.found.workload.containers.get(container).map_or("", |it| it.image.as_str());
    match verdict.platform {
        Some(_) => Help {
            kind: "rebuild",
            text: "build it anew on a base image that carries os.version, so that it carries one as well"
                .to_owned(),
            paste: String::new(),
        },
        None => Help {
            kind: "learn",
            text: "check again once all of it can be read: this tells".to_owned(),
            paste: format!("winfit image {text}"),
        },
    }
}

/// What to write so that the value of a variable is known.
fn default_of(judged: &Judged<'_>, names: &[&str]) -> Help {
    let first = names.first().copied().unwrap_or_default();
    let names = names.join(", ");
    let text = match judged.found.workload.kind {
        WorkloadKind::DockerfileStage => format!("give {names} a default, such as ARG {first}=ltsc2022"),
        WorkloadKind::ComposeService => format!("give {names} a default, such as ${{{first}:-ltsc2022}}"),
        WorkloadKind::Kubernetes(_) => {
            format!("check what is deployed: put {names} in first, and pipe the result into winfit check -")
        }
    };
    Help { kind: "learn", text, paste: String::new() }
}

/// How to have a runtime class read that none of the files has.
pub(super) fn runtime_class(name: &str) -> Help {
    Help {
        kind: "learn",
        text: "check it together with its runtime class".to_owned(),
        paste: format!("kubectl get runtimeclass {name} -o yaml > runtimeclass.yaml"),
    }
}

/// Whether a place is one that placement looks at.
pub(super) fn is_placement(kind: &PlaceKind) -> bool {
    matches!(
        kind,
        PlaceKind::NodeSelector
            | PlaceKind::NodeAffinity
            | PlaceKind::NodeName
            | PlaceKind::Placement
            | PlaceKind::Constraint(_)
    )
}

/// What would let a host take the workload: labels that nobody has set yet, else a change of its placement.
pub(super) fn no_host(check: &Check<'_>, judged: &Judged<'_>, index: usize, targets: &Targets) -> Vec<Help> {
    let runs = |judgement: &&Judgement| judgement.answer().is_some_and(Answer::runs);
    let refusals = targets.judgements.iter().filter(runs).flat_map(|judgement| match &judgement.target {
        Target::Pool { refused, .. } => &**refused,
        Target::Release { .. } => &[],
    });
    let mut help: Vec<Help> = Vec::new();
    for (host, refusal) in refusals {
        let one = match refusal {
            Refusal::Selector { key, wanted, found: None } => Some(kubernetes::label(host, key, wanted)),
            Refusal::Constraint { constraint, found: None } => compose::label(host, constraint),
            _ => None,
        };
        help.extend(one.filter(|one| !help.contains(one)));
    }
    if let (true, Some(fleet), Some(assessment)) = (help.is_empty(), check.fleet, &targets.assessment) {
        let remedies = fleet_remedies(fleet, assessment, index, &judged.found.workload.placement);
        help.extend(remedies.iter().filter_map(|remedy| of_fleet(judged, targets, remedy)));
    }
    help
}
