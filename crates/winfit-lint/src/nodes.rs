//! Hosts out of files: what clusters and engines print about themselves, and winfit's own fleet file.
//!
//! | file | from |
//! | --- | --- |
//! | Kubernetes nodes | `kubectl get nodes -o json` or `-o yaml`, one node or many |
//! | a Docker engine | `docker info --format '{{json .}}'` |
//! | Swarm nodes | `docker node inspect $(docker node ls -q)` |
//! | a fleet written by hand | the fleet file below |
//!
//! JSON values may follow each other in one file, of different forms too: what `docker info` printed on a Swarm node
//! completes that node, which by itself does not tell its OS version.
//!
//! # The fleet file
//!
//! ```yaml
//! orchestrator: kubernetes            # kubernetes, swarm or none; default: none
//! hosts:
//!   - name: win-2019-a                # or names: [a, b]; or count: 12, with a name to number or without
//!     os: windows                     # windows or linux; default: windows
//!     os-version: 10.0.17763.6293     # needed on Windows; the revision may be left out
//!     kind: server                    # server or client; default: server
//!     hyperv: false                   # whether Hyper-V isolation can be had; default: not known
//!     isolation: process              # where the default isolation was configured: process or hyperv
//!     architecture: amd64             # default: amd64
//!     runtime: containerd 1.7         # docker 26, docker 29 containerd-store, containerd 2.1; default: not known
//!     labels: {pool: legacy}          # of the Kubernetes or Swarm node
//!     engine-labels: {}               # of the Swarm engine
//!     taints: ["os=windows:NoSchedule"]
//!     role: worker                    # Swarm: worker or manager
//!     unschedulable: false            # cordoned, drained or paused
//! ```
//!
//! Under Kubernetes, the labels that every kubelet sets itself are added where the file does not give them.

mod cluster;
mod engine;
mod error;
mod fleet_file;
mod nearest;
mod swarm;
mod version;

pub use error::{HostProblem, NodesError};
use winfit_fleet::{Fleet, FleetHost, Orchestrator};

use crate::Span;
use crate::reading::Problems;
use crate::text::{NODES_LIMIT, SourceText};
use crate::yaml::{self, Limits, Node, NodeKind, SyntaxError, Tree};

/// A problem and where it stands, before the file's name is known.
type Refusal = (HostProblem, Span);

/// Reads the hosts of a file, whichever of the known forms it has. They come in the order of the file; Linux hosts
/// are among them, since workloads may land there. A Windows host whose version the file does not tell has none.
///
/// # Errors
///
/// The bytes are no text or too many; the text is none of the forms, is broken, or has no host.
pub fn read_nodes(name: &str, bytes: Vec<u8>) -> Result<Fleet, NodesError> {
    let source = SourceText::decode(name, bytes, NODES_LIMIT)?;
    let text = source.text();
    let mut reading = Reading { source: &source, hosts: Hosts::default() };
    if text.trim_start().starts_with(['{', '[']) {
        match yaml::json_values(text, Limits::NODES) {
            Ok(trees) => {
                trees.iter().try_for_each(|tree| reading.tree(tree))?;
                return reading.hosts.finish(name);
            }
            Err(error) if error.kind.is_limit() => return Err(reading.syntax(error)),
            // Then it may still be YAML.
            Err(_) => {}
        }
    }
    for piece in yaml::pieces(text) {
        let tree = piece.parse(Limits::NODES).map_err(|error| reading.syntax(error))?;
        reading.tree(&tree)?;
    }
    reading.hosts.finish(name)
}

/// A file that is being read.
struct Reading<'s> {
    source: &'s SourceText,
    hosts: Hosts,
}

impl Reading<'_> {
    fn tree(&mut self, tree: &Tree<'_>) -> Result<(), NodesError> {
        let root = tree.root();
        let read = if fleet_file::is_fleet(root) {
            fleet_file::read(root).and_then(|fleet| self.hosts.add_fleet(fleet, root))
        } else {
            self.hosts.read(root)
        };
        read.map_err(|(problem, span)| {
            let position = self.source.position(span.start);
            NodesError::Invalid { name: self.source.name().to_owned(), position, problem }
        })
    }

    fn syntax(&self, error: SyntaxError) -> NodesError {
        let position = self.source.position(error.span.start);
        NodesError::Syntax { name: self.source.name().to_owned(), position, error }
    }
}

/// Most hosts of a fleet: far more than any cluster has nodes.
const HOSTS: usize = 100_000;

/// The hosts found so far.
#[derive(Default)]
struct Hosts {
    fleet: Fleet,
    /// What engines say of themselves, to complete what their Swarm says of them.
    engines: Vec<FleetHost>,
    /// There was something of a known form.
    recognized: bool,
    /// What `docker info` says where it reached no engine.
    unreached: Option<String>,
}

impl Hosts {
    fn read(&mut self, root: Node<'_, '_>) -> Result<(), Refusal> {
        if root.kind() == NodeKind::Sequence {
            // `docker node inspect` prints a list.
            for item in root.items().filter(|item| item.kind() == NodeKind::Mapping) {
                self.read_object(item)?;
            }
            self.recognized = self.recognized || root.items().len() == 0;
            return Ok(());
        }
        self.read_object(root)
    }

    fn read_object(&mut self, object: Node<'_, '_>) -> Result<(), Refusal> {
        let mut problems = Problems::default();
        match object.get("kind").and_then(Node::text) {
            Some("Node") => self.add(Orchestrator::Kubernetes, cluster::host(object, &mut problems)),
            Some("NodeList" | "List") => self.read_list(object, &mut problems),
            _ if swarm::is_node(object) => {
                self.add(Orchestrator::Swarm, swarm::host(object, &mut problems));
            }
            _ if engine::is_info(object) => self.read_engine(object, &mut problems),
            _ => {}
        }
        if let Some(problem) = problems.sorted().into_iter().next() {
            return Err((HostProblem::Value(problem.clone()), problem.span));
        }
        self.check_count(object)
    }

    fn read_list(&mut self, list: Node<'_, '_>, problems: &mut Problems) {
        let is_typed = list.get("kind").and_then(Node::text) == Some("NodeList");
        self.recognized = true;
        let items = list.get("items").into_iter().flat_map(Node::items);
        let nodes = items.filter(|item| match item.get("kind").and_then(Node::text) {
            None => is_typed,
            kind => kind == Some("Node"),
        });
        for item in nodes.take(HOSTS + 1) {
            self.add(Orchestrator::Kubernetes, cluster::host(item, problems));
        }
    }

    fn read_engine(&mut self, info: Node<'_, '_>, problems: &mut Problems) {
        self.recognized = true;
        match engine::unreached(info) {
            Some(message) => self.unreached = Some(message),
            None => self.engines.push(engine::host(info, problems)),
        }
    }

    fn add(&mut self, orchestrator: Orchestrator, host: FleetHost) {
        self.recognized = true;
        if self.fleet.orchestrator == Orchestrator::None {
            self.fleet.orchestrator = orchestrator;
        }
        self.fleet.hosts.push(host);
    }

    fn add_fleet(&mut self, fleet: Fleet, root: Node<'_, '_>) -> Result<(), Refusal> {
        self.recognized = true;
        if self.fleet.orchestrator == Orchestrator::None {
            self.fleet.orchestrator = fleet.orchestrator;
        }
        self.fleet.hosts.extend(fleet.hosts);
        self.check_count(root)
    }

    fn check_count(&self, place: Node<'_, '_>) -> Result<(), Refusal> {
        let is_too_many = self.fleet.hosts.len() + self.engines.len() > HOSTS;
        if is_too_many { Err((HostProblem::TooMany { limit: HOSTS }, place.span())) } else { Ok(()) }
    }

    fn finish(mut self, name: &str) -> Result<Fleet, NodesError> {
        let name = name.to_owned();
        engine::complete(&mut self.fleet, self.engines);
        match self.unreached {
            _ if !self.fleet.hosts.is_empty() => Ok(self.fleet),
            Some(message) => Err(NodesError::Unreached { name, message }),
            None if self.recognized => Err(NodesError::Empty { name }),
            None => Err(NodesError::Unrecognized { name }),
        }
    }
}

#[cfg(test)]
mod tests;
