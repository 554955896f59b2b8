//! Kubernetes objects: finds the pod templates in them, whatever the kind, group and version.
//!
//! An object need not be whole: what Kustomize patches another with names only what it changes. What a document does not
//! say is no problem here, and what it says is read.

mod image;
mod isolation;
mod placement;
mod pod;
mod quantity;
mod runtime_class;
mod user_name;
mod visit;

use winfit_fleet::placement::Toleration;
use winfit_fleet::{Placement, Workload, WorkloadKind};

use crate::document::Contents;
use crate::reading::Path;
use crate::yaml::{Node, NodeKind};
use crate::{Found, ProblemKind};

pub(crate) use image::image_style;
pub(crate) use isolation::heed_annotation;
pub(crate) use placement::{EFFECTS, effect, selected_os, selects_another_system, unknown_os};
pub(crate) use pod::CONTAINER_LISTS;
pub(crate) use quantity::bytes;
pub(crate) use runtime_class::link;
pub(crate) use user_name::user_name_problem;
pub(crate) use visit::{Visited, visit};

/// Lists in lists are not written by people; more than this is an attack.
const NESTED_LISTS: usize = 4;

/// Kinds of objects that name pods, or are named by them: those may stand in other files.
const SERVING: [&str; 3] = ["NetworkPolicy", "PersistentVolumeClaim", "Service"];

/// Whether a document is a Kubernetes object: it has a kind and an API version.
pub(crate) fn is_object(node: Node<'_, '_>) -> bool {
    let has = |key| node.get(key).and_then(Node::text).is_some();
    has("kind") && has("apiVersion")
}

/// Reads an object and those inside of it.
pub(crate) fn read(object: Node<'_, '_>, contents: &mut Contents) {
    let kind = object.get("kind").and_then(Node::text).unwrap_or_default();
    Object { node: object, kind, path: Path::ROOT }.read(contents, 0);
}

/// An object with its kind, which a list may tell in its stead.
struct Object<'a, 't, 'p> {
    node: Node<'a, 't>,
    kind: &'a str,
    path: Path<'p>,
}

impl Object<'_, '_, '_> {
    fn read(&self, contents: &mut Contents, depth: usize) {
        if self.kind == "Node" {
            contents.has_windows_nodes |= is_windows_node(self.node);
        } else if self.kind == "RuntimeClass" {
            runtime_class::read(self.node, self.path, contents);
        } else if let Some(keys) = template_keys(self.kind) {
            self.read_template(self.node, self.path, keys, contents);
        } else if let Some(kind) = self.kind.strip_suffix("List") {
            self.read_items(kind, contents, depth);
        } else if is_custom(self.node) && has_containers(self.node) {
            self.read_template(self.node, self.path, &TEMPLATE, contents);
        } else if SERVING.contains(&self.kind) {
            contents.serving.push(self.node.span());
        }
    }

    fn read_items(&self, kind: &str, contents: &mut Contents, depth: usize) {
        let Some(items) = contents.problems.list(self.node, self.path, "items") else { return };
        if depth >= NESTED_LISTS {
            contents.problems.add(ProblemKind::NestedLists { limit: NESTED_LISTS }, self.node);
            return;
        }
        let path = self.path.key("items");
        for (index, item) in items.items().enumerate() {
            let path = path.index(index);
            if !contents.problems.is(item, path, NodeKind::Mapping) {
                continue;
            }
            // The items of a typed list need not repeat their kind.
            let kind = item.get("kind").and_then(Node::text).unwrap_or(kind);
            Object { node: item, kind, path }.read(contents, depth + 1);
        }
    }

    /// Follows the keys to the pod template, and reads that.
    fn read_template(&self, node: Node<'_, '_>, path: Path<'_>, keys: &[&str], contents: &mut Contents) {
        let [key, rest @ ..] = keys else {
            self.read_pod(node, path, contents);
            return;
        };
        if let Some(inner) = contents.problems.mapping(node, path, key) {
            self.read_template(inner, path.key(key), rest, contents);
        }
    }

    fn read_pod(&self, template: Node<'_, '_>, path: Path<'_>, contents: &mut Contents) {
        let metadata = self.node.get("metadata");
        let text = |key| metadata.and_then(|it| it.get(key)).and_then(|it| Some((it, it.text()?)));
        // An object whose name is to be generated has only the beginning of one.
        let name = text("name").or_else(|| text("generateName"));
        let workload = Workload {
            kind: WorkloadKind::Kubernetes(self.kind.to_owned()),
            name: name.map(|(_, name)| name.to_owned()).unwrap_or_default(),
            namespace: text("namespace").map(|(_, namespace)| namespace.to_owned()),
            os: None,
            containers: Vec::new(),
            placement: Placement::default(),
        };
        let mut found = Found::new(workload, self.node.span());
        found.name = name.map(|(node, _)| node.span());
        let labels = template.at(&["metadata", "labels"]).filter(|it| it.kind() == NodeKind::Mapping);
        found.labels = labels.map(plain_labels).unwrap_or_default();
        let volumes = template.at(&["spec", "volumes"]).into_iter().flat_map(Node::items);
        let claims = volumes.filter_map(|volume| volume.at(&["persistentVolumeClaim", "claimName"])?.text());
        found.claims = claims.map(str::to_owned).collect();
        if pod::read(template, path, &mut found, &mut contents.problems) {
            if self.kind == "DaemonSet" {
                // They have no place: nobody wrote them.
                found.workload.placement.tolerations.extend(Toleration::of_daemon_sets());
            }
            contents.add(found);
        }
    }
}

/// Whether a Node object is one of a Windows machine, by its labels.
pub(crate) fn is_windows_node(node: Node<'_, '_>) -> bool {
    let os = |key| node.at(&["metadata", "labels", key]).and_then(Node::text);
    os("kubernetes.io/os").or_else(|| os("beta.kubernetes.io/os")) == Some("windows")
}

/// The labels that are texts. What is none is a problem for whoever applies the object, and no matter here.
pub(crate) fn plain_labels(labels: Node<'_, '_>) -> Vec<(String, String)> {
    let pairs = labels.entries().filter_map(|(key, value)| Some((key.text()?, value.text()?)));
    pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// Where most kinds have their pod template.
const TEMPLATE: [&str; 2] = ["spec", "template"];

/// The groups of Kubernetes itself, besides the one without a name. All their kinds with pods are known.
const OWN_GROUPS: [&str; 5] = ["apps", "autoscaling", "batch", "extensions", "policy"];

/// Whether somebody else than Kubernetes defined the kind. The items of a list need not say who did.
fn is_custom(object: Node<'_, '_>) -> bool {
    let version = object.get("apiVersion").and_then(Node::text);
    version.is_none_or(|version| match version.split_once('/') {
        Some((group, _)) => !OWN_GROUPS.contains(&group),
        None => false,
    })
}

/// Whether an object of an unknown kind has a list of containers where a Deployment has it.
fn has_containers(object: Node<'_, '_>) -> bool {
    let template = TEMPLATE.iter().try_fold(object, |node, key| node.get(key));
    let containers = template.and_then(|it| it.get("spec")).and_then(|it| it.get("containers"));
    containers.is_some_and(|it| it.kind() == NodeKind::Sequence)
}

/// The keys that lead to the pod template of a kind. A pod is one itself.
fn template_keys(kind: &str) -> Option<&'static [&'static str]> {
    match kind {
        "Pod" => Some(&[]),
        "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet" | "ReplicationController" | "Job" => {
            Some(&TEMPLATE)
        }
        // Of OpenShift and Argo, made like a Deployment; the second may name one instead of having a template.
        "DeploymentConfig" | "Rollout" => Some(&TEMPLATE),
        "CronJob" | "ScheduledJob" => Some(&["spec", "jobTemplate", "spec", "template"]),
        // Of KEDA.
        "ScaledJob" => Some(&["spec", "jobTargetRef", "template"]),
        "PodTemplate" => Some(&["template"]),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
