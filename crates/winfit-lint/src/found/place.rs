//! The other places of a workload.

use crate::Span;

/// Something that bears on where a workload runs, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub kind: PlaceKind,
    /// Its key; for an item of a list the item.
    pub key: Span,
    /// Its value; for an item of a list the item.
    pub value: Span,
}

/// The kinds of places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// The mapping that holds a pod's containers: the value is that mapping, the key its parent's (`spec`).
    PodSpec,
    /// The service's mapping in a Compose file.
    Service,
    /// `spec.os.name`.
    PodOs,
    /// `nodeSelector`, whole.
    NodeSelector,
    /// The entry of `nodeSelector` with this key.
    NodeSelectorEntry(String),
    /// Required node affinity, whole.
    NodeAffinity,
    /// `nodeName`.
    NodeName,
    /// A toleration, by its number.
    Toleration(usize),
    /// `securityContext.windowsOptions.hostProcess`.
    HostProcess,
    /// The annotation that asks for an isolation mode.
    IsolationAnnotation,
    /// Compose `isolation`.
    Isolation,
    /// Compose `platform` or a Dockerfile's `--platform`.
    Platform,
    /// Compose `deploy.placement`, whole.
    Placement,
    /// A placement constraint, by its number.
    Constraint(usize),
    /// The keyword `FROM` with what follows it.
    From,
}
