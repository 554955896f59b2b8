//! Remedies that need the whole fleet: keep a workload on the hosts that run it.

use std::collections::BTreeSet;

use winfit_compat::verdict::Answer;
use winfit_compat::{Os, OsVersion};

use crate::label::{OS_BUILD, OS_VERSION, WINDOWS_BUILD, os_build, swarm_version, windows_build};
use crate::{Assessment, Changes, Fleet, FleetHost, Orchestrator, Placement};

/// A label that a host needs for a remedy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HostLabel {
    /// Name of the host.
    pub host: String,
    /// Label key.
    pub key: String,
    /// Label value.
    pub value: String,
}

/// A remedy that concerns the fleet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FleetRemedy {
    /// Let the workload ask for hosts that run it, and for no others.
    ConstrainPlacement {
        /// What its placement must give up or take on first.
        changes: Changes,
        /// The label to ask for; `None` if the changes alone do.
        label: Option<LabelConstraint>,
    },
    /// Let the workload ask for Windows hosts: every other host that it might land on runs something else. Nothing needs a
    /// label.
    KeepOnWindows {
        /// What its placement must give up first.
        changes: Changes,
    },
    /// Run it by hand on one of these hosts.
    PickHost {
        /// Names of the hosts that run it.
        hosts: Vec<String>,
    },
}

/// A label whose values tell the hosts that run a workload from the others on which it might land.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelConstraint {
    /// Label key.
    pub key: String,
    /// Label values, one or several.
    pub values: Vec<String>,
    /// Labels to set first, on hosts that lack them.
    pub missing: Vec<HostLabel>,
}

/// The remedies for a workload that runs on some hosts of the fleet and not on all that placement allows.
///
/// What is offered is the least change to the workload's own placement after which every host that it allows runs the
/// workload, and at least one does. Where it is known of no host that it runs the workload, the hosts that may are kept
/// apart from those that refuse it.
#[must_use]
pub fn fleet_remedies(
    fleet: &Fleet,
    assessment: &Assessment,
    index: usize,
    placement: &Placement,
) -> Vec<FleetRemedy> {
    let (mut runs, mut may_run, mut refuses) = (Vec::new(), Vec::new(), Vec::new());
    let mut is_refused = false;
    for (pool, admitted, answer) in assessment.of_workload(index) {
        let side = match answer.answer() {
            Some(answer) if answer.runs() => &mut runs,
            Some(Answer::Unknown(..)) => &mut may_run,
            _ => {
                is_refused = is_refused || !admitted.hosts.is_empty();
                &mut refuses
            }
        };
        side.extend(pool.members.iter().filter_map(|index| fleet.hosts.get(*index)));
    }
    let takes_work = |host: &&FleetHost| host.host.os == Os::Windows && !host.unschedulable;
    runs.retain(takes_work);
    if runs.is_empty() && is_refused {
        runs = may_run;
        runs.retain(takes_work);
    } else {
        refuses.extend(may_run);
    }
    let is_admitted = |host: &&FleetHost| placement.admits(host).is_ok();
    let is_well_placed = runs.iter().any(is_admitted) && !refuses.iter().any(is_admitted);
    if runs.is_empty() || is_well_placed {
        return Vec::new();
    }
    match placed(fleet.orchestrator, placement, &runs, &refuses) {
        Some(remedy) => vec![remedy],
        None => vec![FleetRemedy::PickHost { hosts: runs.iter().map(|host| host.name.clone()).collect() }],
    }
}

/// The cheapest change of the placement that leaves it hosts that run the workload, with the label that keeps it off
/// the others.
fn placed(
    orchestrator: Orchestrator,
    placement: &Placement,
    runs: &[&FleetHost],
    refuses: &[&FleetHost],
) -> Option<FleetRemedy> {
    if orchestrator == Orchestrator::None {
        return None;
    }
    let possible = runs.iter().filter_map(|host| Changes::to_allow(placement, host));
    let (changes, placement) = possible.min_by_key(|(changes, _)| (changes.cost(), changes.clone()))?;
    let admitted = |hosts: &[&FleetHost]| -> Vec<FleetHost> {
        hosts.iter().filter(|host| placement.admits(host).is_ok()).map(|host| (*host).clone()).collect()
    };
    // A cordon is no protection: what it refuses today it takes tomorrow.
    let uncordoned: Vec<_> =
        refuses.iter().map(|host| FleetHost { unschedulable: false, ..(*host).clone() }).collect();
    let (runs, refuses) = (admitted(runs), admitted(&uncordoned.iter().collect::<Vec<_>>()));
    if refuses.is_empty() {
        return (!changes.is_empty()).then_some(FleetRemedy::ConstrainPlacement { changes, label: None });
    }
    if orchestrator == Orchestrator::Swarm && refuses.iter().all(|host| host.host.os != Os::Windows) {
        return Some(FleetRemedy::KeepOnWindows { changes });
    }
    let label = match orchestrator {
        Orchestrator::Kubernetes => constrain(WINDOWS_BUILD, &runs, &refuses, windows_build)
            .or_else(|| constrain(OS_BUILD, &runs, &refuses, os_build)),
        Orchestrator::Swarm => constrain(OS_VERSION, &runs, &refuses, swarm_version),
        Orchestrator::None => None,
    };
    label.map(|label| FleetRemedy::ConstrainPlacement { changes, label: Some(label) })
}

/// A label whose values tell the hosts that run the workload from those that do not, if it may be set where it is
/// missing.
fn constrain(
    key: &str,
    runs: &[FleetHost],
    refuses: &[FleetHost],
    value: fn(OsVersion) -> Option<String>,
) -> Option<LabelConstraint> {
    let value_of = |host: &FleetHost| host.labels.get(key).cloned().or_else(|| value(host.host.os_version?));
    let values: Option<BTreeSet<String>> = runs.iter().map(value_of).collect();
    let values = values?;
    let collides = |host: &FleetHost| {
        // A Windows host without the label might get it later: its value must not collide either.
        let found = if host.host.os == Os::Windows { value_of(host) } else { host.labels.get(key).cloned() };
        found.is_some_and(|found| values.contains(&found))
    };
    let missing: Vec<HostLabel> = runs
        .iter()
        .filter(|host| !host.labels.contains_key(key))
        .filter_map(|host| {
            Some(HostLabel { host: host.name.clone(), key: key.to_owned(), value: value_of(host)? })
        })
        .collect();
    // The kubelet sets its own label; on clusters that lack it, users set the one by convention.
    let may_be_set = key != WINDOWS_BUILD || missing.is_empty();
    (may_be_set && !refuses.iter().any(collides)).then(|| LabelConstraint {
        key: key.to_owned(),
        values: values.into_iter().collect(),
        missing,
    })
}
