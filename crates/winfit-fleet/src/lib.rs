//! Hosts that belong together, workloads that ask to be placed on them, and what comes of it.
//!
//! This crate is pure, as `winfit-compat` is: readers of files and live systems fill a [`Fleet`] and [`Workload`]s, and
//! [`assess`] judges each pair that placement allows. It decides nothing about versions itself: that is
//! [`winfit_compat::verdict`]'s business.

pub mod placement;

mod assessment;
mod changes;
mod fleet;
pub mod label;
mod remedy;
mod workload;

pub use assessment::{Admission, Admitted, Asked, Assessment, PoolAnswer, WorkloadAssessment, assess, worst};
pub use changes::Changes;
pub use fleet::{Fleet, FleetHost, Orchestrator, Pool};
pub use placement::{Placement, Refusal};
pub use remedy::{FleetRemedy, HostLabel, LabelConstraint, fleet_remedies};
pub use workload::{Container, ContainerRole, Workload, WorkloadKind};
