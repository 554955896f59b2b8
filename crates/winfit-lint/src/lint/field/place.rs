//! Finds the fields that a row's path leads to.

use winfit_compat::catalog::{KubernetesField, ObjectKind, PathStep};

use crate::kubernetes::CONTAINER_LISTS;
use crate::lint::{ContainerNode, PodNodes};
use crate::yaml::Node;

/// A field that is written.
pub(crate) struct FieldPlace<'a, 't> {
    /// The mapping in which its path begins: the container, the item of a list, else what has `metadata` and `spec`.
    pub(crate) base: Node<'a, 't>,
    /// The keys from there.
    pub(crate) path: Vec<&'a str>,
    /// The last of them, as it is written.
    pub(crate) key: Node<'a, 't>,
    /// Its value.
    pub(crate) value: Node<'a, 't>,
    /// The mapping that it is an entry of.
    pub(crate) parent: Node<'a, 't>,
    /// The container that has it.
    pub(crate) container: Option<ContainerNode<'a, 't>>,
    /// The key of the list of which the base is an item.
    list: Option<&'a str>,
}

impl<'a> FieldPlace<'a, '_> {
    /// The keys from the base.
    pub(crate) fn keys(&self) -> Vec<&'a str> {
        self.path.clone()
    }

    /// The field in words, e.g. `securityContext.privileged`.
    pub(crate) fn written(&self) -> String {
        let keys = match self.path.as_slice() {
            ["spec", rest @ ..] if !rest.is_empty() => rest,
            keys => keys,
        };
        keys.join(".")
    }

    /// Whose it is, where that has a name: `container web`, `volume data`.
    pub(crate) fn whose(&self) -> Option<String> {
        let named = |what: &str, name: &str| (!name.is_empty()).then(|| format!("{what} {name}"));
        match (self.container, self.list) {
            (Some(container), _) => named("container", container.name()),
            (None, Some("volumes")) => named("volume", self.base.get("name").and_then(Node::text)?),
            _ => None,
        }
    }
}

/// The fields of a pod that a row is about; those of its claims' templates as well.
pub(super) fn in_pod<'a, 't>(row: &'a KubernetesField, pod: &PodNodes<'a, 't>) -> Vec<FieldPlace<'a, 't>> {
    if row.kind == ObjectKind::PersistentVolumeClaim {
        let of_set = pod.object.at(&["spec", "volumeClaimTemplates"]).into_iter().flat_map(Node::items);
        let volumes = pod.spec.get("volumes").into_iter().flat_map(Node::items);
        let of_volumes = volumes.filter_map(|volume| volume.at(&["ephemeral", "volumeClaimTemplate"]));
        return of_set.chain(of_volumes).flat_map(|claim| below(row, claim)).collect();
    }
    let [spec, list, PathStep::AnyItem, rest @ ..] = row.path.steps.as_ref() else {
        return below(row, pod.template);
    };
    let is_spec = *spec == PathStep::Key("spec".into());
    // What a row says of containers holds for those of all lists.
    let list = match list {
        PathStep::Key(list) if is_spec => list.as_ref(),
        _ => return below(row, pod.template),
    };
    if !CONTAINER_LISTS.iter().any(|(name, _)| *name == list) {
        return below(row, pod.template);
    }
    let is_meant = |container: &ContainerNode<'_, '_>| list == "containers" || container.list == list;
    let containers = pod.containers().filter(is_meant);
    containers.flat_map(|container| walked(row, container.node, rest, Some(container))).collect()
}

/// The fields below an object that a row is about.
pub(super) fn below<'a, 't>(row: &'a KubernetesField, object: Node<'a, 't>) -> Vec<FieldPlace<'a, 't>> {
    walked(row, object, &row.path.steps, None)
}

/// A part of the way that has been gone.
struct Walk<'a, 't> {
    base: Node<'a, 't>,
    path: Vec<&'a str>,
    key: Option<Node<'a, 't>>,
    parent: Node<'a, 't>,
    node: Node<'a, 't>,
    list: Option<&'a str>,
}

fn walked<'a, 't>(
    row: &'a KubernetesField,
    base: Node<'a, 't>,
    steps: &[PathStep],
    container: Option<ContainerNode<'a, 't>>,
) -> Vec<FieldPlace<'a, 't>> {
    // Most fields are not there, and most of those end at the first keys.
    if !has_keys(base, steps) {
        return Vec::new();
    }
    let mut walks = vec![Walk { base, path: Vec::new(), key: None, parent: base, node: base, list: None }];
    for step in steps {
        walks = walks.into_iter().flat_map(|walk| walk.on(step)).collect();
        if walks.is_empty() {
            return Vec::new();
        }
    }
    let has_value = |node: Node<'_, '_>| match row.value.as_deref() {
        None => !node.is_null(),
        Some("true") => node.truth() == Some(true),
        Some("false") => node.truth() == Some(false),
        Some(value) => node.text() == Some(value),
    };
    walks
        .into_iter()
        .filter(|walk| has_value(walk.node))
        .filter_map(|Walk { base, path, key, parent, node, list }| {
            Some(FieldPlace { base, path, key: key?, value: node, parent, container, list })
        })
        .collect()
}

/// Whether the keys are there with which the way begins.
fn has_keys(base: Node<'_, '_>, steps: &[PathStep]) -> bool {
    let mut node = base;
    for step in steps {
        let (PathStep::Key(name) | PathStep::Entry(name)) = step else { break };
        let Some(value) = node.get(name) else { return false };
        node = value;
    }
    true
}

impl<'a, 't> Walk<'a, 't> {
    fn on(self, step: &PathStep) -> Vec<Self> {
        match step {
            PathStep::Key(name) | PathStep::Entry(name) => {
                let entry = self.node.entry(name);
                entry.and_then(|(key, value)| self.to(key, value)).into_iter().collect()
            }
            PathStep::EntryPrefix(prefix) => self.to_each(|name| name.starts_with(prefix.as_ref())),
            PathStep::AnyEntry => self.to_each(|_| true),
            PathStep::AnyItem => {
                let (key, list) = (self.key, self.path.last().copied());
                let parent = self.node;
                let item = |item| Walk { base: item, path: Vec::new(), key, parent, node: item, list };
                self.node.items().map(item).collect()
            }
        }
    }

    fn to_each(&self, is_meant: impl Fn(&str) -> bool) -> Vec<Self> {
        let entries = self.node.entries().filter(|(key, _)| key.text().is_some_and(&is_meant));
        entries.filter_map(|(key, value)| self.to(key, value)).collect()
    }

    fn to(&self, key: Node<'a, 't>, value: Node<'a, 't>) -> Option<Self> {
        let mut path = self.path.clone();
        path.push(key.text()?);
        Some(Self { base: self.base, path, key: Some(key), parent: self.node, node: value, list: self.list })
    }
}
