//! Where workloads may come to run, and where they should.

pub(crate) mod build_selector_mismatch;
pub(crate) mod contradicting_pod_os;
pub(crate) mod deprecated_os_label;
pub(crate) mod field_report;
pub(crate) mod linux_workload_on_windows;
pub(crate) mod missing_os_selector;
pub(crate) mod missing_pod_os;
pub(crate) mod mixed_operating_systems;
pub(crate) mod no_host;
pub(crate) mod unknown_runtime_class;

use super::Area;

pub(crate) static AREA: Area = Area {
    name: "placement",
    title: "Placement",
    about: "where workloads may come to run, and where they should",
    rules: &[
        &build_selector_mismatch::RULE,
        &contradicting_pod_os::RULE,
        &deprecated_os_label::RULE,
        &field_report::RULE,
        &linux_workload_on_windows::RULE,
        &missing_os_selector::RULE,
        &missing_pod_os::RULE,
        &mixed_operating_systems::RULE,
        &no_host::RULE,
        &unknown_runtime_class::RULE,
    ],
};
