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
mod swarm;
mod version;

pub use error::{HostProblem, NodesError};

use winfit_fleet::{Fleet, FleetHost, Orchestrator};

use crate::reading::Problems;
use crate::text::{NODES_LIMIT, SourceText};
use crate::yaml::{self, Limits, Node, NodeKind, SyntaxError, Tree};
use error::Refusal;

/// Reads the hosts of a file, whichever of the known forms it has. They come in the order of the file; Linux hosts
/// are among them, since workloads may land there. A Windows host whose version the file does not tell has none.
///
/// # Errors
///
/// The bytes are no text or too many; the text is none of the forms, is broken, or has no host.
pub fn read_nodes(name: &str, bytes: Vec<u8>) -> Result<Fleet, NodesError> {
    let source = SourceText::decode(name, bytes, NODES_LIMIT)?;
    let trees = parse(source.text()).map_err(|error| {
        let position = source.position(error.span.start);
        NodesError::Syntax { name: name.to_owned(), position, error }
    })?;
    let invalid = |(problem, span): Refusal| {
        let position = source.position(span.start);
        NodesError::Invalid { name: name.to_owned(), position, problem }
    };
    let mut hosts = Hosts::default();
    for tree in &trees {
        let root = tree.root();
        if fleet_file::is_fleet(root) {
            hosts.recognized = true;
            let fleet = fleet_file::read(root, &mut hosts.capacity).map_err(invalid)?;
            hosts.add_fleet(fleet);
        } else {
            hosts.read(root).map_err(invalid)?;
        }
    }
    hosts.finish(name)
}

fn parse(text: &str) -> Result<Vec<Tree<'_>>, SyntaxError> {
    let is_json = text.trim_start().starts_with(['{', '[']);
    let json = is_json.then(|| yaml::json_values(text, Limits::NODES)).and_then(Result::ok);
    match json {
        Some(trees) => Ok(trees),
        None => yaml::pieces(text).map(|piece| piece.parse(Limits::NODES)).collect(),
    }
}

/// Most hosts of a file; a fleet file's `count` makes it easy to ask for more than memory has.
const HOSTS: usize = 100_000;

/// What a file may still add to its fleet.
struct Capacity {
    hosts: usize,
    bytes: usize,
}

impl Default for Capacity {
    fn default() -> Self {
        Self { hosts: HOSTS, bytes: NODES_LIMIT }
    }
}

impl Capacity {
    /// Takes room for hosts, and for the bytes of their names and labels beyond those of the file itself.
    fn take(&mut self, hosts: usize, bytes: usize) -> Result<(), HostProblem> {
        self.hosts = self.hosts.checked_sub(hosts).ok_or(HostProblem::TooMany { limit: HOSTS })?;
        self.bytes = self.bytes.checked_sub(bytes).ok_or(HostProblem::TooLarge { limit: NODES_LIMIT })?;
        Ok(())
    }
}

/// The hosts found so far.
#[derive(Default)]
struct Hosts {
    fleet: Fleet,
    capacity: Capacity,
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
            Some("Node") => self.add_node(object, &mut problems)?,
            Some("NodeList" | "List") => self.read_list(object, &mut problems)?,
            _ if swarm::is_node(object) => {
                self.take_one(object)?;
                self.add(Orchestrator::Swarm, swarm::host(object, &mut problems));
            }
            _ if engine::is_info(object) => {
                self.take_one(object)?;
                self.recognized = true;
                match engine::unreached(object) {
                    Some(message) => self.unreached = Some(message),
                    None => self.engines.push(engine::host(object, &mut problems)),
                }
            }
            _ => {}
        }
        match problems.sorted().into_iter().next() {
            Some(problem) => Err((HostProblem::Value(problem.clone()), problem.span)),
            None => Ok(()),
        }
    }

    fn read_list(&mut self, list: Node<'_, '_>, problems: &mut Problems) -> Result<(), Refusal> {
        let is_typed = list.get("kind").and_then(Node::text) == Some("NodeList");
        self.recognized = true;
        for item in list.get("items").into_iter().flat_map(Node::items) {
            let kind = item.get("kind").and_then(Node::text);
            if kind == Some("Node") || (kind.is_none() && is_typed) {
                self.add_node(item, problems)?;
            }
        }
        Ok(())
    }

    fn add_node(&mut self, node: Node<'_, '_>, problems: &mut Problems) -> Result<(), Refusal> {
        self.take_one(node)?;
        self.add(Orchestrator::Kubernetes, cluster::host(node, problems));
        Ok(())
    }

    fn take_one(&mut self, node: Node<'_, '_>) -> Result<(), Refusal> {
        self.capacity.take(1, 0).map_err(|problem| (problem, node.span()))
    }

    fn add(&mut self, orchestrator: Orchestrator, host: FleetHost) {
        self.recognized = true;
        if self.fleet.orchestrator == Orchestrator::None {
            self.fleet.orchestrator = orchestrator;
        }
        self.fleet.hosts.push(host);
    }

    fn add_fleet(&mut self, fleet: Fleet) {
        if self.fleet.orchestrator == Orchestrator::None {
            self.fleet.orchestrator = fleet.orchestrator;
        }
        self.fleet.hosts.extend(fleet.hosts);
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
