//! A pod, as rules see it: its nodes in the tree of its document.

mod host_process;
mod token;

use host_process::HostProcess;

use super::Subject;
use crate::kubernetes::{CONTAINER_LISTS, Visited};
use crate::yaml::{Node, NodeKind};

/// The path of the switch for host-process containers, in a pod's `spec` and in a container.
pub(crate) const HOST_PROCESS: [&str; 3] = ["securityContext", "windowsOptions", "hostProcess"];

/// The path of the account that processes run under, in a pod's `spec` and in a container.
pub(crate) const RUN_AS_USER_NAME: [&str; 3] = ["securityContext", "windowsOptions", "runAsUserName"];

/// The path of the terms of the required node affinity, in a pod's `spec`. Each is an alternative.
pub(crate) const NODE_SELECTOR_TERMS: [&str; 4] =
    ["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"];

/// A pod for Windows.
#[derive(Clone, Copy)]
pub(crate) struct Pod<'a, 't> {
    /// The workload.
    pub(crate) subject: Subject<'a>,
    /// Its text.
    pub(crate) nodes: PodNodes<'a, 't>,
}

/// The nodes of a pod: the object that has it, its template (the object itself, of a pod), the `spec` of that.
#[derive(Clone, Copy)]
pub(crate) struct PodNodes<'a, 't> {
    /// The object: Deployment, Pod …
    pub(crate) object: Node<'a, 't>,
    /// What has `metadata` and `spec` of the pod.
    pub(crate) template: Node<'a, 't>,
    /// The pod's `spec`.
    pub(crate) spec: Node<'a, 't>,
    /// `spec.os.name`: each row about fields asks for it.
    pub(crate) os_name: Option<&'a str>,
    /// Which of its containers run on the host itself.
    pub(crate) host_process: HostProcess<'a, 't>,
}

/// A container of a pod.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ContainerNode<'a, 't> {
    /// The list it is in: `containers`, `initContainers`, `ephemeralContainers`.
    pub(crate) list: &'static str,
    /// Its number in that list.
    pub(crate) index: usize,
    /// Its mapping.
    pub(crate) node: Node<'a, 't>,
}

impl<'a, 't> PodNodes<'a, 't> {
    pub(super) fn new(visited: &Visited<'a, 't>, template: Node<'a, 't>) -> Self {
        // A workload is read only if there is one; what has none here is a template without.
        let spec = template.get("spec").unwrap_or(template);
        let os_name = spec.at(&["os", "name"]).and_then(Node::text);
        let nodes =
            Self { object: visited.node, template, spec, os_name, host_process: HostProcess::default() };
        Self { host_process: HostProcess::of(nodes), ..nodes }
    }

    /// All containers, in the order in which the workload has them.
    pub(crate) fn containers(self) -> impl Iterator<Item = ContainerNode<'a, 't>> {
        CONTAINER_LISTS.into_iter().flat_map(move |(list, _)| {
            let items = self.spec.get(list).into_iter().flat_map(Node::items).enumerate();
            let mappings = items.filter(|(_, node)| node.kind() == NodeKind::Mapping);
            mappings.map(move |(index, node)| ContainerNode { list, index, node })
        })
    }

    /// What the required node affinity asks of labels, whatever the term.
    pub(crate) fn node_requirements(self) -> impl Iterator<Item = Node<'a, 't>> {
        let terms = self.spec.at(&NODE_SELECTOR_TERMS).into_iter().flat_map(Node::items);
        terms.flat_map(|term| term.get("matchExpressions").into_iter().flat_map(Node::items))
    }

    /// The value at a path that pods and containers both have, such as `securityContext.runAsNonRoot`, as it counts for a
    /// container: its own, else the pod's.
    pub(crate) fn of_container(
        self,
        container: ContainerNode<'a, 't>,
        path: &[&str],
    ) -> Option<Node<'a, 't>> {
        let written = |node: Node<'a, 't>| node.at(path).filter(|value| !value.is_null());
        written(container.node).or_else(|| written(self.spec))
    }

    /// Whether a container runs on the host itself.
    pub(crate) fn is_host_process(self, container: ContainerNode<'a, 't>) -> bool {
        self.of_container(container, &HOST_PROCESS).and_then(Node::truth) == Some(true)
    }
}

impl<'a> ContainerNode<'a, '_> {
    /// Whether both are the same container.
    pub(crate) fn is(self, other: Self) -> bool {
        (self.list, self.index) == (other.list, other.index)
    }

    /// Its name; may be empty.
    pub(crate) fn name(self) -> &'a str {
        self.node.get("name").and_then(Node::text).unwrap_or_default()
    }
}
