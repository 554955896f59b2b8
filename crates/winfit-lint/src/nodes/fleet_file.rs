//! winfit's own fleet file: a fleet in a few lines, by hand.

mod host;

use winfit_fleet::{Fleet, FleetHost, Orchestrator};

use super::{Capacity, HostProblem, Refusal};
use crate::nearest::nearest;
use crate::reading::{Path, Problems};
use crate::yaml::{Node, NodeKind};

const KEYS: [&str; 2] = ["orchestrator", "hosts"];

/// Whether a document is a fleet file.
pub(super) fn is_fleet(root: Node<'_, '_>) -> bool {
    let is_ours = |key: &str| root.get(key).is_some();
    is_ours("hosts") || (is_ours("orchestrator") && root.get("kind").is_none())
}

pub(super) fn read(root: Node<'_, '_>, capacity: &mut Capacity) -> Result<Fleet, Refusal> {
    let mut reading = Reading { problems: Problems::default() };
    let path = Path::ROOT;
    reading.known_keys(root, path, &KEYS)?;
    let orchestrator = reading.word(
        root,
        path,
        "orchestrator",
        &[
            ("none", Orchestrator::None),
            ("kubernetes", Orchestrator::Kubernetes),
            ("swarm", Orchestrator::Swarm),
        ],
    )?;
    let orchestrator = orchestrator.unwrap_or_default();
    let mut fleet = Fleet { orchestrator, hosts: Vec::new() };
    let list = reading.checked(|problems| problems.list(root, path, "hosts"))?;
    let path = path.key("hosts");
    for (index, node) in list.into_iter().flat_map(Node::items).enumerate() {
        let path = path.index(index);
        reading.checked(|problems| problems.is(node, path, NodeKind::Mapping))?;
        let hosts = host::read(node, path, orchestrator, &mut reading)?;
        capacity.take(hosts.names.len(), hosts.size()).map_err(|problem| (problem, node.span()))?;
        fleet.hosts.extend(hosts.each());
    }
    Ok(fleet)
}

/// Hosts that differ in their names only.
struct Alike {
    names: Vec<String>,
    host: FleetHost,
    orchestrator: Orchestrator,
}

impl Alike {
    /// The bytes of all their names and labels.
    fn size(&self) -> usize {
        let labels = self.host.labels.iter().chain(&self.host.engine_labels);
        let labels: usize = labels.map(|(key, value)| key.len() + value.len()).sum();
        let taints: usize = self.host.taints.iter().map(|taint| taint.key.len() + taint.value.len()).sum();
        let name = self.names.iter().map(String::len).max().unwrap_or_default();
        self.names.len().saturating_mul(labels + taints + name)
    }

    fn each(self) -> impl Iterator<Item = FleetHost> {
        let Self { names, host, orchestrator } = self;
        names.into_iter().map(move |name| {
            let mut host = FleetHost { name, ..host.clone() };
            if orchestrator == Orchestrator::Kubernetes {
                host::add_kubelet_labels(&mut host);
            }
            host
        })
    }
}

/// Reads values and stops at the first problem: a fleet that is half understood would mislead.
struct Reading {
    problems: Problems,
}

impl Reading {
    fn checked<T>(&mut self, read: impl FnOnce(&mut Problems) -> T) -> Result<T, Refusal> {
        let value = read(&mut self.problems);
        match self.problems.first() {
            Some(problem) => Err((HostProblem::Value(problem.clone()), problem.span)),
            None => Ok(value),
        }
    }

    fn text<'a>(
        &mut self,
        node: Node<'a, '_>,
        path: Path<'_>,
        key: &str,
    ) -> Result<Option<&'a str>, Refusal> {
        self.checked(|problems| problems.text(node, path, key))
    }

    /// A word out of a few.
    fn word<T: Clone>(
        &mut self,
        node: Node<'_, '_>,
        path: Path<'_>,
        key: &str,
        words: &[(&'static str, T)],
    ) -> Result<Option<T>, Refusal> {
        let Some(text) = self.text(node, path, key)? else { return Ok(None) };
        let known = words.iter().find(|(word, _)| *word == text);
        let known = known.map(|(_, value)| value.clone()).ok_or_else(|| {
            let words: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let message = format!("\"{}\" is none of {}", text.escape_debug(), words.join(", "));
            refusal(node, path, key, message)
        });
        known.map(Some)
    }

    fn truth(&mut self, node: Node<'_, '_>, path: Path<'_>, key: &str) -> Result<Option<bool>, Refusal> {
        self.word(node, path, key, &[("true", true), ("false", false)])
    }

    fn known_keys(
        &mut self,
        node: Node<'_, '_>,
        path: Path<'_>,
        known: &[&'static str],
    ) -> Result<(), Refusal> {
        for (key, _) in node.entries() {
            let name = key.text().unwrap_or_default();
            if !known.contains(&name) {
                let path = match path.to_string() {
                    root if root.is_empty() => "a fleet".to_owned(),
                    path => path,
                };
                let problem =
                    HostProblem::UnknownKey { path, key: name.to_owned(), nearest: nearest(name, known) };
                return Err((problem, key.span()));
            }
        }
        Ok(())
    }
}

/// The value of a key cannot be read.
fn refusal(node: Node<'_, '_>, path: Path<'_>, key: &str, message: String) -> Refusal {
    let place = node.get(key).unwrap_or(node);
    (HostProblem::Text { path: path.key(key).to_string(), message }, place.span())
}
