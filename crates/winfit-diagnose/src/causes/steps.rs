//! What to do about a mismatch: what the decision offers for the pair, then what keeps it from coming back where it was
//! placed.

use winfit_compat::reference::Reference;
use winfit_compat::remedy::{self, ImageQuestion, Means, image_remedies};
use winfit_compat::rules::{RuleSet, SERVER_2016};
use winfit_compat::tag::read_tag;
use winfit_compat::{Isolation, Os, OsVersion, Platform, Provenance};

use super::mismatch::Kind;
use crate::cause::{Case, Engine, Judged, Pair, Remedy, Step};
use crate::facts::Sighting;

mod pause;
mod placement;
mod ways;

pub(super) use pause::newest_pause_image;
pub(super) use placement::{patch, patch_spec};

/// What to do about a mismatch, least effort first.
pub(super) fn remedies(case: &Case<'_>, pair: &Pair<'_>, judged: Option<Judged>, kind: Kind) -> Vec<Remedy> {
    let offered: Vec<remedy::Remedy> = match judged {
        Some(judged) if !judged.verdict.verdict.answer.runs() => {
            judged.remedies.into_iter().filter(|it| !matches!(it, remedy::Remedy::Learn(_))).collect()
        }
        _ => Vec::new(),
    };
    let is_of_version = matches!(kind, Kind::Build | Kind::ImageNewer | Kind::Revision2016 | Kind::NoMatch);
    let offered = if offered.is_empty() && is_of_version { assumed(case, pair, kind) } else { offered };
    let is_kubernetes = case.engine() == Engine::Kubernetes;
    // In Kubernetes a flag of docker run helps nobody.
    let is_usable = |it: &remedy::Remedy| {
        !(matches!(it, remedy::Remedy::UseIsolation(Isolation::HyperV))
            && (is_kubernetes || kind == Kind::NoMatch))
    };
    let has_hyperv = offered.iter().any(|it| matches!(it, remedy::Remedy::UseIsolation(Isolation::HyperV)));
    let mut remedies: Vec<Remedy> = match kind {
        Kind::Sandbox => Vec::new(),
        _ => offered.into_iter().filter(is_usable).map(Remedy::Verdict).collect(),
    };
    match kind {
        Kind::Sandbox => remedies.extend(pause::set(case, pair).into_iter().map(Remedy::Do)),
        Kind::LinuxImage | Kind::WindowsImage => {
            remedies.extend(placement::of_system(case, pair, kind).into_iter().map(Remedy::Do));
        }
        Kind::Architecture => {}
        Kind::Build | Kind::ImageNewer | Kind::Revision2016 | Kind::NoMatch => {
            let placed = placement::of_version(case, pair);
            if is_kubernetes && !placement::hosts_that_run(case, pair).is_empty() {
                // Of the nodes at hand it is known which run it: better than releases in general.
                remedies.retain(|it| !matches!(it, Remedy::Verdict(remedy::Remedy::PickHost { .. })));
                remedies.splice(0..0, placed.into_iter().map(Remedy::Do));
            } else {
                let ways = ways::missing(case, pair, &remedies, kind);
                remedies.extend(ways.into_iter().map(Remedy::Do));
                remedies.extend(placed.into_iter().map(Remedy::Do));
            }
            if kind == Kind::NoMatch && is_kubernetes && is_of_unknown_system(pair) {
                let selector = "{\"kubernetes.io/os\":\"linux\"}";
                remedies.insert(
                    0,
                    Remedy::Do(Step::new(
                        "if it is a Linux image: keep the pods on Linux nodes",
                        patch(pair.pod, selector),
                    )),
                );
            }
            let is_older = !matches!(kind, Kind::NoMatch | Kind::ImageNewer);
            if is_older && !is_kubernetes && (has_hyperv || pair.host.is_none()) {
                remedies.extend(ways::hyperv_by_default().into_iter().map(Remedy::Do));
            }
        }
    }
    remedies
}

fn is_of_unknown_system(pair: &Pair<'_>) -> bool {
    pair.image.as_ref().is_none_or(|image| image.platforms.iter().all(|it| it.os.is_none()))
}

/// What the decision offers for an image of which nothing is known but that it does not fit: what does not depend on what
/// is inside.
fn assumed(case: &Case<'_>, pair: &Pair<'_>, kind: Kind) -> Vec<remedy::Remedy> {
    let reference = pair.image.as_ref().and_then(|it| it.reference.as_deref());
    let reference = reference.and_then(|it| it.parse::<Reference>().ok());
    let claim = reference.as_ref().map(|reference| read_tag(case.catalog, reference));
    let means = Means { reference: reference.as_ref().zip(claim.as_ref()), today: case.today };
    let Some(host) = pair.host.as_ref().map(|it| it.host).filter(|it| it.os == Os::Windows) else {
        return Vec::new();
    };
    let older = OsVersion::of_build(SERVER_2016);
    let Some(version) = host.os_version.filter(|it| !it.same_build(older)) else { return Vec::new() };
    let build = if kind == Kind::ImageNewer { version.build.saturating_add(1) } else { older.build };
    let image = Platform::windows(OsVersion::of_build(build), Provenance::None);
    let question = ImageQuestion {
        host: &host,
        platforms: &[image],
        isolation: Some(Isolation::Process),
        rules: RuleSet::Runtime,
    };
    let holds_anyway = |it: &remedy::Remedy| {
        matches!(
            it,
            remedy::Remedy::Retag(_) | remedy::Remedy::Rebuild { .. } | remedy::Remedy::UseIsolation(_)
        )
    };
    image_remedies(case.catalog, &question, &means).into_iter().filter(holds_anyway).collect()
}

/// What would make the answer surer.
pub(super) fn settle(case: &Case<'_>, pair: &Pair<'_>, sighting: &Sighting<'_>) -> Vec<Step> {
    let mut settle = Vec::new();
    if sighting.is_cut {
        settle.push(match (case.engine(), pair.service) {
            (Engine::Swarm, Some(service)) => Step::new(
                "the message is cut off: see all of it",
                format!("docker service ps --no-trunc {}", service.name),
            ),
            (Engine::Swarm, None) => {
                Step::new("the message is cut off: see all of it", "docker service ps --no-trunc SERVICE")
            }
            _ => Step::new("the message is cut off: give all of it", ""),
        });
    }
    let is_known =
        |it: &crate::facts::ImageFact| it.platforms.iter().any(|it| it.provenance < Provenance::Tag);
    match pair.image.as_ref() {
        Some(image) if is_known(image) => {}
        Some(image) => settle.push(Step::new(
            "which Windows the image is built for",
            format!("winfit image {}", image.reference.as_deref().unwrap_or("IMAGE")),
        )),
        None => settle.push(Step::new("name the image", "winfit diagnose FILE --image IMAGE")),
    }
    if pair.host.as_ref().and_then(|it| it.host.os_version).is_none() {
        settle.push(match case.engine() {
            Engine::Kubernetes => {
                Step::new("which Windows the node runs", "kubectl get nodes -o wide | winfit version -")
            }
            Engine::Swarm | Engine::Docker => {
                Step::new("which Windows the host runs, with its revision; on that host", "cmd /c ver")
            }
        });
    }
    settle
}
