//! Asks the rules of [`crate::rules`] about what documents say, and gathers what they find.
//!
//! Reading keeps what decides where a workload runs, and no trees, which are several times larger than their text. Rules
//! want to see everything: a file that concerns Windows is read a second time here, one document after the other. Which
//! workloads those are, what is known of their images and where they run has been settled before; nothing here judges.

mod compose;
mod daemon;
mod dockerfile;
mod field;
mod object;
mod pod;
mod stray;
mod subject;

pub(crate) use compose::{Compose, Service};
pub(crate) use daemon::DaemonConfig;
pub(crate) use dockerfile::Dockerfile;
pub(crate) use field::{FieldRule, FieldUse};
pub(crate) use object::Object;
pub(crate) use pod::{ContainerNode, Pod, PodNodes};
pub(crate) use stray::Stray;
pub(crate) use subject::Subject;

use std::collections::HashMap;

use crate::document::trees;
use crate::judge::{Check, Judged, Targets};
use crate::kubernetes::{Visited, visit};
use crate::rule::{Asks, Rule};
use crate::rules::rules;
use crate::yaml::{Node, Tree};
use crate::{Document, DocumentKind, Finding, Found, compose as compose_file};

/// What rules find in a set of documents.
pub(crate) fn findings(
    check: &Check<'_>,
    documents: &[Document],
    judged: &[Judged<'_>],
    targets: &[Targets],
) -> Vec<Finding> {
    let asked: Vec<&Rule> = rules().filter(|rule| check.asks(rule)).collect();
    let linter = Linter { check, judged, targets, asked };
    let mut findings = Vec::new();
    for (file, document) in documents.iter().enumerate() {
        linter.document(file, document, &mut findings);
    }
    findings
}

struct Linter<'a> {
    check: &'a Check<'a>,
    judged: &'a [Judged<'a>],
    targets: &'a [Targets],
    asked: Vec<&'static Rule>,
}

/// A file, and its workloads by where they start.
struct File<'a> {
    index: usize,
    document: &'a Document,
    /// For Windows.
    judged: HashMap<usize, (&'a Judged<'a>, &'a Targets)>,
    others: HashMap<usize, &'a Found>,
}

impl<'a> Linter<'a> {
    fn document(&self, index: usize, document: &'a Document, findings: &mut Vec<Finding>) {
        let file = self.file(index, document);
        for (judged, targets) in self.judged.iter().zip(self.targets).filter(|(it, _)| it.file == index) {
            if judged.is_for_windows {
                let subject = Subject { check: self.check, source: &document.source, judged, targets };
                self.ask(findings, |rule, findings| {
                    if let Asks::Workload(find) = rule.asks {
                        find(&subject, findings);
                    }
                });
            }
        }
        match document.kind {
            DocumentKind::Dockerfile if !file.judged.is_empty() => self.dockerfile(&file, findings),
            DocumentKind::Dockerfile => {}
            DocumentKind::Kubernetes | DocumentKind::Compose | DocumentKind::DaemonConfig
                if self.concerns_windows(&file) =>
            {
                trees(document.source.text(), |tree| {
                    if let Ok(tree) = tree {
                        self.tree(&file, tree, findings);
                    }
                });
            }
            _ => {}
        }
    }

    fn file(&self, index: usize, document: &'a Document) -> File<'a> {
        let pairs = self.judged.iter().zip(self.targets);
        let judged: HashMap<_, _> = pairs
            .filter(|(judged, _)| judged.file == index && judged.is_for_windows)
            .map(|(judged, targets)| (judged.found.span.start, (judged, targets)))
            .collect();
        let others = document
            .workloads
            .iter()
            .filter(|found| !judged.contains_key(&found.span.start))
            .map(|found| (found.span.start, found))
            .collect();
        File { index, document, judged, others }
    }

    /// Whether a file may have anything that a rule looks at. A file for Linux alone is not read twice.
    fn concerns_windows(&self, file: &File<'_>) -> bool {
        file.document.kind == DocumentKind::DaemonConfig
            || self.judged.iter().any(|judged| judged.is_for_windows)
            || self.check.has_windows_hosts()
    }

    fn tree(&self, file: &File<'a>, tree: &Tree<'_>, findings: &mut Vec<Finding>) {
        if tree.template().is_some() {
            return;
        }
        let root = tree.root();
        if file.document.kind == DocumentKind::DaemonConfig {
            self.daemon(file, root, findings);
        } else if crate::kubernetes::is_object(root) {
            visit(root, &mut |visited| self.object(file, visited, findings));
        } else if let Some(services) = compose_file::services(root, file.document.source.name()) {
            for (name, service) in services.entries() {
                let service = Service { root, name, node: service };
                self.service(file, service, findings);
            }
        }
    }

    fn object(&self, file: &File<'a>, visited: &Visited<'_, '_>, findings: &mut Vec<Finding>) {
        let start = visited.node.span().start;
        let source = &file.document.source;
        let Some(template) = visited.template else {
            let object = Object {
                check: self.check,
                file: file.index,
                source,
                judged: self.judged,
                visited: *visited,
            };
            self.ask(findings, |rule, findings| match &rule.asks {
                Asks::Object(find) => find(&object, findings),
                Asks::Fields(fields) => field::of_object(rule, fields, &object, findings),
                _ => {}
            });
            return;
        };
        let nodes = PodNodes::new(visited, template);
        if let Some((judged, targets)) = file.judged.get(&start).copied() {
            let subject = Subject { check: self.check, source, judged, targets };
            let pod = Pod { subject, nodes };
            self.ask(findings, |rule, findings| match &rule.asks {
                Asks::Pod(find) => find(&pod, findings),
                Asks::Fields(fields) => field::of_pod(rule, fields, &pod, findings),
                _ => {}
            });
        } else if let Some(found) = file.others.get(&start).copied() {
            self.stray(file, found, visited.node, Some(nodes), findings);
        }
    }

    fn service(&self, file: &File<'a>, service: Service<'_, '_>, findings: &mut Vec<Finding>) {
        let start = service.name.span().start;
        if let Some((judged, targets)) = file.judged.get(&start).copied() {
            let subject = Subject { check: self.check, source: &file.document.source, judged, targets };
            let compose = Compose { subject, service };
            self.ask(findings, |rule, findings| {
                if let Asks::Compose(find) = rule.asks {
                    find(&compose, findings);
                }
            });
        } else if let Some(found) = file.others.get(&start).copied() {
            self.stray(file, found, service.node, None, findings);
        }
    }

    fn stray<'t>(
        &self,
        file: &File<'_>,
        found: &Found,
        node: Node<'_, 't>,
        pod: Option<PodNodes<'_, 't>>,
        findings: &mut Vec<Finding>,
    ) {
        let source = &file.document.source;
        let stray = Stray { check: self.check, file: file.index, source, found, node, pod };
        self.ask(findings, |rule, findings| {
            if let Asks::Stray(find) = rule.asks {
                find(&stray, findings);
            }
        });
    }

    fn dockerfile(&self, file: &File<'_>, findings: &mut Vec<Finding>) {
        let dockerfile = Dockerfile { check: self.check, file: file.index, document: file.document };
        self.ask(findings, |rule, findings| {
            if let Asks::Dockerfile(find) = rule.asks {
                find(&dockerfile, findings);
            }
        });
    }

    fn daemon(&self, file: &File<'_>, root: Node<'_, '_>, findings: &mut Vec<Finding>) {
        let config =
            DaemonConfig { check: self.check, file: file.index, source: &file.document.source, root };
        self.ask(findings, |rule, findings| {
            if let Asks::Daemon(find) = rule.asks {
                find(&config, findings);
            }
        });
    }

    fn ask(&self, findings: &mut Vec<Finding>, mut ask: impl FnMut(&'static Rule, &mut Vec<Finding>)) {
        for rule in &self.asked {
            ask(rule, findings);
        }
    }
}
