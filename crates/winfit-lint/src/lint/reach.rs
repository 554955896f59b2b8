//! The hosts of a fleet that a placement reaches.

use winfit_compat::Os;
use winfit_fleet::{Fleet, FleetHost, Placement};

use crate::names::first_of;

/// The names of the hosts with an operating system that a placement lets a workload come to. A cordon counts for nothing:
/// it ends some day.
pub(crate) fn reached<'f>(fleet: &'f Fleet, placement: &Placement, os: Os) -> Vec<&'f str> {
    let of_system = fleet.hosts.iter().filter(|host| host.host.os == os);
    let admits =
        |host: &&FleetHost| placement.admits(&FleetHost { unschedulable: false, ..(*host).clone() }).is_ok();
    of_system.filter(admits).map(|host| host.name.as_str()).collect()
}

/// As many names as a line takes before the rest is counted.
const NAMES: usize = 3;

/// The nodes by name, e.g. `the Windows nodes win-a, win-b`.
pub(crate) fn listed(os: Os, names: &[&str]) -> String {
    let system = match os {
        Os::Windows => "Windows",
        Os::Linux => "Linux",
    };
    let nodes = if names.len() == 1 { "node" } else { "nodes" };
    format!("the {system} {nodes} {}", first_of(NAMES, names))
}
