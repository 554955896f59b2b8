//! What a placement must give up or take on so that it allows a host.

use crate::placement::{Constraint, Taint, Toleration};
use crate::{FleetHost, Placement, Refusal};

/// Changes to a placement; none of them is about versions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Changes {
    /// `nodeName` goes.
    pub unname: bool,
    /// Keys that leave the `nodeSelector`.
    pub deselect: Vec<String>,
    /// Swarm constraints that go.
    pub unconstrain: Vec<Constraint>,
    /// Taints to be tolerated.
    pub tolerate: Vec<Taint>,
}

/// More changes than anybody would make to keep a workload.
const MOST: usize = 16;

impl Changes {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How much they ask of the user: giving up a wish counts before taking on a toleration.
    pub(crate) fn cost(&self) -> (usize, usize) {
        (usize::from(self.unname) + self.deselect.len() + self.unconstrain.len(), self.tolerate.len())
    }

    /// The least that makes a placement allow a host, and the placement that it makes; `None` where that cannot be said:
    /// required affinity, cordons.
    pub(crate) fn to_allow(placement: &Placement, host: &FleetHost) -> Option<(Self, Placement)> {
        let mut changes = Self::default();
        let mut placement = placement.clone();
        for _ in 0..=MOST {
            match placement.admits(host) {
                Ok(()) => return Some((changes, placement)),
                Err(Refusal::OtherNode(_)) => {
                    changes.unname = true;
                    placement.node_name = None;
                }
                Err(Refusal::Selector { key, .. }) => {
                    placement.node_selector.retain(|(known, _)| *known != key);
                    changes.deselect.push(key);
                }
                Err(Refusal::Constraint { constraint, .. }) => {
                    placement.constraints.retain(|known| *known != constraint);
                    changes.unconstrain.push(constraint);
                }
                Err(Refusal::Taint(taint)) => {
                    placement.tolerations.push(Toleration {
                        key: Some(taint.key.clone()),
                        value: Some(taint.value.clone()),
                        effect: Some(taint.effect),
                    });
                    changes.tolerate.push(taint);
                }
                Err(Refusal::Affinity | Refusal::Unschedulable) => return None,
            }
        }
        None
    }
}
