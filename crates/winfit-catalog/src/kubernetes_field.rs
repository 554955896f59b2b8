//! What becomes of each field of a Kubernetes object on Windows.

use crate::{FieldPath, KubernetesVersion, List, Text, Versions};

/// A fact about a field: a row of `catalog/kubernetes-fields.csv`.
///
/// Several rows may speak about one field in one version: one per state of `spec.os.name`, per container runtime,
/// per qualifier. All of them hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KubernetesField {
    /// Short name of the row.
    pub id: Text,
    /// Id of the rule that reports it; `None` where there is nothing to report, or no file can show it.
    pub rule: Option<Text>,
    /// Why no rule reports it although it is not supported.
    pub unchecked: Option<Text>,
    /// The kind of object that has the field.
    pub kind: ObjectKind,
    /// Where the field stands in the object. `spec.containers[*]` of a pod stands for its init and ephemeral
    /// containers, too; pod templates have the pod at `spec.template`.
    pub path: FieldPath,
    /// The value of the field that the row is about; `None`: any.
    pub value: Option<Text>,
    /// A further condition, as a short name that the rule knows; `None`: there is none.
    pub qualifier: Option<Text>,
    /// What `spec.os.name` of the pod has to say for the row to hold.
    pub os_name: PodOs,
    /// What becomes of the field.
    pub behaviour: FieldBehaviour,
    /// The versions of Kubernetes for which the row holds.
    pub versions: Versions,
    /// The container runtimes for which the row holds.
    pub runtime: RuntimeCondition,
    /// What to do or write instead.
    pub alternative: Option<Text>,
    /// Why it is so, in words that can stand under a finding.
    pub explanation: Text,
    /// What the row goes by.
    pub basis: Basis,
    /// Ids of the sources.
    pub sources: List<Text>,
}

impl KubernetesField {
    /// Whether the row holds for this version.
    #[must_use]
    pub fn applies(&self, version: KubernetesVersion) -> bool {
        self.versions.contains(version)
    }

    /// Whether a file that has the field so gets less than it asks for.
    #[must_use]
    pub fn is_defect(&self) -> bool {
        self.behaviour != FieldBehaviour::Supported
    }
}

/// A kind of object whose fields have rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectKind {
    /// A pod, or the template of one.
    Pod,
    /// A service.
    Service,
    /// A claim, or the template of one.
    PersistentVolumeClaim,
    /// A network policy.
    NetworkPolicy,
    /// A node.
    Node,
}

impl ObjectKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Pod, Self::Service, Self::PersistentVolumeClaim, Self::NetworkPolicy, Self::Node];

    /// As `kind` in manifests.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pod => "Pod",
            Self::Service => "Service",
            Self::PersistentVolumeClaim => "PersistentVolumeClaim",
            Self::NetworkPolicy => "NetworkPolicy",
            Self::Node => "Node",
        }
    }
}

/// What `spec.os.name` of a pod says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PodOs {
    /// Whatever it says.
    Any,
    /// `windows`.
    Windows,
    /// `linux`.
    Linux,
    /// Nothing: the pod does not have the field, and its node selector or image makes it one for Windows.
    Unset,
}

impl PodOs {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Any, Self::Windows, Self::Linux, Self::Unset];

    /// The word in the catalogue.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Windows => "windows",
            Self::Linux => "linux",
            Self::Unset => "unset",
        }
    }

    /// Whether a pod with this `spec.os.name`, or without one, is meant.
    #[must_use]
    pub fn admits(self, os_name: Option<&str>) -> bool {
        match self {
            Self::Any => true,
            Self::Unset => os_name.is_none(),
            Self::Windows | Self::Linux => os_name == Some(self.as_str()),
        }
    }
}

/// What becomes of a field on Windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldBehaviour {
    /// The API server refuses the object.
    RejectedByApi,
    /// The object is stored and scheduled, and the kubelet refuses it.
    RejectedByKubelet,
    /// Nothing happens, and nobody says so.
    Ignored,
    /// The kubelet or the container runtime fails to start the container.
    FailsAtStart,
    /// Works in part, or under conditions.
    Limited,
    /// Documented not to work; what happens is not told.
    NotSupported,
    /// Works.
    Supported,
    /// The version does not have the field: the API server drops it.
    NotInApi,
}

impl FieldBehaviour {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::RejectedByApi,
        Self::RejectedByKubelet,
        Self::Ignored,
        Self::FailsAtStart,
        Self::Limited,
        Self::NotSupported,
        Self::Supported,
        Self::NotInApi,
    ];

    /// The word in the catalogue.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RejectedByApi => "rejected-by-api",
            Self::RejectedByKubelet => "rejected-by-kubelet",
            Self::Ignored => "ignored",
            Self::FailsAtStart => "fails-at-start",
            Self::Limited => "limited",
            Self::NotSupported => "not-supported",
            Self::Supported => "supported",
            Self::NotInApi => "not-in-api",
        }
    }
}

/// The container runtimes of a node for which a row holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RuntimeCondition {
    /// Whichever it is.
    Any,
    /// Docker, through the kubelet's dockershim or cri-dockerd.
    Docker,
    /// containerd.
    Containerd {
        /// The oldest release for which the row holds, e.g. `1.6`; `None`: any.
        least: Option<Text>,
    },
}

/// What a row goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Read in the source code.
    Code,
    /// Stated by the documentation.
    Document,
    /// Stated by a change log or an enhancement proposal.
    ReleaseNote,
    /// Stated in an issue.
    Issue,
    /// Follows from code or documents that do not state it.
    Inferred,
}

impl Basis {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Code, Self::Document, Self::ReleaseNote, Self::Issue, Self::Inferred];

    /// The word in the catalogue.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Document => "document",
            Self::ReleaseNote => "release-note",
            Self::Issue => "issue",
            Self::Inferred => "inferred",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_about_an_operating_system_admits_only_pods_that_say_so() {
        let states = [None, Some("windows"), Some("linux"), Some("Windows"), Some("")];
        let admitted = |os: PodOs| states.map(|state| os.admits(state));
        assert_eq!(admitted(PodOs::Any), [true; 5]);
        assert_eq!(admitted(PodOs::Unset), [true, false, false, false, false]);
        assert_eq!(admitted(PodOs::Windows), [false, true, false, false, false]);
        assert_eq!(admitted(PodOs::Linux), [false, false, true, false, false]);
    }
}
