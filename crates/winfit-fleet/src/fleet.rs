//! Fleets, hosts and pools.

use std::collections::BTreeMap;

use winfit_compat::Host;

use crate::placement::Taint;

/// What places workloads on the hosts of a fleet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Orchestrator {
    /// Nothing: containers are started by hand.
    #[default]
    None,
    /// Kubernetes: the hosts are its nodes.
    Kubernetes,
    /// Docker Swarm: the hosts are its nodes.
    Swarm,
}

/// A host with its name and with what placement looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FleetHost {
    /// Name of the node or machine.
    pub name: String,
    /// The facts that decide whether an image runs.
    pub host: Host,
    /// Kubernetes or Swarm node labels.
    pub labels: BTreeMap<String, String>,
    /// Labels of the Swarm engine (`engine.labels`).
    pub engine_labels: BTreeMap<String, String>,
    /// Kubernetes taints.
    pub taints: Vec<Taint>,
    /// Swarm role, `manager` or `worker`.
    pub role: Option<String>,
    /// Swarm node id.
    pub id: Option<String>,
    /// The node takes no new workloads: cordoned, drained or paused.
    pub unschedulable: bool,
}

impl FleetHost {
    /// A host of this name without labels and taints.
    #[must_use]
    pub fn new(name: impl Into<String>, host: Host) -> Self {
        Self {
            name: name.into(),
            host,
            labels: BTreeMap::new(),
            engine_labels: BTreeMap::new(),
            taints: Vec::new(),
            role: None,
            id: None,
            unschedulable: false,
        }
    }
}

/// All hosts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fleet {
    /// What places workloads on them.
    pub orchestrator: Orchestrator,
    /// The hosts, in the order of their source.
    pub hosts: Vec<FleetHost>,
}

/// Hosts that are alike in every fact that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// The facts that they share.
    pub host: Host,
    /// Their indices in [`Fleet::hosts`], ascending.
    pub members: Vec<usize>,
}

impl Fleet {
    /// The hosts grouped by the facts that decide, ordered by those facts.
    #[must_use]
    pub fn pools(&self) -> Vec<Pool> {
        let mut members: BTreeMap<Host, Vec<usize>> = BTreeMap::new();
        for (index, host) in self.hosts.iter().enumerate() {
            members.entry(host.host).or_default().push(index);
        }
        members.into_iter().map(|(host, members)| Pool { host, members }).collect()
    }
}
