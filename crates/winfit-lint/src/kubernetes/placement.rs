//! Where a pod may be placed: node name, selector, required affinity, tolerations.

mod affinity;
mod toleration;

use winfit_compat::Os;
use winfit_fleet::Placement;
use winfit_fleet::placement::{NodeSelectorTerm, Operator};

pub(super) use toleration::tolerations;
pub(crate) use toleration::{EFFECTS, effect};

use crate::reading::{Path, Problems};
use crate::yaml::Node;
use crate::{Found, HintReason, Place, PlaceKind, Span, WindowsHint};

/// The labels that name a node's operating system.
const OS_LABELS: [&str; 2] = ["kubernetes.io/os", "beta.kubernetes.io/os"];

/// The labels that only Windows nodes have.
const BUILD_LABELS: [&str; 2] = ["node.kubernetes.io/windows-build", "beta.kubernetes.io/osbuild"];

/// The label by which AKS tells what a node runs: `Windows2022`, `Ubuntu` …
const SKU_LABEL: &str = "kubernetes.azure.com/os-sku";

/// Whether a label is one that only Windows nodes have.
fn names_windows(key: &str, value: &str) -> bool {
    BUILD_LABELS.contains(&key) || (key == SKU_LABEL && value.starts_with("Windows"))
}

pub(super) fn read(spec: Node<'_, '_>, path: Path<'_>, found: &mut Found, problems: &mut Problems) {
    if let Some(name) = problems.text(spec, path, "nodeName").filter(|name| !name.is_empty()) {
        found.workload.placement.node_name = Some(name.to_owned());
        note(spec, "nodeName", PlaceKind::NodeName, found);
    }
    if let Some(selector) = problems.mapping(spec, path, "nodeSelector") {
        note(spec, "nodeSelector", PlaceKind::NodeSelector, found);
        read_selector(selector, path.key("nodeSelector"), found, problems);
    }
    affinity::read(spec, path, found, problems);
    if let Some(list) = problems.list(spec, path, "tolerations") {
        for (number, (toleration, span)) in
            tolerations(list, path.key("tolerations"), problems).into_iter().enumerate()
        {
            if toleration::is_for_windows(&toleration) {
                found.windows_hints.push(WindowsHint { reason: HintReason::Toleration, span });
            }
            found.places.push(Place { kind: PlaceKind::Toleration(number), key: span, value: span });
            found.workload.placement.tolerations.push(toleration);
        }
    }
}

/// The operating system that a selector or every term of the required affinity asks for.
pub(crate) fn selected_os(placement: &Placement) -> Option<Os> {
    let selected = placement.node_selector.iter().find(|(key, _)| OS_LABELS.contains(&key.as_str()));
    if let Some((_, value)) = selected {
        return os(value);
    }
    if placement.node_selector.iter().any(|(key, value)| names_windows(key, value)) {
        return Some(Os::Windows);
    }
    let mut terms = placement.affinity.iter().map(os_of_term);
    let first = terms.next()??;
    terms.all(|os| os == Some(first)).then_some(first)
}

/// Whether a selector or the required affinity asks for a system, and it is not Windows.
pub(crate) fn selects_another_system(placement: &Placement) -> bool {
    selected_os(placement) == Some(Os::Linux) || unknown_os(placement).is_some()
}

/// The operating system that a selector asks for, where no node has one of that name: labels are compared letter by letter.
pub(crate) fn unknown_os(placement: &Placement) -> Option<&str> {
    let selected = placement.node_selector.iter().find(|(key, _)| OS_LABELS.contains(&key.as_str()));
    selected.map(|(_, value)| value.as_str()).filter(|value| os(value).is_none())
}

fn os_of_term(term: &NodeSelectorTerm) -> Option<Os> {
    term.expressions.iter().find_map(|requirement| {
        let mut values = requirement.values.iter();
        let is_of_windows = match requirement.operator {
            Operator::In => values.len() > 0 && values.all(|value| names_windows(&requirement.key, value)),
            Operator::Exists => BUILD_LABELS.contains(&requirement.key.as_str()),
            _ => false,
        };
        if is_of_windows {
            return Some(Os::Windows);
        }
        let is_os = OS_LABELS.contains(&requirement.key.as_str());
        match requirement.values.as_slice() {
            [value] if is_os && requirement.operator == Operator::In => os(value),
            // Kubernetes knows two: what is not the one is the other.
            [value] if is_os && requirement.operator == Operator::NotIn => match os(value)? {
                Os::Windows => Some(Os::Linux),
                Os::Linux => Some(Os::Windows),
            },
            _ => None,
        }
    })
}

fn read_selector(selector: Node<'_, '_>, path: Path<'_>, found: &mut Found, problems: &mut Problems) {
    for (key, value) in selector.entries() {
        let Some(name) = key.text() else { continue };
        let kind = PlaceKind::NodeSelectorEntry(name.to_owned());
        found.places.push(Place { kind, key: key.span(), value: value.span() });
        let selects_windows = OS_LABELS.contains(&name) && value.text() == Some("windows");
        if selects_windows || names_windows(name, value.text().unwrap_or_default()) {
            let span = Span::new(key.span().start, value.span().end);
            found.windows_hints.push(WindowsHint { reason: HintReason::NodeSelector, span });
        }
    }
    found.workload.placement.node_selector = problems.labels(selector, path);
}

fn os(value: &str) -> Option<Os> {
    match value {
        "windows" => Some(Os::Windows),
        "linux" => Some(Os::Linux),
        _ => None,
    }
}

fn note(parent: Node<'_, '_>, key: &str, kind: PlaceKind, found: &mut Found) {
    if let Some((key, value)) = parent.entry(key) {
        found.places.push(Place { kind, key: key.span(), value: value.span() });
    }
}
