//! What each workload is judged on: the pools of a fleet, or every supported release.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use winfit_compat::catalog::Release;
use winfit_compat::remedy::host_of_release_for;
use winfit_compat::verdict::{Answer, ImageVerdict, image_verdict};
use winfit_compat::{Host, Isolation, Os, Platform, Runtime};
use winfit_fleet::{Admitted, Asked, Assessment, Fleet, Pool, Refusal, WorkloadKind, assess, worst};

use super::{Check, Judged};
use crate::report::Target;

/// A target of a workload, with the verdict on each of its containers.
pub(crate) struct Judgement {
    pub(crate) target: Target,
    /// The host on which each container was judged.
    pub(crate) hosts: Vec<Host>,
    pub(crate) verdicts: Vec<ImageVerdict>,
}

/// The targets of one workload.
pub(crate) struct Targets {
    /// Workloads that ask for the same share them.
    pub(crate) judgements: Rc<[Judgement]>,
    /// It must run on all that are considered, rather than on one.
    pub(crate) scheduled: bool,
    /// The assessment of the fleet and the workload's number in it.
    pub(crate) assessment: Option<Rc<Assessment>>,
}

impl Targets {
    /// Of a workload that is not judged.
    pub(crate) fn none() -> Self {
        Self { judgements: Rc::new([]), scheduled: false, assessment: None }
    }
}

impl Judgement {
    pub(crate) fn answer(&self) -> Option<Answer> {
        self.verdicts.iter().map(|it| it.verdict.answer).reduce(worst)
    }

    /// Whether these hosts run Linux.
    pub(crate) fn is_linux(&self) -> bool {
        self.hosts.first().is_some_and(|host| host.os == Os::Linux)
    }

    /// The build of these hosts.
    pub(crate) fn build(&self) -> Option<u32> {
        self.hosts.first()?.os_version.map(|version| version.build)
    }

    /// The container that gives the answer.
    pub(crate) fn worst_container(&self) -> Option<usize> {
        let answer = self.answer()?;
        self.verdicts.iter().position(|it| it.verdict.answer == answer)
    }
}

impl Targets {
    /// Those on which the workload may come to run.
    pub(crate) fn considered(&self) -> impl Iterator<Item = &Judgement> {
        self.judgements.iter().filter(|it| it.target.is_considered())
    }
}

pub(super) fn targets(check: &Check<'_>, judged: &[Judged<'_>]) -> Vec<Targets> {
    match check.fleet {
        Some(fleet) => pools(check, fleet, judged),
        None => {
            let mut known = HashMap::new();
            let mut of =
                |judged| known.entry(Wanted::of(judged)).or_insert_with_key(|it| releases(check, it)).clone();
            let targets = |judged| Targets { judgements: of(judged), scheduled: false, assessment: None };
            judged.iter().map(targets).collect()
        }
    }
}

/// What decides where a workload runs that nothing places: each release is asked once for all that ask for the same.
#[derive(PartialEq, Eq, Hash)]
struct Wanted<'a> {
    /// Kubernetes nodes are servers; developers run Compose files and Dockerfiles on clients, too.
    servers_only: bool,
    /// The platforms of the image and the isolation of each container.
    containers: Vec<(&'a [Platform], Option<Isolation>)>,
}

impl<'a> Wanted<'a> {
    fn of(judged: &'a Judged<'_>) -> Self {
        let workload = &judged.found.workload;
        let containers = workload.containers.iter().zip(&judged.images);
        Self {
            servers_only: matches!(workload.kind, WorkloadKind::Kubernetes(_)),
            containers: containers
                .map(|(container, image)| (image.platforms.as_slice(), container.isolation))
                .collect(),
        }
    }
}

fn pools(check: &Check<'_>, fleet: &Fleet, judged: &[Judged<'_>]) -> Vec<Targets> {
    let asked: Vec<_> =
        judged.iter().map(|it| Asked { workload: &it.found.workload, images: &it.images }).collect();
    let assessment = Rc::new(assess(check.catalog, fleet, &asked, check.rules));
    let name = |index: &usize| fleet.hosts.get(*index).map(|host| host.name.clone()).unwrap_or_default();
    let placed: Vec<Vec<Placed>> = assessment
        .admissions
        .iter()
        .map(|admission| admission.pools.iter().map(|it| Placed::new(it, name)).collect())
        .collect();
    // Started by hand, a container asks no scheduler.
    let by_hand: Vec<Placed> = assessment
        .pools
        .iter()
        .map(|pool| Placed { hosts: pool.members.iter().map(name).collect(), refused: Arc::new([]) })
        .collect();
    let has_windows = assessment.pools.iter().any(|pool| pool.host.os == Os::Windows);
    judged
        .iter()
        .enumerate()
        .map(|(index, judged)| {
            let scheduled = judged.is_scheduled(fleet);
            // Nobody starts a Windows image on a Linux host by hand; a scheduler does.
            let is_asked = |pool: &Pool| scheduled || !has_windows || pool.host.os == Os::Windows;
            let admission = assessment.workloads.get(index).and_then(|it| placed.get(it.admission));
            let placed = admission.filter(|_| scheduled).unwrap_or(&by_hand);
            let pools = assessment.of_workload(index).zip(placed).filter(|((pool, ..), _)| is_asked(pool));
            let judgements = pools.map(|((pool, _, answer), Placed { hosts, refused })| {
                let (hosts, refused) = (hosts.clone(), refused.clone());
                let version = match (pool.host.os, pool.host.os_version) {
                    (Os::Linux, _) => "linux".to_owned(),
                    (_, Some(version)) => version.to_string(),
                    (_, None) => "unknown version".to_owned(),
                };
                Judgement {
                    target: Target::Pool { version, hosts, refused },
                    hosts: vec![pool.host; answer.containers.len()],
                    verdicts: answer.containers.clone(),
                }
            });
            Targets { judgements: judgements.collect(), scheduled, assessment: Some(assessment.clone()) }
        })
        .collect()
}

/// The hosts of a pool by name, told apart by placement.
struct Placed {
    hosts: Arc<[String]>,
    refused: Arc<[(String, Refusal)]>,
}

impl Placed {
    fn new(admitted: &Admitted, name: impl Fn(&usize) -> String) -> Self {
        Self {
            hosts: admitted.hosts.iter().map(&name).collect(),
            refused: admitted.refused.iter().map(|(index, refusal)| (name(index), refusal.clone())).collect(),
        }
    }
}

fn releases(check: &Check<'_>, wanted: &Wanted<'_>) -> Rc<[Judgement]> {
    let is_asked = |release: &&Release| {
        release.is_supported_on(check.today) && (release.is_server() || !wanted.servers_only)
    };
    let judgement = |release: &Release| {
        let OnRelease { hosts, verdicts, runtime } = on_release(check, wanted, release);
        Judgement {
            target: Target::Release {
                id: release.id.to_string(),
                // In a list, "Windows 11, version 24H2" would read as two.
                name: release.name.replace(", version", ""),
                build: release.build,
                runtime,
            },
            hosts,
            verdicts,
        }
    };
    check.catalog.releases.iter().filter(is_asked).map(judgement).collect()
}

/// The containers of a workload on a host of a release.
struct OnRelease {
    hosts: Vec<Host>,
    verdicts: Vec<ImageVerdict>,
    runtime: Option<Runtime>,
}

/// On a host that favours them, with its runtime if that matters: one host has one, and all containers run under it.
fn on_release(check: &Check<'_>, wanted: &Wanted<'_>, release: &Release) -> OnRelease {
    let under = |runtime: Option<Runtime>| {
        let (hosts, verdicts) = wanted
            .containers
            .iter()
            .map(|&(platforms, isolation)| {
                let host = host_of_release_for(check.catalog, release, platforms, isolation, check.rules);
                let host = Host { runtime: runtime.or(host.runtime), ..host };
                (host, image_verdict(check.catalog, &host, platforms, isolation, check.rules))
            })
            .unzip();
        OnRelease { hosts, verdicts, runtime }
    };
    let answer = |it: &OnRelease| it.verdicts.iter().map(|verdict| verdict.verdict.answer).reduce(worst);
    let better = |one: OnRelease, other: OnRelease| match (answer(&one), answer(&other)) {
        (Some(a), Some(b)) if a != b && worst(a, b) == a => other,
        _ => one,
    };
    let each = under(None);
    let mut runtimes: Vec<Runtime> = each.hosts.iter().filter_map(|host| host.runtime).collect();
    runtimes.dedup();
    let best = runtimes.into_iter().map(|runtime| under(Some(runtime))).reduce(better).unwrap_or(each);
    // Where it runs under neither, none need be named.
    let runtime = best.runtime.filter(|_| !matches!(answer(&best), Some(Answer::Blocked(_))));
    OnRelease { runtime, ..best }
}
