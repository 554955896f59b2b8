//! Workloads against hosts: asks the decision function for every pair that placement allows, and says what that means
//! for the file.
//!
//! It asks nobody: which images somebody should look up first is told by [`wanted`], and what came of it is given with
//! [`Check::facts`].
//!
//! Nothing here decides about versions. What it adds is where a workload may come to run: on every host that its
//! placement allows, if an orchestrator places it; on any one host, if somebody starts it by hand.

mod describe;
mod help;
mod notices;
mod problems;
mod retags;
mod stages;
mod targets;
mod told;
mod unpullable;
mod wanted;
mod workload;
pub(crate) mod written;

use winfit_compat::catalog::{Catalog, Date, FieldBehaviour, KubernetesVersion};
use winfit_compat::reference::Reference;
use winfit_compat::rules::RuleSet;
use winfit_compat::tag::{TagClaim, read_tag};
use winfit_compat::verdict::{Answer, ImageVerdict, image_verdict};
use winfit_compat::{Image, Os, Platform, Provenance};
use winfit_fleet::{Fleet, FleetHost, WorkloadKind};

use crate::accepted::{self, Sorted};
use crate::facts::{Contents, Facts, Known, Unread};
use crate::kubernetes::heed_annotation;
use crate::lint::{Linted, Subjects, lint};
use crate::report::{Against, Outcome, Report, WorkloadReport};
use crate::rule::Rule;
use crate::{Accepted, Document, Finding, Found, Help, Selection};

pub(crate) use describe::{describe, unread};
pub(crate) use retags::Retags;
pub(crate) use targets::{Judgement, Targets};
pub(crate) use unpullable::Unpullable;
pub use wanted::wanted;

/// By what files are judged.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// The catalogue.
    pub catalog: &'a Catalog,
    /// The rule set.
    pub rules: RuleSet,
    /// The day for which "supported" is judged.
    pub today: Date,
    /// The hosts; `None`: every release supported on that day.
    pub fleet: Option<&'a Fleet>,
    /// What is known of images beyond their names; see [`wanted`].
    pub facts: &'a Facts,
    /// Which rules are asked.
    pub selection: &'a Selection,
    /// The version of Kubernetes that objects are for.
    pub kubernetes: KubernetesVersion,
    /// What is accepted from outside of the files.
    pub accepted: &'a Accepted,
}

impl Check<'_> {
    /// Whether a rule is asked.
    pub(crate) fn asks(&self, rule: &Rule) -> bool {
        self.selection.asks(rule.id)
    }

    /// Whether the fleet has Windows hosts.
    pub(crate) fn has_windows_hosts(&self) -> bool {
        self.fleet.is_some_and(|fleet| fleet.hosts.iter().any(|host| host.host.os == Os::Windows))
    }
}

/// A workload that may come to run on Windows, with what is known of its images.
pub(crate) struct Judged<'d> {
    pub(crate) file: usize,
    pub(crate) document: &'d Document,
    pub(crate) found: &'d Found,
    /// Whether it is meant for Windows: the file says so, or its images are for nothing else.
    pub(crate) is_for_windows: bool,
    /// One for each container: as it was read, else as its name claims.
    pub(crate) images: Vec<Image>,
    /// What came of looking them up: one for each container.
    known: Vec<Option<&'d Known>>,
    /// Their names: one for each container.
    names: Vec<Option<Name<'d>>>,
    /// Why they cannot be pulled: one for each container.
    unpullable: Vec<Option<Unpullable<'d>>>,
}

/// The name of an image, written without gaps.
#[derive(Debug, Clone)]
pub(crate) struct Name<'d> {
    pub(crate) reference: Reference,
    /// What it claims.
    pub(crate) claim: TagClaim<'d>,
}

impl<'d> Judged<'d> {
    /// The platforms of a container's image; of an image of which nothing is known, one of which nothing is known.
    pub(crate) fn platforms(&self, container: usize) -> &[Platform] {
        self.images.get(container).map(|image| image.platforms.as_slice()).unwrap_or_default()
    }

    /// The platform that a verdict is about: the one that the host takes, else the one that comes nearest.
    pub(crate) fn platform(&self, container: usize, verdict: &ImageVerdict) -> Platform {
        let index = verdict.platform;
        index.and_then(|it| self.platforms(container).get(it)).copied().unwrap_or(Platform::unknown())
    }

    fn known(&self, container: usize) -> Option<&'d Known> {
        self.known.get(container).copied().flatten()
    }

    /// What was read of a container's image, where it was.
    pub(crate) fn contents(&self, container: usize) -> Option<&'d Contents> {
        match self.known(container)? {
            Known::Read(contents) => Some(contents),
            Known::Unread(_) => None,
        }
    }

    /// Why a container's image was not read, where that was tried.
    pub(crate) fn unread(&self, container: usize) -> Option<&'d Unread> {
        match self.known(container)? {
            Known::Unread(unread) => Some(unread),
            Known::Read(_) => None,
        }
    }

    /// The name of a container's image, if it is one, and written without gaps.
    pub(crate) fn name(&self, container: usize) -> Option<&Name<'d>> {
        self.names.get(container)?.as_ref()
    }

    /// Why a container's image cannot be pulled, whatever the host.
    pub(crate) fn unpullable(&self, container: usize) -> Option<&Unpullable<'d>> {
        self.unpullable.get(container)?.as_ref()
    }

    /// Whether its file says that it is for Windows, and not its images alone.
    pub(crate) fn says_windows(&self) -> bool {
        says_windows(self.found)
    }

    /// Whether its image is made from the sources beside the file, rather than pulled.
    pub(crate) fn is_built(&self, fleet: Option<&Fleet>) -> bool {
        wanted::is_built(self.found, fleet)
    }

    /// Whether all of its images were looked up and read.
    pub(crate) fn is_known(&self) -> bool {
        self.known.iter().all(|it| matches!(it, Some(Known::Read(_))))
    }

    /// Whether an orchestrator places it on any host that its placement allows.
    pub(crate) fn is_scheduled(&self, fleet: &Fleet) -> bool {
        is_scheduled(self.found, fleet)
    }
}

fn is_scheduled(found: &Found, fleet: &Fleet) -> bool {
    match found.workload.kind {
        WorkloadKind::Kubernetes(_) => true,
        WorkloadKind::ComposeService => fleet.orchestrator == winfit_fleet::Orchestrator::Swarm,
        WorkloadKind::DockerfileStage => false,
    }
}

/// Judges the workloads of a set of documents.
///
/// Workloads that nothing says to be for Windows are left alone: they appear in no finding and in no count. Those for both
/// systems are judged where they may come to a Windows host that does not run them.
#[must_use]
pub fn judge(check: &Check<'_>, mut documents: Vec<Document>) -> Report {
    if heeds_annotations(check) {
        documents.iter_mut().flat_map(|document| &mut document.workloads).for_each(heed_annotation);
    }
    let mut findings: Vec<Finding> = Vec::new();
    let mut judged = Vec::new();
    // Services for Windows without an image: nothing to judge, but rules look at them.
    let mut unnamed = Vec::new();
    for (file, document) in documents.iter().enumerate() {
        findings.extend(document.problems.iter().map(|problem| problems::finding(file, problem)));
        for found in &document.workloads {
            let Some(workload) = reading(check, file, document, found) else { continue };
            match found.workload.kind {
                _ if !workload.images.is_empty() => judged.push(workload),
                WorkloadKind::ComposeService => unnamed.push(workload),
                _ => {}
            }
        }
    }
    let all_targets = targets::targets(check, &judged);
    let mut workloads = Vec::with_capacity(judged.len());
    let mut own: Vec<Vec<Finding>> = Vec::with_capacity(judged.len());
    let mut cures = Vec::with_capacity(judged.len());
    for (index, (judged, targets)) in judged.iter().zip(&all_targets).enumerate() {
        let (report, findings) = of_workload(check, judged, index, targets);
        let is_about_placement = |finding: &Finding| finding.help.iter().any(is_placement_help);
        let cure = findings.iter().any(is_about_placement).then(|| help::cure(check, judged, index, targets));
        cures.push(cure.flatten());
        own.push(findings);
        workloads.push(report);
    }
    let subjects = Subjects { judged: &judged, targets: &all_targets, cures: &cures, unnamed: &unnamed };
    let Linted { findings: of_rules, cured } = lint(check, &documents, &subjects);
    let told = told::Told::by(&of_rules);
    own.iter_mut().for_each(|findings| findings.retain(|finding| !told.says_better(finding)));
    for (index, fix) in cured {
        for finding in
            own.get_mut(index).into_iter().flatten().filter(|it| it.help.iter().any(is_placement_help))
        {
            finding.fix = Some(fix.clone());
        }
    }
    findings.extend(own.into_iter().flat_map(workload::merged));
    findings.extend(stages::findings(&judged, &all_targets, &mut workloads));
    findings.extend(of_rules);
    findings.retain(|finding| check.selection.asks(finding.rule));
    let Sorted { findings, suppressed } = accepted::sort(check, &documents, &judged, findings);
    let against = check.fleet.map_or(Against::Releases, |fleet| Against::Fleet { hosts: fleet.hosts.len() });
    let notices = notices::notices(check, &judged);
    Report { documents, findings, suppressed, workloads, against, notices }
}

/// What comes of one workload.
fn of_workload(
    check: &Check<'_>,
    judged: &Judged<'_>,
    index: usize,
    targets: &Targets,
) -> (WorkloadReport, Vec<Finding>) {
    let mut report = workload::report(check, judged, targets);
    if let Some(unpullable) = judged.unpullable.iter().flatten().next() {
        // What cannot be pulled runs nowhere.
        report.outcome = Outcome::Fails;
        report.targets.iter_mut().for_each(|target| target.unpullable = Some(unpullable.rule().id));
    }
    let findings = workload::findings(check, judged, index, targets);
    (report, findings)
}

/// Whether the version of Kubernetes runs a pod in Hyper-V because an annotation asks for it.
fn heeds_annotations(check: &Check<'_>) -> bool {
    let mut rows = check.catalog.kubernetes_fields_of_rule("hyperv-annotation").iter();
    !rows.any(|row| row.behaviour == FieldBehaviour::Ignored && row.applies(check.kubernetes))
}

/// Whether something to do is a matter of placement, which may be written into the file.
fn is_placement_help(help: &Help) -> bool {
    help.kind == help::CONSTRAIN_PLACEMENT
}

/// A workload with what is known of its images; `None` if nothing says that it may come to run on Windows.
fn reading<'d>(
    check: &Check<'d>,
    file: usize,
    document: &'d Document,
    found: &'d Found,
) -> Option<Judged<'d>> {
    let count = found.workload.containers.len();
    let known: Vec<_> = (0..count).map(|container| known(check, found, container)).collect();
    let names: Vec<_> = (0..count).map(|container| name(check.catalog, found, container)).collect();
    let images: Vec<_> = known
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(it, (known, name))| image(check.catalog, found, it, name.as_ref(), *known))
        .collect();
    // A stage that goes on from another, or a service that is only built, has no image.
    let is_for_windows = says_windows(found) || images.iter().any(is_windows);
    let may_stray = !images.is_empty() && strays(check, found, &images, &known);
    if !is_for_windows && !may_stray {
        return None;
    }
    let unpullable = known
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(it, (known, name))| Unpullable::of(found, it, name.as_ref(), *known))
        .collect();
    Some(Judged { file, document, found, is_for_windows, images, known, names, unpullable })
}

/// Whether the document says that a workload is for Windows.
fn says_windows(found: &Found) -> bool {
    found.workload.os == Some(Os::Windows) || (found.workload.os.is_none() && !found.windows_hints.is_empty())
}

/// Whether the name of an image claims so.
fn claims_windows(catalog: &Catalog, found: &Found) -> bool {
    (0..found.workload.containers.len()).any(|container| {
        let name = name(catalog, found, container);
        is_windows(&image(catalog, found, container, name.as_ref(), None))
    })
}

/// Whether an image is for Windows alone. One that is for Linux as well runs there, too, and makes no workload one for
/// Windows.
fn is_windows(image: &Image) -> bool {
    let has = |os| image.platforms.iter().any(|it| it.os == Some(os));
    has(Os::Windows) && !has(Os::Linux)
}

/// Whether a scheduler may bring a workload, whose images were read and are for Windows and Linux alike, to a Windows host
/// that does not run them. Where it may not, it is a Linux workload like any other, and left alone.
fn strays(check: &Check<'_>, found: &Found, images: &[Image], known: &[Option<&Known>]) -> bool {
    let Some(fleet) = check.fleet else { return false };
    let is_read = known.iter().all(|it| matches!(it, Some(Known::Read(_))));
    let is_both = |image: &Image| {
        let has = |os| image.platforms.iter().any(|it| it.os == Some(os));
        has(Os::Windows) && has(Os::Linux)
    };
    if found.workload.os.is_some() || !is_scheduled(found, fleet) || !is_read || !images.iter().all(is_both) {
        return false;
    }
    let is_refused = |host: &FleetHost| {
        images.iter().zip(&found.workload.containers).any(|(image, container)| {
            let verdict =
                image_verdict(check.catalog, &host.host, &image.platforms, container.isolation, check.rules);
            matches!(verdict.verdict.answer, Answer::Blocked(_) | Answer::RunsWithHyperV(_))
        })
    };
    let windows = fleet.hosts.iter().filter(|host| host.host.os == Os::Windows);
    let mut reached = windows.filter(|host| found.workload.placement.admits(host).is_ok());
    reached.any(is_refused)
}

/// The reference of a container's image, if it is written without gaps.
pub(crate) fn reference(found: &Found, container: usize) -> Option<Reference> {
    let is_known = found.images.get(container).is_some_and(crate::ImagePlace::is_known);
    found.workload.containers.get(container).filter(|_| is_known)?.image.parse().ok()
}

/// What came of looking up a container's image. What is built beside the file is not what a registry has.
fn known<'a>(check: &Check<'a>, found: &Found, container: usize) -> Option<&'a Known> {
    if check.facts.is_empty() || wanted::is_built(found, check.fleet) {
        return None;
    }
    check.facts.get(&reference(found, container)?)
}

/// The name of a container's image with what it claims.
fn name<'c>(catalog: &'c Catalog, found: &Found, container: usize) -> Option<Name<'c>> {
    let reference = reference(found, container)?;
    let claim = read_tag(catalog, &reference);
    Some(Name { reference, claim })
}

/// What is known of the images of a workload, one for each container.
pub(crate) fn images(check: &Check<'_>, found: &Found) -> Vec<Image> {
    let containers = 0..found.workload.containers.len();
    let name = |it| name(check.catalog, found, it);
    containers.map(|it| image(check.catalog, found, it, name(it).as_ref(), known(check, found, it))).collect()
}

/// What is known of a container's image: what was read, else what its name claims; of a name with variables that have
/// no value only what stands before them, which may tell a repository of Windows images.
fn image(
    catalog: &Catalog,
    found: &Found,
    container: usize,
    name: Option<&Name<'_>>,
    known: Option<&Known>,
) -> Image {
    let text = found.workload.containers.get(container).map_or("", |it| it.image.as_str());
    if let Some(Known::Read(contents)) = known {
        return Image { reference: text.to_owned(), ..contents.image.clone() };
    }
    let is_known = found.images.get(container).is_some_and(crate::ImagePlace::is_known);
    let platforms = match name {
        Some(name) => name.claim.platforms().to_vec(),
        None if is_known => vec![Platform::unknown()],
        None => vec![of_repository(catalog, text)],
    };
    Image { reference: text.to_owned(), digest: None, platforms }
}

/// What the repository alone claims, of a reference whose tag has a variable in it.
fn of_repository(catalog: &Catalog, text: &str) -> Platform {
    let before = text.split(['$', '{', '@']).next().unwrap_or_default();
    // The tag starts behind the last slash; without its colon the variable is part of the name.
    let name = before.rsplit_once(':').filter(|(_, tag)| !tag.contains('/')).map(|(name, _)| name);
    let reference = name.and_then(|name| name.parse::<Reference>().ok());
    let os = reference.and_then(|reference| read_tag(catalog, &reference).platform.os);
    match os {
        Some(_) => Platform { os, provenance: Provenance::Tag, ..Platform::unknown() },
        None => Platform::unknown(),
    }
}
