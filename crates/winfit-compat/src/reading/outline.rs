//! Who a version belongs to: nodes of a text with their names, and what is said of a host beside its version.
//!
//! A text is gone through once, line by line. Three things name nodes: rows of `kubectl get nodes`
//! ([`node_table`](self::node_table)), the output of `kubectl describe node` ([`described_node`](self::described_node)),
//! and objects in JSON or YAML ([`objects`](self::objects)). What stands outside of all of them belongs to the one host
//! that the text is about.

use std::ops::Range;

use super::os_name::OsName;
use super::{Form, Reading, System};
use crate::{Architecture, HostKind};

mod described_node;
mod fact;
mod json;
mod node_table;
mod objects;
mod yaml;

use fact::{Fact, What};

/// The longest name that Kubernetes and Windows give to a node.
const LONGEST_NAME: usize = 253;

/// The part of a text that is about one node.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Record<'t> {
    range: Range<usize>,
    name: &'t str,
    is_row: bool,
}

/// What a text says of nodes and hosts.
#[derive(Debug, Default)]
pub(super) struct Outline<'t> {
    records: Vec<Record<'t>>,
    facts: Vec<Fact>,
}

/// Goes through a text once.
pub(super) fn outline(text: &str) -> Outline<'_> {
    let mut outline = Outline::default();
    let mut table = node_table::NodeTable::new(text);
    let mut described = described_node::DescribedNode::default();
    let mut objects = objects::Objects::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_prompt = is_prompt(line);
        if is_prompt {
            described.end(at, &mut outline);
        }
        if !table.line(at, line, is_prompt, &mut outline) {
            if json::is_json(line) {
                json::line(at, line, &mut objects, &mut outline);
            } else if let Some(field) = yaml::field(line) {
                described.field(at, &field, &mut outline);
                yaml::line(at, &field, &mut objects, &mut outline);
            } else {
                described.other_line(at, line, &mut outline);
                if line.starts_with("---") {
                    objects.close_all(at, &mut outline);
                }
            }
        }
        at += line.len();
    }
    table.end(at, &mut outline);
    described.end(at, &mut outline);
    objects.close_all(at, &mut outline);
    outline.sort();
    outline
}

impl<'t> Outline<'t> {
    fn record(&mut self, range: Range<usize>, name: &'t str, is_row: bool) {
        if !name.is_empty() && name.len() <= LONGEST_NAME {
            self.records.push(Record { range, name, is_row });
        }
    }

    /// Puts records in order, and of overlapping ones keeps the outermost.
    fn sort(&mut self) {
        self.records.sort_by_key(|record| (record.range.start, std::cmp::Reverse(record.range.end)));
        let mut end = 0;
        self.records.retain(|record| {
            let is_free = record.range.start >= end;
            if is_free {
                end = record.range.end;
            }
            is_free
        });
    }

    fn index_at(&self, at: usize) -> Option<usize> {
        let index = self.records.partition_point(|record| record.range.start <= at).checked_sub(1)?;
        self.records.get(index).filter(|record| record.range.contains(&at)).map(|_| index)
    }

    /// Tells readings whose they are, and adds one for each Linux node.
    pub(super) fn apply(&self, readings: &mut Vec<Reading>) {
        let mut loose = HostFacts::default();
        let mut of_records = vec![HostFacts::default(); self.records.len()];
        for fact in &self.facts {
            let index = self.index_at(fact.at);
            index.and_then(|index| of_records.get_mut(index)).unwrap_or(&mut loose).add(fact);
        }
        for reading in readings.iter_mut() {
            let index = self.index_at(reading.span.start);
            let found = index.and_then(|index| Some((self.records.get(index)?, of_records.get(index)?)));
            match found {
                Some((record, facts)) => record.claim(reading, facts),
                None if reading.form.is_of_host() && reading.form != Form::NodeLabel => loose.tell(reading),
                None => {}
            }
        }
        let named = of_records.iter().zip(&self.records).map(|(facts, record)| (facts, Some(record.name)));
        for (facts, name) in named.chain([(&loose, None)]) {
            if let Some(span) = &facts.linux {
                let mut reading = Reading::linux(span.clone());
                reading.subject = name.map(str::to_owned);
                facts.tell(&mut reading);
                readings.push(reading);
            }
        }
    }
}

impl Record<'_> {
    fn claim(&self, reading: &mut Reading, facts: &HostFacts) {
        // The only version in a row that stands by itself is in the column of kernel versions.
        if self.is_row && reading.form == Form::Plain {
            reading.form = Form::KernelVersion;
        }
        if reading.form.is_of_host() {
            reading.subject = Some(self.name.to_owned());
            facts.tell(reading);
        }
    }
}

/// What is said of one host.
#[derive(Debug, Clone, Default)]
struct HostFacts {
    kind: Agreed<HostKind>,
    says_ten: bool,
    architecture: Agreed<Architecture>,
    linux: Option<Range<usize>>,
}

impl HostFacts {
    fn add(&mut self, fact: &Fact) {
        match &fact.what {
            What::Name(OsName { kind, says_ten }) => {
                self.kind.add(*kind);
                self.says_ten |= says_ten;
            }
            What::Kind(kind) => self.kind.add(*kind),
            What::Architecture(architecture) => self.architecture.add(*architecture),
            What::Linux(span) => {
                self.linux.get_or_insert_with(|| span.clone());
            }
        }
    }

    fn tell(&self, reading: &mut Reading) {
        if let (System::Windows(_), Agreed::On(kind)) = (reading.system, self.kind) {
            let says_ten = self.says_ten && kind == HostKind::Client;
            reading.set_os_name(OsName { kind, says_ten });
        }
        if let Agreed::On(architecture) = self.architecture {
            reading.architecture.get_or_insert(architecture);
        }
    }
}

/// A fact that may be told several times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Agreed<T> {
    #[default]
    Untold,
    On(T),
    Disputed,
}

impl<T: PartialEq> Agreed<T> {
    fn add(&mut self, value: T) {
        match self {
            Self::Untold => *self = Self::On(value),
            Self::On(known) if *known != value => *self = Self::Disputed,
            Self::On(_) | Self::Disputed => {}
        }
    }
}

/// A line in which somebody typed a command.
fn is_prompt(line: &str) -> bool {
    let line = line.trim_start();
    let drive = line.get(1..3) == Some(":\\");
    line.starts_with("$ ")
        || line.starts_with("> ")
        || ((drive || line.starts_with("PS ")) && line.contains('>'))
        || ["$ kubectl", "# kubectl", "$ docker", "# docker", "$ k ", "$ oc "]
            .iter()
            .any(|typed| line.contains(typed))
}
