//! What `check` says of whole files on whole fleets.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is the point of a test")]

mod accepted;
mod compose;
mod doubts;
mod facts;
mod findings;
mod fleet;
mod offered_placement;
mod platforms;
mod retags;
mod serving;
mod together;

use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Date;
use winfit_compat::rules::RuleSet;
use winfit_compat::{Host, OsVersion};
use winfit_fleet::{Fleet, FleetHost, Orchestrator};
use winfit_lint::facts::Facts;
use winfit_lint::judge::{Check, judge};
use winfit_lint::report::Report;
use winfit_lint::{Accepted, Document, Finding, Selection, Selector, link, read_document};

pub(crate) fn windows(name: &str, version: &str) -> FleetHost {
    let mut host = FleetHost::new(name, Host::server(version.parse().unwrap()));
    host.labels.insert("kubernetes.io/os".to_owned(), "windows".to_owned());
    host.labels.insert("beta.kubernetes.io/os".to_owned(), "windows".to_owned());
    host
}

/// A node of a cluster that is new enough to carry the label with the build.
pub(crate) fn labelled(name: &str, version: &str) -> FleetHost {
    let mut host = windows(name, version);
    let build = version.parse::<OsVersion>().unwrap().build;
    host.labels.insert("node.kubernetes.io/windows-build".to_owned(), format!("10.0.{build}"));
    host
}

pub(crate) fn linux(name: &str) -> FleetHost {
    let mut host = FleetHost::new(name, Host::linux());
    host.labels.insert("kubernetes.io/os".to_owned(), "linux".to_owned());
    host
}

pub(crate) fn cluster(hosts: Vec<FleetHost>) -> Fleet {
    Fleet { orchestrator: Orchestrator::Kubernetes, hosts }
}

pub(crate) fn today() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

pub(crate) fn check(fleet: Option<&Fleet>, files: &[(&str, &str)]) -> Report {
    check_with(&Facts::new(), fleet, files)
}

/// The same, where images were looked up before.
pub(crate) fn check_with(facts: &Facts, fleet: Option<&Fleet>, files: &[(&str, &str)]) -> Report {
    check_selected(&verdicts(), facts, fleet, files)
}

/// The same, with the rules of this selection.
pub(crate) fn check_selected(
    selection: &Selection,
    facts: &Facts,
    fleet: Option<&Fleet>,
    files: &[(&str, &str)],
) -> Report {
    judge(&asked(selection, facts, fleet), documents(files))
}

/// The same, for a version of Kubernetes.
pub(crate) fn check_for(kubernetes: &str, fleet: &Fleet, files: &[(&str, &str)]) -> Report {
    let (selection, facts) = (verdicts(), Facts::new());
    let kubernetes = kubernetes.parse().unwrap();
    judge(&Check { kubernetes, ..asked(&selection, &facts, Some(fleet)) }, documents(files))
}

fn asked<'a>(selection: &'a Selection, facts: &'a Facts, fleet: Option<&'a Fleet>) -> Check<'a> {
    Check {
        catalog: builtin(),
        rules: RuleSet::default(),
        today: today(),
        fleet,
        facts,
        selection,
        kubernetes: builtin().kubernetes_versions.newest,
        accepted: Accepted::NOTHING,
    }
}

/// What follows from verdicts, and from names as far as they make one; other rules have tests of their own.
fn verdicts() -> Selection {
    const OWN: [&str; 10] = [
        "broken-document",
        "compatibility",
        "field-report",
        "image-not-found",
        "invalid-image-name",
        "malformed-field",
        "misleading-tag",
        "no-host",
        "retired-image-name",
        "withdrawn-tag",
    ];
    Selection { select: OWN.iter().map(|it| it.parse().unwrap()).collect(), ignore: vec![Selector::All] }
}

pub(crate) fn documents(files: &[(&str, &str)]) -> Vec<Document> {
    let mut documents: Vec<_> =
        files.iter().map(|(name, text)| read_document(name, text.as_bytes().to_vec()).unwrap()).collect();
    link(&mut documents);
    documents
}

pub(crate) fn pod(lines: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n{lines}")
}

/// A pod for Windows with one container.
pub(crate) fn windows_pod(image: &str) -> String {
    pod(&format!(
        "  nodeSelector: {{kubernetes.io/os: windows}}\n  containers:\n  - name: web\n    image: {image}\n"
    ))
}

pub(crate) fn rules(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.rule).collect()
}

pub(crate) fn only(report: &Report) -> &Finding {
    let [finding] = report.findings.as_slice() else { panic!("not one finding: {:#?}", report.findings) };
    finding
}

pub(crate) fn two_builds() -> Fleet {
    cluster(vec![windows("win-2016", "10.0.14393.1715"), windows("win-1709", "10.0.16299.0"), linux("linux")])
}
