//! A Kubernetes node.

use std::collections::BTreeMap;

use winfit_compat::{Host, HostKind, Os};
use winfit_fleet::FleetHost;
use winfit_fleet::placement::Taint;

use super::version::{kernel_version, label_version, most_telling, runtime};
use crate::kubernetes::effect;
use crate::reading::{Path, Problems};
use crate::yaml::{Node, NodeKind};

/// The labels that tell the build, the kubelet's own first.
const BUILD_LABELS: [&str; 2] = ["node.kubernetes.io/windows-build", "beta.kubernetes.io/osbuild"];

pub(super) fn host(node: Node<'_, '_>, problems: &mut Problems) -> FleetHost {
    let path = Path::ROOT;
    let metadata = problems.mapping(node, path, "metadata");
    let path_of_metadata = path.key("metadata");
    let labels: BTreeMap<String, String> = metadata
        .and_then(|it| problems.mapping(it, path_of_metadata, "labels"))
        .map(|it| problems.labels(it, path_of_metadata.key("labels")))
        .unwrap_or_default()
        .into_iter()
        .collect();
    let info = node.at(&["status", "nodeInfo"]);
    let info = |key: &str| info.and_then(|info| info.get(key)).and_then(Node::text);
    let name = metadata.and_then(|it| it.get("name")).and_then(Node::text).unwrap_or_default();
    let mut host = FleetHost::new(name, facts(&labels, info));
    host.labels = labels;
    if let Some(spec) = problems.mapping(node, path, "spec") {
        let path = path.key("spec");
        host.unschedulable = spec.get("unschedulable").and_then(Node::truth).unwrap_or_default();
        if let Some(taints) = problems.list(spec, path, "taints") {
            let path = path.key("taints");
            host.taints = taints
                .items()
                .enumerate()
                .filter_map(|(index, item)| taint(item, path.index(index), problems))
                .collect();
        }
    }
    host
}

fn facts<'a>(labels: &BTreeMap<String, String>, info: impl Fn(&str) -> Option<&'a str>) -> Host {
    let label = |key: &str| labels.get(key).map(String::as_str);
    let kernel = info("kernelVersion").and_then(kernel_version);
    let os = info("operatingSystem").or(label("kubernetes.io/os")).or(label("beta.kubernetes.io/os"));
    let architecture =
        info("architecture").or(label("kubernetes.io/arch")).or(label("beta.kubernetes.io/arch"));
    let architecture = architecture.and_then(|text| text.parse().ok());
    let runtime = info("containerRuntimeVersion").and_then(runtime);
    let is_windows = os.map_or(kernel.is_some(), |os| os.eq_ignore_ascii_case("windows"));
    if !is_windows {
        return Host { architecture, runtime, ..Host::linux() };
    }
    let labelled = BUILD_LABELS.map(|key| label(key).and_then(label_version));
    let os_version = most_telling([kernel].into_iter().chain(labelled));
    let product = info("osImage").unwrap_or_default();
    Host {
        os: Os::Windows,
        os_version,
        // Old kubelets tell no product, and Kubernetes supports no client.
        kind: kind(product).or(Some(HostKind::Server)),
        architecture,
        hyperv: winfit_compat::HyperV::Unknown,
        runtime,
        default_isolation: None,
    }
}

/// Server or client, by the product's name.
pub(super) fn kind(product: &str) -> Option<HostKind> {
    match product.contains("Windows") {
        true if product.contains("Server") => Some(HostKind::Server),
        true => Some(HostKind::Client),
        false => None,
    }
}

fn taint(item: Node<'_, '_>, path: Path<'_>, problems: &mut Problems) -> Option<Taint> {
    if !problems.is(item, path, NodeKind::Mapping) {
        return None;
    }
    let mut text = |key| problems.text(item, path, key).unwrap_or_default().to_owned();
    let (key, value, name) = (text("key"), text("value"), text("effect"));
    match effect(&name) {
        Some(effect) => Some(Taint { key, value, effect }),
        None => {
            let place = item.get("effect").unwrap_or(item);
            problems.unknown_word(path.key("effect"), place, &name, crate::kubernetes::EFFECTS);
            None
        }
    }
}
