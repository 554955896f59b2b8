//! Which containers of a pod run on the host itself, found out once: rules ask for each container.

use super::{ContainerNode, HOST_PROCESS, PodNodes};
use crate::yaml::Node;

/// The host-process containers of a pod.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct HostProcess<'a, 't> {
    /// The first container that runs on the host, by its own switch or the pod's.
    pub(crate) first: Option<ContainerNode<'a, 't>>,
    /// The first container that runs elsewhere.
    pub(crate) first_other: Option<ContainerNode<'a, 't>>,
    /// The first container whose own switch is on.
    pub(crate) first_switched: Option<ContainerNode<'a, 't>>,
}

impl<'a, 't> HostProcess<'a, 't> {
    pub(super) fn of(nodes: PodNodes<'a, 't>) -> Self {
        let mut found = Self::default();
        for container in nodes.containers() {
            if nodes.is_host_process(container) {
                found.first.get_or_insert(container);
            } else {
                found.first_other.get_or_insert(container);
            }
            if container.node.at(&HOST_PROCESS).and_then(Node::truth) == Some(true) {
                found.first_switched.get_or_insert(container);
            }
        }
        found
    }

    /// Whether any container runs on the host.
    pub(crate) const fn is_used(&self) -> bool {
        self.first.is_some()
    }
}
