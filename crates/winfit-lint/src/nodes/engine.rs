//! A Docker engine, as `docker info` describes it.

use std::collections::HashMap;

use winfit_compat::{Host, HyperV, Isolation, Os, Runtime};
use winfit_fleet::{Fleet, FleetHost};

use super::cluster::kind;
use super::version::{kernel_version, label_version, most_telling, product_version, runtime_version};
use crate::reading::Problems;
use crate::yaml::{Node, NodeKind};

/// Whether this is the answer of an engine.
pub(super) fn is_info(object: Node<'_, '_>) -> bool {
    object.get("OSType").is_some()
        || (object.get("ServerVersion").is_some() && object.get("Driver").is_some())
}

/// What the client says where the engine did not answer: it prints an empty answer all the same.
pub(super) fn unreached(info: Node<'_, '_>) -> Option<String> {
    let os = info.get("OSType").and_then(Node::text).unwrap_or_default();
    let mut errors = info.get("ServerErrors").into_iter().flat_map(Node::items).filter_map(Node::text);
    let error = errors.next();
    (os.is_empty()).then(|| error.unwrap_or("it tells no operating system").to_owned())
}

pub(super) fn host(info: Node<'_, '_>, problems: &mut Problems) -> FleetHost {
    let text = |key: &str| info.get(key).and_then(Node::text);
    let architecture = text("Architecture").and_then(|text| text.parse().ok());
    let runtime = Some(runtime(info));
    let facts = if text("OSType") == Some("windows") {
        let product = text("OperatingSystem").unwrap_or_default();
        let default_isolation = text("Isolation").and_then(|text| text.parse::<Isolation>().ok());
        let hyperv =
            if default_isolation == Some(Isolation::HyperV) { HyperV::Available } else { HyperV::Unknown };
        let os_version = most_telling([
            product_version(product),
            text("OSVersion").and_then(label_version),
            text("KernelVersion").and_then(kernel_version),
        ]);
        Host {
            os: Os::Windows,
            os_version,
            kind: kind(product),
            architecture,
            hyperv,
            runtime,
            default_isolation,
        }
    } else {
        Host { architecture, runtime, ..Host::linux() }
    };
    let mut host = FleetHost::new(text("Name").unwrap_or_default(), facts);
    let labels = info.get("Labels").filter(|labels| !labels.is_null());
    if labels.is_some_and(|labels| {
        problems.is(labels, crate::reading::Path::ROOT.key("Labels"), NodeKind::Sequence)
    }) {
        let labels = labels.into_iter().flat_map(Node::items).filter_map(Node::text);
        let pairs = labels.map(|label| label.split_once('=').unwrap_or((label, "")));
        host.engine_labels = pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    }
    let id = info.at(&["Swarm", "NodeID"]).and_then(Node::text).filter(|id| !id.is_empty());
    host.id = id.map(str::to_owned);
    host
}

/// The engine with its own image store or with containerd's, which chooses images otherwise.
fn runtime(info: Node<'_, '_>) -> Runtime {
    let version = info.get("ServerVersion").and_then(Node::text).and_then(runtime_version);
    let status = info.get("DriverStatus").into_iter().flat_map(Node::items);
    let mut texts = status.flat_map(Node::items).filter_map(Node::text);
    if texts.any(|text| text.starts_with("io.containerd.snapshotter")) {
        Runtime::DockerWithContainerdStore(version)
    } else {
        Runtime::Docker(version)
    }
}

/// Adds engines to a fleet. One whose Swarm node is there already completes that: same id, or same name if one of them
/// has no id.
pub(super) fn complete(fleet: &mut Fleet, engines: Vec<FleetHost>) {
    let mut known = Known::default();
    for (index, host) in fleet.hosts.iter().enumerate() {
        known.add(index, host);
    }
    for engine in engines {
        match known.find(&engine).and_then(|index| fleet.hosts.get_mut(index)) {
            Some(host) => {
                host.host = engine.host;
                host.engine_labels.extend(engine.engine_labels);
            }
            None => {
                known.add(fleet.hosts.len(), &engine);
                fleet.hosts.push(engine);
            }
        }
    }
}

/// Where hosts stand in their fleet: the first of each id and of each name, in small letters.
#[derive(Default)]
struct Known {
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    by_name_without_id: HashMap<String, usize>,
}

impl Known {
    fn add(&mut self, index: usize, host: &FleetHost) {
        let name = host.name.to_ascii_lowercase();
        match &host.id {
            Some(id) => self.by_id.entry(id.clone()).or_insert(index),
            None => self.by_name_without_id.entry(name.clone()).or_insert(index),
        };
        self.by_name.entry(name).or_insert(index);
    }

    fn find(&self, engine: &FleetHost) -> Option<usize> {
        let by_id = engine.id.as_ref().and_then(|id| self.by_id.get(id));
        let names = if engine.id.is_some() { &self.by_name_without_id } else { &self.by_name };
        let by_name = || names.get(&engine.name.to_ascii_lowercase()).filter(|_| !engine.name.is_empty());
        by_id.or_else(by_name).copied()
    }
}
