//! Workloads against hosts: asks the decision function for every pair that placement allows, and says what that means
//! for the file.
//!
//! Nothing here decides about versions. What it adds is where a workload may come to run: on every host that its
//! placement allows, if an orchestrator places it; on any one host, if somebody starts it by hand.

mod cautions;
mod help;
mod names;
mod problems;
mod stages;
mod targets;
mod workload;

use winfit_compat::catalog::{Catalog, Date};
use winfit_compat::reference::Reference;
use winfit_compat::rules::RuleSet;
use winfit_compat::tag::read_tag;
use winfit_compat::{Image, Os, Platform, Provenance};
use winfit_fleet::{Fleet, WorkloadKind};

use crate::report::{Against, Outcome, Report};
use crate::{Document, Finding, Found, Severity};

/// By what files are judged.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// The facts.
    pub catalog: &'a Catalog,
    /// The rule set.
    pub rules: RuleSet,
    /// The day for which "supported" is judged.
    pub today: Date,
    /// The hosts; `None`: every release supported on that day.
    pub fleet: Option<&'a Fleet>,
}

/// A workload for Windows with what its images claim.
struct Judged<'d> {
    file: usize,
    found: &'d Found,
    /// One for each container.
    images: Vec<Image>,
}

impl Judged<'_> {
    fn platform(&self, container: usize) -> Platform {
        self.images
            .get(container)
            .and_then(|image| image.platforms.first())
            .copied()
            .unwrap_or(Platform::unknown())
    }

    /// Whether an orchestrator places it on any host that its placement allows.
    fn is_scheduled(&self, fleet: &Fleet) -> bool {
        match self.found.workload.kind {
            WorkloadKind::Kubernetes(_) => true,
            WorkloadKind::ComposeService => fleet.orchestrator == winfit_fleet::Orchestrator::Swarm,
            WorkloadKind::DockerfileStage => false,
        }
    }
}

/// Judges the workloads of a set of documents.
///
/// Workloads that nothing says to be for Windows are left alone: they appear in no finding and in no count.
#[must_use]
pub fn judge(check: &Check<'_>, documents: Vec<Document>) -> Report {
    let mut findings: Vec<Finding> = Vec::new();
    let mut judged = Vec::new();
    for (file, document) in documents.iter().enumerate() {
        findings.extend(document.problems.iter().map(|problem| problems::finding(file, problem)));
        for found in &document.workloads {
            let images: Vec<_> = found
                .workload
                .containers
                .iter()
                .enumerate()
                .map(|(index, container)| image(check.catalog, found, index, &container.image))
                .collect();
            // A stage that goes on from another, or a service that is only built, has no image to judge.
            if !images.is_empty() && is_for_windows(found, &images) {
                judged.push(Judged { file, found, images });
            }
        }
    }
    let all_targets = targets::targets(check, &judged);
    let mut workloads = Vec::with_capacity(judged.len());
    for (index, (judged, targets)) in judged.iter().zip(&all_targets).enumerate() {
        let mut report = workload::report(check, judged, targets);
        let about_names = names::findings(check, judged);
        let is_gone = |finding: &Finding| {
            let span = |finding: &Finding| finding.place.as_ref().map(|place| place.span);
            about_names.iter().any(|it| it.severity == Severity::Error && span(it) == span(finding))
        };
        // What cannot be pulled needs no further word.
        let about_hosts = workload::findings(check, judged, index, targets);
        findings.extend(about_hosts.into_iter().filter(|finding| !is_gone(finding)));
        findings.extend(cautions::findings(check, judged, targets));
        if about_names.iter().any(|finding| finding.severity == Severity::Error) {
            // What cannot be pulled runs nowhere.
            report.outcome = Outcome::Fails;
        }
        findings.extend(about_names);
        workloads.push(report);
    }
    findings.extend(stages::findings(&judged, &all_targets, &mut workloads));
    findings.sort_by_key(|finding| (finding.file, finding.place.as_ref().map(|place| place.span)));
    let against = check.fleet.map_or(Against::Releases, |fleet| Against::Fleet { hosts: fleet.hosts.len() });
    Report { documents, findings, workloads, against }
}

/// Whether anything says that a workload is for Windows: the document, or the name of an image.
fn is_for_windows(found: &Found, images: &[Image]) -> bool {
    let says_windows = |image: &Image| image.platforms.iter().any(|it| it.os == Some(Os::Windows));
    found.workload.os == Some(Os::Windows)
        || images.iter().any(says_windows)
        || (found.workload.os.is_none() && !found.windows_hints.is_empty())
}

/// What the name of a container's image claims; of a name with variables that have no value only what stands before
/// them, which may tell a repository of Windows images.
fn image(catalog: &Catalog, found: &Found, container: usize, text: &str) -> Image {
    let is_known = found.images.get(container).is_some_and(crate::ImagePlace::is_known);
    let reference = text.parse::<Reference>().ok().filter(|_| is_known);
    let platform = match reference {
        Some(reference) => read_tag(catalog, &reference).platform,
        None if is_known => Platform::unknown(),
        None => of_repository(catalog, text),
    };
    Image { reference: text.to_owned(), digest: None, platforms: vec![platform] }
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
