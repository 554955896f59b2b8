//! Workloads against hosts: asks the decision function for every pair that placement allows, and says what that means
//! for the file.
//!
//! It asks nobody: which images somebody should look up first is told by [`wanted`], and what came of it is given with
//! [`Check::facts`].
//!
//! Nothing here decides about versions. What it adds is where a workload may come to run: on every host that its
//! placement allows, if an orchestrator places it; on any one host, if somebody starts it by hand.

mod alike;
mod describe;
mod help;
mod judged;
mod kustomized;
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

use winfit_compat::Os;
use winfit_compat::catalog::{Catalog, Date, FieldBehaviour, KubernetesVersion};
use winfit_compat::rules::RuleSet;
use winfit_fleet::{Fleet, WorkloadKind};

use crate::accepted::{self, Sorted};
use crate::facts::Facts;
use crate::kubernetes::heed_annotation;
use crate::lint::{Linted, Subjects, lint};
use crate::report::{Against, Outcome, Report, WorkloadReport};
use crate::rule::Rule;
use crate::{Accepted, Document, Finding, Help, Selection};

pub(crate) use describe::{describe, unread};
pub(crate) use judged::{Judged, Name, images, reference};
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
            let Some(workload) = Judged::read(check, file, document, found) else { continue };
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
        // A pod with an image for Linux fails on Windows hosts wherever it is placed.
        let may_run = !judged.images.iter().any(|image| image.is_only_for(Os::Linux));
        let is_placed = may_run && findings.iter().any(is_about_placement);
        let cure = is_placed.then(|| help::cure(check, judged, index, targets));
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
    kustomized::soften(&documents, &mut findings);
    let findings = alike::joined(&documents, findings);
    let Sorted { findings, suppressed } = accepted::sort(check, &documents, &subjects, findings);
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
    if let Some(unpullable) = judged.first_unpullable() {
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
