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
mod fleet_file;
mod nearest;
mod swarm;
mod version;

use thiserror::Error;
use winfit_fleet::{Fleet, FleetHost, Orchestrator};

use crate::reading::Problems;
use crate::text::{NODES_LIMIT, Position, SourceText, TextError};
use crate::yaml::{self, Limits, Node, NodeKind, SyntaxError, Tree};
use crate::{Problem, Span};

/// Why a file gives no fleet.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NodesError {
    /// The bytes are no text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The text is neither YAML nor JSON, or exceeds a limit.
    #[error("{name}:{}:{}: {error}", position.line, position.column)]
    Syntax {
        /// Name of the file.
        name: String,
        /// Where it shows.
        position: Position,
        /// What is wrong.
        error: SyntaxError,
    },
    /// The file is none of the forms that are known.
    #[error(
        "{name}: these are no hosts: expected the output of kubectl get nodes -o json or -o yaml, of docker info \
         --format '{{{{json .}}}}', of docker node inspect, or a winfit fleet file"
    )]
    Unrecognized {
        /// Name of the file.
        name: String,
    },
    /// The form is known, and there is no host in it.
    #[error("{name}: there are no hosts in this file")]
    Empty {
        /// Name of the file.
        name: String,
    },
    /// `docker info` did not reach an engine.
    #[error("{name}: docker info did not reach an engine: \"{}\"; run it where the engine answers", message.escape_debug())]
    Unreached {
        /// Name of the file.
        name: String,
        /// What it says itself.
        message: String,
    },
    /// A value is not what belongs there.
    #[error("{name}:{}:{}: {problem}", position.line, position.column)]
    Invalid {
        /// Name of the file.
        name: String,
        /// Where it stands.
        position: Position,
        /// What is wrong.
        problem: HostProblem,
    },
}

/// What may be wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HostProblem {
    /// It is of the wrong type, missing, or an unknown word.
    #[error("{0}")]
    Value(Problem),
    /// A key that the fleet file does not know.
    #[error("{path} has no key \"{}\"{}", key.escape_debug(), nearest.map(|it| format!("; did you mean {it}?")).unwrap_or_default())]
    UnknownKey {
        /// Where, e.g. `hosts[0]`.
        path: String,
        /// The key.
        key: String,
        /// The known key that resembles it most.
        nearest: Option<&'static str>,
    },
    /// A host lacks something.
    #[error("{path} is missing; {advice}")]
    Missing {
        /// What, e.g. `hosts[0].os-version`.
        path: String,
        /// What to write.
        advice: &'static str,
    },
    /// A text cannot be read.
    #[error("{path}: {message}")]
    Text {
        /// Where, e.g. `hosts[0].os-version`.
        path: String,
        /// What is wrong, and what was expected.
        message: String,
    },
    /// Keys that exclude each other.
    #[error("{path} has {first} and {second}: only one of them can be")]
    Conflict {
        /// Where.
        path: String,
        /// One key.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// Many hosts with long labels, which each of them would have for itself.
    #[error("the names and labels of these hosts have more than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// More hosts than a fleet may have.
    #[error("the fleet has more than {limit} hosts")]
    TooMany {
        /// The limit.
        limit: usize,
    },
}

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
            hosts.add_fleet(fleet_file::read(root).map_err(invalid)?);
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
            _ if engine::is_info(object) => {
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

    fn read_list(&mut self, list: Node<'_, '_>, problems: &mut Problems) {
        let is_typed = list.get("kind").and_then(Node::text) == Some("NodeList");
        self.recognized = true;
        for item in list.get("items").into_iter().flat_map(Node::items) {
            let kind = item.get("kind").and_then(Node::text);
            if kind == Some("Node") || (kind.is_none() && is_typed) {
                self.add(Orchestrator::Kubernetes, cluster::host(item, problems));
            }
        }
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
