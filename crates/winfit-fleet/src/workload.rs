//! What asks to be placed.

use std::fmt;

use winfit_compat::{Isolation, Os};

use crate::Placement;

/// The kind of object that asks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkloadKind {
    /// A Kubernetes object with a pod template, by its kind: `Deployment`, `Pod`, `CronJob` …
    Kubernetes(String),
    /// A service of a Compose or Swarm stack file.
    ComposeService,
    /// A stage of a Dockerfile: building it starts containers of its base image.
    DockerfileStage,
}

impl fmt::Display for WorkloadKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kubernetes(kind) => f.pad(kind),
            Self::ComposeService => f.pad("service"),
            Self::DockerfileStage => f.pad("stage"),
        }
    }
}

/// When a container of a workload runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContainerRole {
    /// Runs as long as the workload does.
    Main,
    /// Runs before the others.
    Init,
    /// Added to a running pod for debugging.
    Ephemeral,
}

/// A container of a workload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container {
    /// Its name; for a Dockerfile stage the stage's name or number.
    pub name: String,
    /// The image reference, as written and with variables filled in where their value is known.
    pub image: String,
    /// When it runs.
    pub role: ContainerRole,
    /// The isolation that the document asks for; `None`: the host's default.
    pub isolation: Option<Isolation>,
}

/// What asks to be placed: a pod template, a Compose service, a Dockerfile stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workload {
    /// The kind of object.
    pub kind: WorkloadKind,
    /// Its name; empty if the document gives none.
    pub name: String,
    /// Its Kubernetes namespace, where the document gives one.
    pub namespace: Option<String>,
    /// The operating system that the document asks for, by `spec.os`, a selector, a platform or a constraint.
    pub os: Option<Os>,
    /// Its containers, in document order.
    pub containers: Vec<Container>,
    /// Where it may be placed.
    pub placement: Placement,
}

impl fmt::Display for Workload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        if !self.name.is_empty() {
            write!(f, " {}", self.name)?;
        }
        Ok(())
    }
}
