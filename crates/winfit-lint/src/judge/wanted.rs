//! Which images matter for a set of documents: those that somebody should look up before it is judged.

use std::collections::{BTreeSet, HashMap};

use winfit_compat::Os;
use winfit_compat::catalog::Catalog;
use winfit_compat::reference::Reference;
use winfit_fleet::{Fleet, FleetHost, Orchestrator, Placement};

use super::judged::{claims_windows, is_scheduled, reference, says_windows};
use crate::{Document, Found};

/// The images that matter, each once, sorted: all of a workload that anything says to be for Windows, and on a fleet
/// with Windows hosts also those of a workload that a scheduler may place on one of them, for they may turn out to be
/// Windows images. Documents should be linked first.
///
/// Nothing is wanted of a workload that is pinned to Linux, of a reference with a variable that has no value, and of a
/// service whose image is built rather than pulled.
#[must_use]
pub fn wanted(catalog: &Catalog, documents: &[Document], fleet: Option<&Fleet>) -> Vec<Reference> {
    let mut reach = Reach::new(fleet);
    let mut wanted = BTreeSet::new();
    for found in documents.iter().flat_map(|document| &document.workloads) {
        let is_pinned_to_linux = found.workload.os == Some(Os::Linux);
        if is_pinned_to_linux || is_built(found, fleet) {
            continue;
        }
        if says_windows(found) || claims_windows(catalog, found) || reach.windows(found) {
            wanted.extend((0..found.workload.containers.len()).filter_map(|it| reference(found, it)));
        }
    }
    wanted.into_iter().collect()
}

/// Whether the image is made from the sources beside the file. Swarm builds nothing, and pulls it.
pub(super) fn is_built(found: &Found, fleet: Option<&Fleet>) -> bool {
    found.build.is_some() && fleet.is_none_or(|fleet| fleet.orchestrator != Orchestrator::Swarm)
}

/// Which workloads may come to run on a Windows host.
struct Reach<'a> {
    fleet: Option<&'a Fleet>,
    /// The Windows hosts; a cordon ends some day.
    windows: Vec<FleetHost>,
    /// What was found out already, by placement.
    admitted: HashMap<&'a Placement, bool>,
}

impl<'a> Reach<'a> {
    fn new(fleet: Option<&'a Fleet>) -> Self {
        let hosts = fleet.into_iter().flat_map(|fleet| &fleet.hosts);
        let windows = hosts
            .filter(|host| host.host.os == Os::Windows)
            .map(|host| FleetHost { unschedulable: false, ..host.clone() })
            .collect();
        Self { fleet, windows, admitted: HashMap::new() }
    }

    fn windows(&mut self, found: &'a Found) -> bool {
        let Some(fleet) = self.fleet else { return false };
        // What somebody starts by hand is for Windows if it says so; each Dockerfile from alpine would ask otherwise.
        if !is_scheduled(found, fleet) {
            return false;
        }
        let Self { windows, admitted, .. } = self;
        let placement = &found.workload.placement;
        *admitted
            .entry(placement)
            .or_insert_with(|| windows.iter().any(|host| placement.admits(host).is_ok()))
    }
}
