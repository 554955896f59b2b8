//! The tags of the same image that run on the hosts of a workload.

use winfit_compat::catalog::{Catalog, Release};
use winfit_compat::reference::Reference;
use winfit_compat::remedy::{Means, Retag, retag};
use winfit_compat::tag::read_tag;
use winfit_compat::verdict::{Answer, Question, image_verdict};
use winfit_compat::{Isolation, Os};

use super::{Check, Judged, Judgement, Targets};
use crate::report::Target;

/// The tags to name instead of the one that is written: one for each build, newest first.
pub(crate) struct Retags {
    tags: Vec<Tag>,
    /// Whether the hosts are real.
    on_fleet: bool,
}

struct Tag {
    retag: Retag,
    /// It runs on every Windows host where the workload may come to run.
    runs_everywhere: bool,
}

impl Retags {
    /// The tags of a container's image.
    pub(crate) fn new(check: &Check<'_>, judged: &Judged<'_>, targets: &Targets, container: usize) -> Self {
        let on_fleet = check.fleet.is_some();
        let mut windows: Vec<&Judgement> = targets.considered().filter(|it| it.is_windows()).collect();
        if windows.is_empty() {
            windows = targets.judgements.iter().filter(|it| it.is_windows()).collect();
        }
        // Servers stand for themselves; what runs on a client is an image of a server.
        windows.retain(|it| on_fleet || it.is_server_release(check.catalog));
        let isolation = judged.found.workload.containers.get(container).and_then(|it| it.isolation);
        let mut retags: Vec<Retag> = Vec::new();
        for judgement in &windows {
            // Hosts of one build get one tag, and there may be many of them.
            if retags.iter().any(|known| Some(known.build) == judgement.build()) {
                continue;
            }
            let found = of_host(check, judged, container, judgement);
            retags.extend(found.filter(|it| !retags.iter().any(|known| known.build == it.build)));
        }
        retags.sort_by_key(|retag| std::cmp::Reverse(retag.build));
        // Without a fleet nobody asks.
        let runs_everywhere = |retag: &Retag| {
            on_fleet
                && runs_on(check, &windows, container, isolation, &retag.reference).len() == windows.len()
        };
        let tags =
            retags.into_iter().map(|retag| Tag { runs_everywhere: runs_everywhere(&retag), retag }).collect();
        Self { tags, on_fleet }
    }

    /// Only those that fulfil a condition.
    pub(crate) fn only(mut self, is_meant: impl Fn(&Retag) -> bool) -> Self {
        self.tags.retain(|tag| is_meant(&tag.retag));
        self
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Retag> {
        self.tags.iter().map(|tag| &tag.retag)
    }

    /// The one that all hosts of the fleet run, where the workload may come to run.
    pub(crate) fn for_fleet(&self) -> Option<&Retag> {
        self.tags.iter().find(|tag| tag.runs_everywhere).map(|tag| &tag.retag)
    }

    /// The newest, where no fleet tells which the hosts run.
    pub(crate) fn newest_of_releases(&self) -> Option<&Retag> {
        self.all().next().filter(|_| !self.on_fleet)
    }

    /// The one of a build.
    pub(crate) fn of_build(&self, build: u32) -> Option<&Retag> {
        self.all().find(|retag| retag.build == build)
    }
}

/// The tag for the host of a judgement.
fn of_host(check: &Check<'_>, judged: &Judged<'_>, container: usize, judgement: &Judgement) -> Option<Retag> {
    let name = judged.name(container)?;
    let host = judgement.hosts.get(container)?;
    let verdict = judgement.verdicts.get(container)?;
    let image = judged.platform(container, verdict);
    let isolation = judged.found.workload.containers.get(container)?.isolation;
    let question = Question { host, image: &image, isolation, rules: check.rules };
    let means = Means { reference: Some((&name.reference, &name.claim)), today: check.today };
    retag(check.catalog, &question, &means)
}

/// The targets on which a container runs as asked with another image, by what its name claims.
pub(super) fn runs_on<'j>(
    check: &Check<'_>,
    targets: &[&'j Judgement],
    container: usize,
    isolation: Option<Isolation>,
    reference: &str,
) -> Vec<&'j Judgement> {
    let Ok(reference) = reference.parse::<Reference>() else { return Vec::new() };
    let claim = read_tag(check.catalog, &reference);
    let runs = |judgement: &&Judgement| {
        judgement.hosts.get(container).is_some_and(|host| {
            let verdict = image_verdict(check.catalog, host, claim.platforms(), isolation, check.rules);
            verdict.verdict.answer == Answer::Runs
        })
    };
    targets.iter().copied().filter(|it| runs(it)).collect()
}

impl Judgement {
    /// Whether these hosts run Windows.
    pub(crate) fn is_windows(&self) -> bool {
        self.hosts.first().is_some_and(|host| host.os == Os::Windows)
    }

    fn is_server_release(&self, catalog: &Catalog) -> bool {
        match &self.target {
            Target::Pool { .. } => false,
            Target::Release { id, .. } => catalog.release(id).is_some_and(Release::is_server),
        }
    }
}
