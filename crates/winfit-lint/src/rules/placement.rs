//! Where workloads may come to run, and where they should.

pub(crate) mod field_report;
pub(crate) mod mixed_operating_systems;
pub(crate) mod no_host;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "placement",
    title: "Placement",
    about: "where workloads may come to run, and where they should",
    rules: &[&field_report::RULE, &mixed_operating_systems::RULE, &no_host::RULE],
};
