//! Remedies for an image of several platforms: another host, or another isolation, may come to take another of them.

use winfit_catalog::{Catalog, Release};

use super::{Means, ReleaseName, Remedy, host_of_release, remedies};
use crate::rules::{RuleSet, host_process};
use crate::verdict::{Answer, Question, image_verdict};
use crate::{Fact, Host, HostKind, Isolation, Os, Platform, Runtime};

/// A question about an image as a whole.
#[derive(Debug, Clone, Copy)]
pub struct ImageQuestion<'a> {
    /// Where it shall run.
    pub host: &'a Host,
    /// What it offers, in list order.
    pub platforms: &'a [Platform],
    /// In which isolation; `None`: the host's default.
    pub isolation: Option<Isolation>,
    /// By which rules.
    pub rules: RuleSet,
}

/// The remedies for an image on a host, least effort first; none if it runs. Of several platforms those are meant that
/// the host takes; what another host or isolation takes is asked of the list anew.
#[must_use]
pub fn image_remedies(catalog: &Catalog, question: &ImageQuestion<'_>, means: &Means<'_>) -> Vec<Remedy> {
    let ImageQuestion { host, platforms, isolation, rules } = *question;
    let of = |image: &Platform| remedies(catalog, &Question { host, image, isolation, rules }, means);
    match platforms {
        [] => return of(&Platform::unknown()),
        [only] => return of(only),
        _ => {}
    }
    let judged = image_verdict(catalog, host, platforms, isolation, rules);
    let answer = judged.verdict.answer;
    if let Answer::Unknown(fact, _) = answer {
        return vec![Remedy::Learn(fact)];
    }
    if answer.runs() {
        return Vec::new();
    }
    let Some(platform) = judged.platform.and_then(|index| platforms.get(index)) else { return Vec::new() };
    let runs = |host: &Host, isolation| {
        image_verdict(catalog, host, platforms, isolation, rules).verdict.answer == Answer::Runs
    };
    let still_helps = |remedy: &Remedy| match remedy {
        Remedy::UseIsolation(other) => runs(host, Some(*other)),
        Remedy::UpdateHost { to, .. } => runs(&Host { os_version: Some(*to), ..*host }, isolation),
        Remedy::PickLinuxHost => runs(&Host::linux(), None),
        Remedy::PickHost { .. } => false,
        Remedy::Retag(_) | Remedy::Rebuild { .. } | Remedy::Learn(_) => true,
    };
    let mut remedies: Vec<_> = of(platform).into_iter().filter(still_helps).collect();
    if answer.rule() != Some(&host_process::RULE) {
        let place = remedies.iter().position(|it| matches!(it, Remedy::Rebuild { .. }));
        let place = place.unwrap_or(remedies.len());
        let elsewhere = pick_host(catalog, question, judged.verdict.isolation, means);
        remedies.splice(place..place, elsewhere);
    }
    remedies
}

/// The supported servers that run the image, newest first; at most four, for nobody reads more.
fn pick_host(
    catalog: &Catalog,
    question: &ImageQuestion<'_>,
    isolation: Isolation,
    means: &Means<'_>,
) -> Option<Remedy> {
    let ImageQuestion { host, platforms, rules, .. } = *question;
    let is_other = |release: &Release| {
        host.kind == Some(HostKind::Client) || host.os_version.is_none_or(|it| it.build != release.build)
    };
    let does_run = |release: &Release| {
        let host = host_of_release_for(catalog, release, platforms, Some(isolation), rules);
        image_verdict(catalog, &host, platforms, Some(isolation), rules).verdict.answer == Answer::Runs
    };
    let releases = catalog.releases.iter().rev();
    let releases = releases.filter(|it| it.is_server() && it.is_supported_on(means.today) && is_other(it));
    let releases: Vec<_> = releases
        .filter(|it| does_run(it))
        .take(4)
        .map(|release| ReleaseName {
            id: release.id.to_string(),
            name: release.name.to_string(),
            build: release.build,
        })
        .collect();
    (!releases.is_empty()).then_some(Remedy::PickHost { releases, isolation })
}

/// A host of a release on which everything but its build favours the image, as [`host_of_release`] says of a single
/// platform. Where the choice among several platforms depends on the runtime, it is the runtime whose choice runs.
#[must_use]
pub fn host_of_release_for(
    catalog: &Catalog,
    release: &Release,
    platforms: &[Platform],
    isolation: Option<Isolation>,
    rules: RuleSet,
) -> Host {
    let is_of_build =
        |it: &&Platform| it.os_version.inside().is_some_and(|version| version.build == release.build);
    let is_windows = |it: &&Platform| it.os == Some(Os::Windows);
    let own = platforms.iter().find(is_of_build).or_else(|| platforms.iter().find(is_windows));
    let host = host_of_release(release, own.or(platforms.first()).unwrap_or(&Platform::unknown()));
    let answer = |host: &Host| image_verdict(catalog, host, platforms, isolation, rules).verdict.answer;
    if platforms.len() < 2 || !matches!(answer(&host), Answer::Unknown(Fact::HostRuntime, _)) {
        return host;
    }
    let under = [Runtime::Docker(None), Runtime::Containerd(None)].map(|runtime| host.with_runtime(runtime));
    let runs = under.iter().find(|host| answer(host).runs());
    let with_hyperv = || under.iter().find(|host| matches!(answer(host), Answer::RunsWithHyperV(_)));
    runs.or_else(with_hyperv).copied().unwrap_or(host)
}
