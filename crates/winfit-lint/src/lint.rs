//! Asks the rules of [`crate::rules`] about what documents say, and gathers what they find.
//!
//! Reading keeps what decides where a workload runs, and no trees, which are several times larger than their text. Rules
//! want to see everything: what concerns Windows is read a second time here, one document after the other. Which
//! workloads those are, what is known of their images and where they run has been settled before; nothing here judges.

mod asked;
mod compose;
mod constrained;
mod cure;
mod daemon;
mod dockerfile;
mod engine_key;
mod field;
mod isolation;
mod met;
mod mount;
mod named_image;
mod object;
mod pod;
mod reach;
mod reread;
mod services;
mod stray;
mod subject;
mod suppressions;
mod windows_pods;

use asked::Asked;
pub(crate) use compose::{Compose, ComposeFile, Runner, Service, Written};
pub(crate) use constrained::constrained;
pub(crate) use daemon::{DaemonConfig, ExecOption, is_of_windows_daemon};
pub(crate) use dockerfile::{
    Argument, BackQuote, Dockerfile, Shell, Stage, Step, Swallowed, builds, drive, excerpt, program_name,
};
pub(crate) use engine_key::KeyUse;
pub(crate) use field::{FieldRule, FieldUse, has_field, names_file};
pub(crate) use isolation::{Meant, is_mode, meant};
pub(crate) use met::{Met, met};
pub(crate) use mount::{Volume, VolumePart};
pub(crate) use named_image::NamedImage;
pub(crate) use object::Object;
pub(crate) use pod::{ContainerNode, HOST_PROCESS, NODE_SELECTOR_TERMS, Pod, PodNodes, RUN_AS_USER_NAME};
pub(crate) use reach::{listed, reached};
use reread::Reread;
pub(crate) use stray::Stray;
pub(crate) use subject::Subject;
pub(crate) use suppressions::Suppressions;
pub(crate) use windows_pods::WindowsPods;

use std::collections::{BTreeMap, HashMap};

use winfit_fleet::FleetRemedy;

use crate::document::trees_of;
use crate::judge::{Check, Judged, Targets};
use crate::kubernetes::{Visited, visit};
use crate::rule::Asks;
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

/// The workloads that may come to run on Windows, in the order of their files.
#[derive(Clone, Copy)]
pub(crate) struct Subjects<'a> {
    /// Those that were judged.
    pub(crate) judged: &'a [Judged<'a>],
    /// Of each of them, on what.
    pub(crate) targets: &'a [Targets],
    /// Of each of them, what its placement lacks, if that is known.
    pub(crate) cures: &'a [Option<FleetRemedy>],
    /// Services for Windows that have no image to judge.
    pub(crate) unnamed: &'a [Judged<'a>],
}

/// What rules find in a set of documents.
pub(crate) fn lint(check: &Check<'_>, documents: &[Document], subjects: &Subjects<'_>) -> Linted {
    let asked = rules().filter(|rule| check.asks(rule)).map(|rule| Asked::new(check, rule)).collect();
    let nowhere = Targets::none();
    let pods = WindowsPods::of(subjects.judged);
    let any_for_windows = !pods.is_empty();
    let linter = Linter { check, documents, subjects: *subjects, pods, nowhere: &nowhere, asked };
    let mut linted = Linted::default();
    let mut judged = subjects.judged.iter().enumerate().peekable();
    let mut unnamed = subjects.unnamed.iter().peekable();
    for (index, document) in documents.iter().enumerate() {
        let judged = std::iter::from_fn(|| judged.next_if(|(_, judged)| judged.file == index));
        let unnamed = std::iter::from_fn(|| unnamed.next_if(|unnamed| unnamed.file == index));
        let file = File::new(index, document, judged, unnamed);
        if let Some(reread) = Reread::of(&file, check, any_for_windows) {
            linter.document(&file, &reread, &mut linted);
        }
    }
    linted
}

struct Linter<'a> {
    check: &'a Check<'a>,
    documents: &'a [Document],
    subjects: Subjects<'a>,
    pods: WindowsPods<'a>,
    /// Where services without an image were judged.
    nowhere: &'a Targets,
    asked: Vec<Asked<'a>>,
}

/// A file, and its workloads by where they start.
struct File<'a> {
    index: usize,
    document: &'a Document,
    /// Those that may come to run on Windows, by their numbers.
    judged: BTreeMap<usize, usize>,
    /// Services for Windows that have no image to judge.
    unnamed: HashMap<usize, &'a Judged<'a>>,
    all: HashMap<usize, &'a Found>,
}

impl<'a> Linter<'a> {
    fn document(&self, file: &File<'a>, reread: &Reread, linted: &mut Linted) {
        let document = file.document;
        for number in file.judged.values() {
            if let Some(subject) = self.subject(file, *number).filter(|it| it.judged.is_for_windows) {
                self.ask(&mut linted.findings, |asked, findings| {
                    if let Asks::Workload(find) = asked.rule.asks {
                        find(&subject, findings);
                    }
                });
            }
        }
        match document.kind {
            DocumentKind::Dockerfile => self.dockerfile(file, &mut linted.findings),
            DocumentKind::Kubernetes | DocumentKind::Compose | DocumentKind::DaemonConfig => {
                trees_of(
                    document.source.text(),
                    |part| reread.wants(part),
                    |tree| {
                        if let Ok(tree) = tree {
                            self.tree(file, tree, linted);
                        }
                    },
                );
            }
            DocumentKind::Other => {}
        }
    }

    fn subject(&self, file: &File<'a>, number: usize) -> Option<Subject<'a>> {
        let (judged, targets) = (self.subjects.judged.get(number)?, self.subjects.targets.get(number)?);
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
            self.services(file, root, services, linted);
        }
    }

    fn object(&self, file: &File<'a>, visited: &Visited<'_, '_>, linted: &mut Linted) {
        let source = &file.document.source;
        let Some(template) = visited.template else {
            let (check, pods) = (self.check, &self.pods);
            let object = Object { check, file: file.index, source, pods, visited: *visited };
            if !object.concerns_windows() {
                return;
            }
            self.ask(&mut linted.findings, |asked, findings| match &asked.rule.asks {
                Asks::Object(find) => find(&object, findings),
                Asks::Fields(fields) => field::of_object(asked, fields, &object, findings),
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
                self.ask(&mut linted.findings, |asked, findings| match &asked.rule.asks {
                    Asks::Pod(find) => find(&pod, findings),
                    Asks::Fields(fields) => field::of_pod(asked, fields, &pod, findings),
                    _ => {}
                });
                return;
            }
        }
        if let Some(found) = file.all.get(&start).copied() {
            let stray = Stray { pod: Some(nodes), ..self.stray(file, found) };
            self.ask_stray(&stray, &mut linted.findings);
        }
    }

    fn cure(&self, number: usize) -> Option<&'a FleetRemedy> {
        self.subjects.cures.get(number)?.as_ref()
    }

    fn stray<'s, 't>(&'s self, file: &File<'s>, found: &'s Found) -> Stray<'s, 't> {
        let source = &file.document.source;
        Stray { check: self.check, file: file.index, source, found, pod: None, layers: None }
    }

    fn ask_stray(&self, stray: &Stray<'_, '_>, findings: &mut Vec<Finding>) {
        self.ask(findings, |asked, findings| match &asked.rule.asks {
            Asks::Stray(find) => find(stray, findings),
            Asks::Fields(fields) => (fields.stray)(stray, findings),
            _ => {}
        });
    }

    fn dockerfile(&self, file: &File<'_>, findings: &mut Vec<Finding>) {
        let judged = |found: &Found| self.subjects.judged.get(*file.judged.get(&found.span.start)?);
        let dockerfile = Dockerfile::new(self.check, file.index, file.document, judged);
        self.ask(findings, |asked, findings| {
            if let Asks::Dockerfile(find) = asked.rule.asks {
                find(&dockerfile, findings);
            }
        });
    }

    fn daemon(&self, file: &File<'_>, root: Node<'_, '_>, findings: &mut Vec<Finding>) {
        let source = &file.document.source;
        let config = DaemonConfig { check: self.check, file: file.index, source, root };
        self.ask(findings, |asked, findings| {
            if let Asks::Daemon(find) = asked.rule.asks {
                find(&config, findings);
            }
        });
    }

    fn ask(&self, findings: &mut Vec<Finding>, mut ask: impl FnMut(&Asked<'a>, &mut Vec<Finding>)) {
        for asked in &self.asked {
            ask(asked, findings);
        }
    }
}

impl<'a> File<'a> {
    fn new(
        index: usize,
        document: &'a Document,
        judged: impl Iterator<Item = (usize, &'a Judged<'a>)>,
        unnamed: impl Iterator<Item = &'a Judged<'a>>,
    ) -> Self {
        let start = |found: &'a Found| found.span.start;
        Self {
            index,
            document,
            judged: judged.map(|(number, judged)| (start(judged.found), number)).collect(),
            unnamed: unnamed.map(|judged| (start(judged.found), judged)).collect(),
            all: document.workloads.iter().map(|found| (start(found), found)).collect(),
        }
    }
}
