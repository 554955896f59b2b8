//! Whether a row that is about a container runtime holds for the nodes.

use winfit_compat::catalog::{KubernetesVersion, RuntimeCondition};
use winfit_compat::{Host, Os, Runtime};

use crate::Confidence;
use crate::judge::{Check, Targets};

/// The last version whose kubelet spoke to Docker by itself.
const LAST_DOCKERSHIM: KubernetesVersion = KubernetesVersion::new(23);

/// How sure a row holds for the nodes on which a pod may run, of all Windows nodes without a pod; `None` if it does not.
///
/// Where nobody says what runs the containers, Docker may until 1.23, and does not after that.
pub(super) fn holds(
    condition: &RuntimeCondition,
    check: &Check<'_>,
    targets: Option<&Targets>,
) -> Option<Confidence> {
    let is_meant = |runtime: Runtime| match condition {
        RuntimeCondition::Any => true,
        RuntimeCondition::Docker => !matches!(runtime, Runtime::Containerd(_)),
        RuntimeCondition::Containerd { .. } => matches!(runtime, Runtime::Containerd(_)),
    };
    if *condition == RuntimeCondition::Any {
        return Some(Confidence::Certain);
    }
    let runtimes = runtimes(check, targets);
    if runtimes.iter().flatten().any(|runtime| is_meant(*runtime)) {
        return Some(Confidence::Certain);
    }
    if !runtimes.contains(&None) && !runtimes.is_empty() {
        return None;
    }
    match condition {
        RuntimeCondition::Docker if check.kubernetes > LAST_DOCKERSHIM => None,
        RuntimeCondition::Containerd { .. } if check.kubernetes > LAST_DOCKERSHIM => {
            Some(Confidence::Certain)
        }
        _ => Some(Confidence::Possible),
    }
}

/// What is known to run containers on the hosts that count; `None` for a host of which it is not known.
fn runtimes(check: &Check<'_>, targets: Option<&Targets>) -> Vec<Option<Runtime>> {
    let Some(fleet) = check.fleet else { return Vec::new() };
    let of = |host: &Host| (host.os == Os::Windows).then_some(host.runtime);
    match targets {
        Some(targets) => {
            let considered = targets.judgements.iter().filter(|it| it.target.is_considered());
            considered.filter_map(|it| it.hosts.first()).filter_map(of).collect()
        }
        None => fleet.hosts.iter().filter_map(|it| of(&it.host)).collect(),
    }
}
