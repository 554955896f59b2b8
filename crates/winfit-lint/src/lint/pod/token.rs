//! The token of a service account in a pod: whether the kubelet mounts one, and to whom it would give it.

use super::PodNodes;
use crate::yaml::Node;

impl<'a> PodNodes<'a, '_> {
    /// Whether the kubelet mounts a token: it does unless somebody says no, and where somebody asks for one.
    pub(crate) fn has_service_account_token(self) -> bool {
        let mut volumes = self.spec.get("volumes").into_iter().flat_map(Node::items);
        let is_token = |source: Node<'_, '_>| source.get("serviceAccountToken").is_some();
        let is_asked_for = volumes.any(|volume| {
            volume.at(&["projected", "sources"]).into_iter().flat_map(Node::items).any(is_token)
        });
        let is_mounted = self.spec.get("automountServiceAccountToken").and_then(Node::truth) != Some(false);
        is_mounted || is_asked_for
    }

    /// The number of the user that all containers have, to whom the token would belong; `None` if they have several, or one
    /// of them has none.
    pub(crate) fn only_user(self) -> Option<&'a str> {
        let containers = self.containers().filter(|container| container.list != "ephemeralContainers");
        let mut users = containers.map(|container| {
            self.of_container(container, &["securityContext", "runAsUser"]).and_then(Node::text)
        });
        let first = users.next()?;
        first.filter(|_| users.all(|user| user == first))
    }
}
