//! Asks the rules of [`crate::rules`] about what documents say, and gathers what they find.
//!
//! Reading keeps what decides where a workload runs, and no trees, which are several times larger than their text. Rules
//! want to see everything: a file that concerns Windows is read a second time here, one document after the other. Which
//! workloads those are, what is known of their images and where they run has been settled before; nothing here judges.

mod compose;
mod cure;
mod daemon;
mod dockerfile;
mod field;
mod named_image;
mod object;
mod pod;
mod stray;
mod subject;
mod suppressions;

pub(crate) use compose::{Compose, Service};
pub(crate) use cure::Cure;
pub(crate) use daemon::DaemonConfig;
pub(crate) use dockerfile::{
    Argument, BackQuote, Dockerfile, Shell, Stage, Step, Swallowed, builds, drive, excerpt, program_name,
};
pub(crate) use field::{FieldRule, FieldUse, has_field, names_file};
pub(crate) use named_image::NamedImage;
pub(crate) use object::Object;
pub(crate) use pod::{ContainerNode, HOST_PROCESS, Pod, PodNodes, RUN_AS_USER_NAME};
pub(crate) use stray::Stray;
pub(crate) use subject::Subject;
pub(crate) use suppressions::Suppressions;

use std::collections::HashMap;

use crate::document::trees;
use crate::judge::{Check, Judged, Targets};
use crate::kubernetes::{Visited, visit};
use crate::rule::{Asks, Rule};
use crate::rules::rules;
use crate::yaml::{Node, Tree};
use crate::{Document, DocumentKind, Finding, Fix, Found, compose as compose_file};

/// What comes of reading documents with the rules.
#[derive(Default)]
pub(crate) struct Linted {
    /// What rules find.
    pub(crate) findings: Vec<Finding>,
    /// The edits that keep workloads on the hosts that run them, by the number of the workload.
    pub(crate) cured: HashMap<usize, Fix>,
}

/// What rules find in a set of documents. Of each workload for Windows, `cures` tells what its placement lacks, if that is
/// known.
pub(crate) fn lint(
    check: &Check<'_>,
    documents: &[Document],
    judged: &[Judged<'_>],
    targets: &[Targets],
    cures: &[Option<Cure>],
) -> Linted {
    let asked: Vec<&Rule> = rules().filter(|rule| check.asks(rule)).collect();
    let linter = Linter { check, judged, targets, cures, asked };
    let any_for_windows = judged.iter().any(|judged| judged.is_for_windows);
    let mut linted = Linted::default();
    let mut rest = judged.iter().enumerate().peekable();
    for (index, document) in documents.iter().enumerate() {
        // They come in the order of their files.
        let own = std::iter::from_fn(|| rest.next_if(|(_, judged)| judged.file == index));
        let file = File::new(index, document, own);
        if file.is_looked_at(check, any_for_windows) {
            linter.document(&file, &mut linted);
        }
    }
    linted
}

struct Linter<'a> {
    check: &'a Check<'a>,
    judged: &'a [Judged<'a>],
    targets: &'a [Targets],
    cures: &'a [Option<Cure>],
    asked: Vec<&'static Rule>,
}

/// A file, and its workloads by where they start.
struct File<'a> {
    index: usize,
    document: &'a Document,
    /// Those that may come to run on Windows, by their numbers.
    judged: HashMap<usize, usize>,
    all: HashMap<usize, &'a Found>,
}

impl<'a> Linter<'a> {
    fn document(&self, file: &File<'a>, linted: &mut Linted) {
        let document = file.document;
        for number in file.judged.values() {
            if let Some(subject) = self.subject(file, *number).filter(|it| it.judged.is_for_windows) {
                self.ask(&mut linted.findings, |rule, findings| {
                    if let Asks::Workload(find) = rule.asks {
                        find(&subject, findings);
                    }
                });
            }
        }
        match document.kind {
            DocumentKind::Dockerfile => self.dockerfile(file, &mut linted.findings),
            DocumentKind::Kubernetes | DocumentKind::Compose | DocumentKind::DaemonConfig => {
                trees(document.source.text(), |tree| {
                    if let Ok(tree) = tree {
                        self.tree(file, tree, linted);
                    }
                });
            }
            DocumentKind::Other => {}
        }
    }

    fn subject(&self, file: &File<'a>, number: usize) -> Option<Subject<'a>> {
        let (judged, targets) = (self.judged.get(number)?, self.targets.get(number)?);
        Some(Subject { check: self.check, source: &file.document.source, judged, targets })
    }

    fn tree(&self, file: &File<'a>, tree: &Tree<'_>, linted: &mut Linted) {
        if tree.template().is_some() {
            return;
        }
        let root = tree.root();
        if file.document.kind == DocumentKind::DaemonConfig {
            self.daemon(file, root, &mut linted.findings);
        } else if crate::kubernetes::is_object(root) {
            visit(root, &mut |visited| self.object(file, visited, linted));
        } else if let Some(services) = compose_file::services(root, file.document.source.name()) {
            for (name, service) in services.entries() {
                self.service(file, Service { root, name, node: service }, linted);
            }
        }
    }

    fn object(&self, file: &File<'a>, visited: &Visited<'_, '_>, linted: &mut Linted) {
        let source = &file.document.source;
        let Some(template) = visited.template else {
            let (check, judged) = (self.check, self.judged);
            let object = Object { check, file: file.index, source, judged, visited: *visited };
            self.ask(&mut linted.findings, |rule, findings| match &rule.asks {
                Asks::Object(find) => find(&object, findings),
                Asks::Fields(fields) => field::of_object(rule, fields, &object, findings),
                _ => {}
            });
            return;
        };
        let start = visited.node.span().start;
        let nodes = PodNodes::new(visited, template);
        let number = file.judged.get(&start).copied();
        if let Some((number, subject)) = number.and_then(|it| Some((it, self.subject(file, it)?))) {
            let pod = Pod { subject, nodes };
            let fix = self.cure(number).and_then(|cure| cure::of_pod(cure, &pod));
            linted.cured.extend(fix.map(|fix| (number, fix)));
            if subject.judged.is_for_windows {
                self.ask(&mut linted.findings, |rule, findings| match &rule.asks {
                    Asks::Pod(find) => find(&pod, findings),
                    Asks::Fields(fields) => field::of_pod(rule, fields, &pod, findings),
                    _ => {}
                });
                return;
            }
        }
        if let Some(found) = file.all.get(&start).copied() {
            self.stray(file, found, visited.node, Some(nodes), &mut linted.findings);
        }
    }

    fn service(&self, file: &File<'a>, service: Service<'_, '_>, linted: &mut Linted) {
        let start = service.name.span().start;
        let number = file.judged.get(&start).copied();
        if let Some((number, subject)) = number.and_then(|it| Some((it, self.subject(file, it)?))) {
            let compose = Compose { subject, service };
            let fix = self.cure(number).and_then(|cure| cure::of_service(cure, &compose));
            linted.cured.extend(fix.map(|fix| (number, fix)));
            if subject.judged.is_for_windows {
                self.ask(&mut linted.findings, |rule, findings| {
                    if let Asks::Compose(find) = rule.asks {
                        find(&compose, findings);
                    }
                });
                return;
            }
        }
        if let Some(found) = file.all.get(&start).copied() {
            self.stray(file, found, service.node, None, &mut linted.findings);
        }
    }

    fn cure(&self, number: usize) -> Option<&'a Cure> {
        self.cures.get(number)?.as_ref()
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
        let judged = |found: &Found| self.judged.get(*file.judged.get(&found.span.start)?);
        let dockerfile = Dockerfile::new(self.check, file.index, file.document, judged);
        self.ask(findings, |rule, findings| {
            if let Asks::Dockerfile(find) = rule.asks {
                find(&dockerfile, findings);
            }
        });
    }

    fn daemon(&self, file: &File<'_>, root: Node<'_, '_>, findings: &mut Vec<Finding>) {
        let source = &file.document.source;
        let config = DaemonConfig { check: self.check, file: file.index, source, root };
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

impl<'a> File<'a> {
    fn new(
        index: usize,
        document: &'a Document,
        judged: impl Iterator<Item = (usize, &'a Judged<'a>)>,
    ) -> Self {
        let start = |found: &'a Found| found.span.start;
        Self {
            index,
            document,
            judged: judged.map(|(number, judged)| (start(judged.found), number)).collect(),
            all: document.workloads.iter().map(|found| (start(found), found)).collect(),
        }
    }

    /// Whether a rule has something to look at. A file for Linux alone is not read twice.
    fn is_looked_at(&self, check: &Check<'_>, any_for_windows: bool) -> bool {
        match self.document.kind {
            DocumentKind::DaemonConfig => true,
            DocumentKind::Dockerfile => !self.judged.is_empty(),
            _ => {
                let is_about_windows = !self.judged.is_empty() || self.document.has_windows_nodes;
                is_about_windows || any_for_windows || check.has_windows_hosts()
            }
        }
    }
}
