//! Each workload against each pool that placement allows.
//!
//! Hosts are grouped by the facts that decide, workloads by their placement and by the facts of their images, so that
//! the work grows with the number of distinct facts rather than with hosts times workloads.

use std::collections::HashMap;
use std::iter;

use winfit_compat::catalog::Catalog;
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::{Answer, ImageVerdict, image_verdict};
use winfit_compat::{Image, Isolation, Platform};

use crate::{Fleet, Placement, Pool, Refusal, Workload};

/// A workload with what is known of its images: one for each of its containers, in the same order.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What asks to be placed.
    pub workload: &'a Workload,
    /// The images of its containers, in their order; of a container without one nothing is known.
    pub images: &'a [Image],
}

/// What comes of all workloads on a fleet. What several workloads have in common is held once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The hosts, grouped by the facts that decide.
    pub pools: Vec<Pool>,
    /// Where each distinct placement allows workloads.
    pub admissions: Vec<Admission>,
    /// What comes of each distinct set of containers: one for each pool, whether placement allows it or not.
    pub answers: Vec<Vec<PoolAnswer>>,
    /// One for each workload, in the order asked.
    pub workloads: Vec<WorkloadAssessment>,
}

/// Which hosts a placement allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    /// One for each pool, in the order of [`Assessment::pools`].
    pub pools: Vec<Admitted>,
}

/// Which hosts of a pool a placement allows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Admitted {
    /// Indices in [`Fleet::hosts`] of those that it allows.
    pub hosts: Vec<usize>,
    /// Those that it does not, and why.
    pub refused: Vec<(usize, Refusal)>,
}

/// What comes of one workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkloadAssessment {
    /// Index in [`Assessment::admissions`].
    pub admission: usize,
    /// Index in [`Assessment::answers`].
    pub answers: usize,
}

/// What comes of one workload on one pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolAnswer {
    /// One verdict for each container.
    pub containers: Vec<ImageVerdict>,
}

impl PoolAnswer {
    /// The answer for the whole workload: that of its worst container. A workload without containers is unanswered.
    #[must_use]
    pub fn answer(&self) -> Option<Answer> {
        self.containers.iter().map(|container| container.verdict.answer).reduce(worst)
    }
}

/// The worse of two answers: blocked, unknown, runs-with-hyperv, preview, runs.
#[must_use]
pub fn worst(a: Answer, b: Answer) -> Answer {
    let badness = |answer: Answer| match answer {
        Answer::Runs => 0,
        Answer::Preview(_) => 1,
        Answer::RunsWithHyperV(_) => 2,
        Answer::Unknown(..) => 3,
        Answer::Blocked(_) => 4,
    };
    if badness(b) > badness(a) { b } else { a }
}

/// Judges every workload on every pool.
#[must_use]
pub fn assess(catalog: &Catalog, fleet: &Fleet, asked: &[Asked<'_>], rules: RuleSet) -> Assessment {
    let pools = fleet.pools();
    let mut admissions = Vec::new();
    let mut admission_of: HashMap<&Placement, usize> = HashMap::new();
    let mut containers =
        Containers { catalog, pools: &pools, rules, ids: HashMap::new(), verdicts: Vec::new() };
    let mut answers = Vec::new();
    let mut answers_of: HashMap<Vec<usize>, usize> = HashMap::new();
    let mut workloads = Vec::with_capacity(asked.len());
    let mut ids = Vec::new();
    for Asked { workload, images } in asked {
        let admission = *admission_of.entry(&workload.placement).or_insert_with(|| {
            admissions.push(admit(fleet, &pools, &workload.placement));
            admissions.len() - 1
        });
        let platforms = images.iter().map(|image| image.platforms.as_slice()).chain(iter::repeat(&[][..]));
        ids.clear();
        ids.extend(
            workload.containers.iter().zip(platforms).map(|(it, image)| containers.id(image, it.isolation)),
        );
        let answers = answers_of.get(&ids).copied().unwrap_or_else(|| {
            answers.push(containers.answers(&ids));
            answers_of.insert(ids.clone(), answers.len() - 1);
            answers.len() - 1
        });
        workloads.push(WorkloadAssessment { admission, answers });
    }
    Assessment { pools, admissions, answers, workloads }
}

/// The distinct containers met so far, with the verdict on each of them on each pool.
struct Containers<'a> {
    catalog: &'a Catalog,
    pools: &'a [Pool],
    rules: RuleSet,
    /// Index in `verdicts`.
    ids: HashMap<(&'a [Platform], Option<Isolation>), usize>,
    /// One for each pool.
    verdicts: Vec<Vec<ImageVerdict>>,
}

impl<'a> Containers<'a> {
    fn id(&mut self, platforms: &'a [Platform], isolation: Option<Isolation>) -> usize {
        let Self { catalog, pools, rules, ids, verdicts } = self;
        *ids.entry((platforms, isolation)).or_insert_with(|| {
            let on = |pool: &Pool| image_verdict(catalog, &pool.host, platforms, isolation, *rules);
            verdicts.push(pools.iter().map(on).collect());
            verdicts.len() - 1
        })
    }

    /// What comes of containers together, on each pool.
    fn answers(&self, ids: &[usize]) -> Vec<PoolAnswer> {
        let on = |pool: usize| PoolAnswer {
            containers: ids.iter().filter_map(|id| self.verdicts.get(*id)?.get(pool).copied()).collect(),
        };
        (0..self.pools.len()).map(on).collect()
    }
}

fn admit(fleet: &Fleet, pools: &[Pool], placement: &Placement) -> Admission {
    let pools = pools.iter().map(|pool| {
        let mut admitted = Admitted::default();
        for index in &pool.members {
            let Some(host) = fleet.hosts.get(*index) else { continue };
            match placement.admits(host) {
                Ok(()) => admitted.hosts.push(*index),
                Err(refusal) => admitted.refused.push((*index, refusal)),
            }
        }
        admitted
    });
    Admission { pools: pools.collect() }
}

impl Assessment {
    /// Each pool with what its placement allows and what comes of a workload there.
    pub fn of_workload(&self, index: usize) -> impl Iterator<Item = (&Pool, &Admitted, &PoolAnswer)> {
        let workload = self.workloads.get(index);
        let admission = workload.and_then(|workload| self.admissions.get(workload.admission));
        let admitted = admission.into_iter().flat_map(|admission| &admission.pools);
        let answers = workload.and_then(|workload| self.answers.get(workload.answers)).into_iter().flatten();
        self.pools
            .iter()
            .zip(admitted)
            .zip(answers)
            .map(|((pool, admitted), answer)| (pool, admitted, answer))
    }
}
