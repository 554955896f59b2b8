//! What services of one Compose file have in common, by an anchor or by `extends`: they say the same about one place, and that
//! is one finding.

use std::collections::HashMap;

use winfit_fleet::WorkloadKind;

use crate::names::first_of;
use crate::{Document, Finding, Found, Severity, Span};

/// As many names as a line takes before the rest is counted.
const NAMES: usize = 3;

/// The findings, of which those of several services that say the same about the same place are one, which names them all.
pub(super) fn joined(documents: &[Document], findings: Vec<Finding>) -> Vec<Finding> {
    let services: Vec<HashMap<String, &str>> = documents.iter().map(services).collect();
    let mut known: HashMap<Said, usize> = HashMap::new();
    let mut joined: Vec<(Finding, Vec<&str>)> = Vec::with_capacity(findings.len());
    for finding in findings {
        let Some((name, said)) = services.get(finding.file).and_then(|services| said(services, &finding))
        else {
            joined.push((finding, Vec::new()));
            continue;
        };
        let first = known.get(&said).and_then(|first| joined.get_mut(*first));
        // What is to be edited elsewhere for each is told of each.
        match first.filter(|(first, _)| first.fix == finding.fix) {
            Some((first, names)) => {
                add(first, finding);
                names.push(name);
            }
            None => {
                known.insert(said, joined.len());
                joined.push((finding, vec![name]));
            }
        }
    }
    joined.into_iter().map(|(finding, names)| named(finding, &names)).collect()
}

/// The names of the services of a Compose file, by how findings call them.
fn services(document: &Document) -> HashMap<String, &str> {
    let is_service = |found: &&Found| found.workload.kind == WorkloadKind::ComposeService;
    let services = document.workloads.iter().filter(is_service);
    services.map(|found| (found.workload.to_string(), found.workload.name.as_str())).collect()
}

/// What is said, and where, whatever the service.
#[derive(PartialEq, Eq, Hash)]
struct Said {
    file: usize,
    place: Span,
    rule: &'static str,
    severity: Severity,
    words: String,
}

/// The service that a finding is about, and what is said of it.
fn said<'n>(services: &HashMap<String, &'n str>, finding: &Finding) -> Option<(&'n str, Said)> {
    let place = finding.place.as_ref()?.span;
    let (service, words) = finding.message.split_once(": ")?;
    let Finding { file, rule, severity, .. } = *finding;
    Some((services.get(service)?, Said { file, place, rule, severity, words: words.to_owned() }))
}

/// Adds what is known of another service.
fn add(finding: &mut Finding, other: Finding) {
    fn add<T: PartialEq>(all: &mut Vec<T>, others: Vec<T>) {
        let new: Vec<T> = others.into_iter().filter(|it| !all.contains(it)).collect();
        all.extend(new);
    }
    add(&mut finding.related, other.related);
    add(&mut finding.notes, other.notes);
    add(&mut finding.help, other.help);
    finding.confidence = finding.confidence.max(other.confidence);
}

/// The finding with the names of all services that it is about.
fn named(finding: Finding, names: &[&str]) -> Finding {
    let (true, Some((_, words))) = (names.len() > 1, finding.message.split_once(": ")) else {
        return finding;
    };
    let message = format!("services {}: {words}", first_of(NAMES, names));
    Finding { message, ..finding }
}
