//! The pod template: its containers, its operating system, and what else says where it runs.

use winfit_compat::{Isolation, Os};
use winfit_fleet::{Container, ContainerRole};

use super::{image, isolation, placement};
use crate::reading::{Path, Problems};
use crate::yaml::{Node, NodeKind};
use crate::{Found, HintReason, Place, PlaceKind, ProblemKind, RuntimeClassUse, WindowsHint};

/// Most containers of one pod; no object in a cluster is large enough for more.
const CONTAINERS: usize = 10_000;

/// The lists of containers, and when those in them run.
pub(crate) const CONTAINER_LISTS: [(&str, ContainerRole); 3] = [
    ("initContainers", ContainerRole::Init),
    ("containers", ContainerRole::Main),
    ("ephemeralContainers", ContainerRole::Ephemeral),
];

/// Reads a pod template into `found`. Whether there is a pod to speak of.
pub(super) fn read(
    template: Node<'_, '_>,
    path: Path<'_>,
    found: &mut Found,
    problems: &mut Problems,
) -> bool {
    let Some(spec) = problems.mapping(template, path, "spec") else { return false };
    let path = path.key("spec");
    if let Some((key, _)) = template.entry("spec") {
        found.places.push(Place { kind: PlaceKind::PodSpec, key: key.span(), value: spec.span() });
    }
    read_os(spec, path, found, problems);
    placement::read(spec, path, found, problems);
    read_runtime_class(spec, path, found, problems);
    let pod_isolation = isolation::of_pod(template, spec, found);
    for (list, role) in CONTAINER_LISTS {
        read_containers(spec, path, list, role, pod_isolation, found, problems);
    }
    if found.workload.os.is_none() {
        found.workload.os = placement::selected_os(&found.workload.placement);
    }
    true
}

fn read_os(spec: Node<'_, '_>, path: Path<'_>, found: &mut Found, problems: &mut Problems) {
    let Some(os) = problems.mapping(spec, path, "os") else { return };
    let path = path.key("os");
    let Some(name) = problems.text(os, path, "name") else { return };
    let Some((key, node)) = os.entry("name") else { return };
    found.places.push(Place { kind: PlaceKind::PodOs, key: key.span(), value: node.span() });
    // What else is written there is for a rule to say, which knows whether the pod is for Windows.
    match name {
        "windows" => found.workload.os = Some(Os::Windows),
        "linux" => found.workload.os = Some(Os::Linux),
        _ => {}
    }
    if name.eq_ignore_ascii_case("windows") {
        found.windows_hints.push(WindowsHint { reason: HintReason::PodOs, span: node.span() });
    }
}

fn read_runtime_class(spec: Node<'_, '_>, path: Path<'_>, found: &mut Found, problems: &mut Problems) {
    let Some(name) = problems.text(spec, path, "runtimeClassName") else { return };
    let Some(node) = spec.get("runtimeClassName") else { return };
    let span = node.span();
    if isolation::of_handler(name).is_some() || isolation::names_windows(name) {
        found.windows_hints.push(WindowsHint { reason: HintReason::RuntimeClass, span });
    }
    found.runtime_class = Some(RuntimeClassUse { name: name.to_owned(), span, linked: false });
}

fn read_containers(
    spec: Node<'_, '_>,
    path: Path<'_>,
    list: &'static str,
    role: ContainerRole,
    pod_isolation: Option<Isolation>,
    found: &mut Found,
    problems: &mut Problems,
) {
    let Some(containers) = problems.list(spec, path, list) else { return };
    let path = path.key(list);
    for (index, container) in containers.items().enumerate() {
        let path = path.index(index);
        if found.images.len() >= CONTAINERS {
            problems.add(ProblemKind::TooManyContainers { limit: CONTAINERS }, container);
            return;
        }
        if !problems.is(container, path, NodeKind::Mapping) {
            continue;
        }
        let name = problems.text(container, path, "name").unwrap_or_default();
        let (image, place) = image::read(container, path, problems);
        let isolation = isolation::of_container(container, found).or(pod_isolation);
        let name = name.to_owned();
        found.workload.containers.push(Container { name, image, role, isolation });
        found.images.push(place);
    }
}
