//! A Swarm node. It tells its operating system and architecture; the version only a label tells.

use std::collections::BTreeMap;

use winfit_compat::{Host, HostKind, HyperV, Os, Runtime};
use winfit_fleet::FleetHost;

use super::version::{label_version, most_telling, runtime_version};
use crate::reading::{Path, Problems};
use crate::yaml::Node;

/// Whether this is a node of `docker node inspect`.
pub(super) fn is_node(object: Node<'_, '_>) -> bool {
    object.at(&["Description", "Platform"]).is_some() && object.get("Spec").is_some()
}

pub(super) fn host(node: Node<'_, '_>, problems: &mut Problems) -> FleetHost {
    let text = |path: &[&str]| node.at(path).and_then(Node::text);
    let mut labels = |path: &[&str]| -> BTreeMap<String, String> {
        let labels = node.at(path).map(|it| problems.labels(it, Path::ROOT));
        labels.unwrap_or_default().into_iter().collect()
    };
    let node_labels = labels(&["Spec", "Labels"]);
    let engine_labels = labels(&["Description", "Engine", "Labels"]);
    let runtime =
        text(&["Description", "Engine", "EngineVersion"]).map(|it| Runtime::Docker(runtime_version(it)));
    let architecture = text(&["Description", "Platform", "Architecture"]).and_then(|it| it.parse().ok());
    let is_windows = text(&["Description", "Platform", "OS"]) == Some("windows");
    let facts = if is_windows {
        let versions = [&node_labels, &engine_labels].map(labelled_version);
        Host {
            os: Os::Windows,
            os_version: most_telling(versions),
            // The engine does not tell; Swarms of Windows hosts are made of servers.
            kind: Some(HostKind::Server),
            architecture,
            hyperv: HyperV::Unknown,
            runtime,
            default_isolation: None,
        }
    } else {
        Host { architecture, runtime, ..Host::linux() }
    };
    let id = text(&["ID"]);
    let name = text(&["Description", "Hostname"]).or(id).unwrap_or_default();
    let mut host = FleetHost::new(name, facts);
    host.labels = node_labels;
    host.engine_labels = engine_labels;
    host.role = text(&["Spec", "Role"]).map(str::to_owned);
    host.id = id.map(str::to_owned);
    host.unschedulable = text(&["Spec", "Availability"]).is_some_and(|it| it != "active");
    host
}

/// Microsoft's page calls the label `OsVersion`; people write it in their own ways.
fn labelled_version(labels: &BTreeMap<String, String>) -> Option<winfit_compat::OsVersion> {
    labels.iter().find_map(|(key, value)| {
        let last = key.rsplit('.').next().unwrap_or(key);
        let letters = last.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let is_version = ["osversion", "osbuild", "windowsbuild", "windowsversion"]
            .iter()
            .any(|name| letters.eq_ignore_ascii_case(name));
        is_version.then(|| label_version(value)).flatten()
    })
}
