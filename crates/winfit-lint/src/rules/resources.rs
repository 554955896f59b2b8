//! Memory, processors and devices of containers on Windows.

pub(crate) mod cpu_limit_shares;
pub(crate) mod device_plugin_resource;
pub(crate) mod ephemeral_storage_limit;
pub(crate) mod huge_pages;
pub(crate) mod missing_resource_limits;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "resources",
    title: "Resources",
    about: "memory, processors and devices of containers on Windows",
    rules: &[
        &cpu_limit_shares::RULE,
        &device_plugin_resource::RULE,
        &ephemeral_storage_limit::RULE,
        &huge_pages::RULE,
        &missing_resource_limits::RULE,
    ],
};
