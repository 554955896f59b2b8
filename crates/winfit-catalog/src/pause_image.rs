//! The images of the container that keeps the network of a pod.

use crate::{List, Text, Versions};

/// A pause image: a row of `catalog/pause-images.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseImage {
    /// Repository with registry, and tag, e.g. `registry.k8s.io/pause:3.9`.
    pub image: Text,
    /// The builds that it has a variant for, ascending; none: it is for Linux only.
    pub builds: List<u32>,
    /// The versions of Kubernetes whose kubelet and kubeadm take it by default; `None`: none does.
    pub default_of: Option<Versions>,
    /// The releases of containerd that take it where nothing is configured, e.g. `1.7`.
    pub containerd: List<Text>,
    /// What else there is to know; may be empty.
    pub note: Text,
    /// Ids of the sources.
    pub sources: List<Text>,
}
