//! Where a workload may be placed: what selectors, affinity, taints and constraints allow, before any version matters.

mod affinity;
mod constraint;
mod taint;

use std::fmt;

pub use affinity::{NodeSelectorTerm, Operator, Requirement};
pub use constraint::{Constraint, ParseConstraintError};
pub use taint::{Taint, TaintEffect, Toleration};

use crate::FleetHost;

/// Where a workload may be placed. An empty placement allows every host that is schedulable and untainted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Placement {
    /// Kubernetes `nodeName`: the one node, chosen by hand.
    pub node_name: Option<String>,
    /// Kubernetes `nodeSelector`: labels that the node must have.
    pub node_selector: Vec<(String, String)>,
    /// Required Kubernetes node affinity: one of the terms must hold. Empty: no such requirement.
    pub affinity: Vec<NodeSelectorTerm>,
    /// Kubernetes tolerations.
    pub tolerations: Vec<Toleration>,
    /// Swarm placement constraints: all must hold.
    pub constraints: Vec<Constraint>,
}

/// Why a host is not considered for a workload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// `nodeName` asks for another node.
    OtherNode(String),
    /// The node lacks the label `key=value`.
    Selector {
        /// Label key.
        key: String,
        /// The value asked for.
        wanted: String,
        /// The value that the node has.
        found: Option<String>,
    },
    /// No term of the required node affinity holds.
    Affinity,
    /// The workload does not tolerate this taint.
    Taint(Taint),
    /// A Swarm constraint does not hold.
    Constraint {
        /// The constraint.
        constraint: Constraint,
        /// What the host has instead; nothing of a label that it lacks.
        found: Option<String>,
    },
    /// The node takes no new workloads.
    Unschedulable,
}

impl Placement {
    /// Whether the host is considered at all.
    ///
    /// # Errors
    ///
    /// The first refusal: a cordon, then what the workload asks for, then what the host does not bear. Schedulers name
    /// one, too, but not always the same.
    pub fn admits(&self, host: &FleetHost) -> Result<(), Refusal> {
        if let Some(name) = self.node_name.as_ref().filter(|name| **name != host.name) {
            return Err(Refusal::OtherNode(name.clone()));
        }
        // A pod with a node name passes by the scheduler, but not by the kubelet, which looks at labels, and of taints
        // at those alone that evict.
        let is_scheduled = self.node_name.is_none();
        if is_scheduled && host.unschedulable && !self.tolerates(&Taint::unschedulable()) {
            return Err(Refusal::Unschedulable);
        }
        for (key, wanted) in &self.node_selector {
            let found = host.labels.get(key);
            if found != Some(wanted) {
                return Err(Refusal::Selector {
                    key: key.clone(),
                    wanted: wanted.clone(),
                    found: found.cloned(),
                });
            }
        }
        if !self.affinity.is_empty() && !self.affinity.iter().any(|term| term.holds(host)) {
            return Err(Refusal::Affinity);
        }
        let repels = |taint: &&Taint| match taint.effect {
            TaintEffect::NoExecute => true,
            TaintEffect::NoSchedule => is_scheduled,
            TaintEffect::PreferNoSchedule => false,
        };
        let repelling = host.taints.iter().filter(repels).find(|taint| !self.tolerates(taint));
        if let Some(taint) = repelling {
            return Err(Refusal::Taint(taint.clone()));
        }
        match self.constraints.iter().find(|constraint| !constraint.holds(host)) {
            Some(constraint) => {
                let found = constraint.found_on(host).map(str::to_owned);
                Err(Refusal::Constraint { constraint: constraint.clone(), found })
            }
            None => Ok(()),
        }
    }

    fn tolerates(&self, taint: &Taint) -> bool {
        self.tolerations.iter().any(|toleration| toleration.tolerates(taint))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherNode(name) => write!(f, "nodeName asks for {name}"),
            Self::Selector { key, wanted, found: None } => write!(f, "no label {key}, {wanted} is selected"),
            Self::Selector { key, wanted, found: Some(found) } => {
                write!(f, "label {key} is {found}, not {wanted}")
            }
            Self::Affinity => write!(f, "no term of the required node affinity holds"),
            Self::Taint(taint) => write!(f, "taint {taint} is not tolerated"),
            Self::Constraint { constraint, found } => {
                write!(f, "constraint {constraint} does not hold")?;
                match (constraint.label(), found) {
                    (Some(label), Some(found)) => write!(f, ": label {label} is {found}"),
                    (Some(label), None) => write!(f, ": no label {label}"),
                    (None, Some(found)) => write!(f, ": it is {found}"),
                    (None, None) => Ok(()),
                }
            }
            Self::Unschedulable => write!(f, "takes no new workloads"),
        }
    }
}

#[cfg(test)]
mod tests;
