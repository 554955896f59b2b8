//! Services of Compose files and of Swarm stacks.

pub(crate) mod isolation_value;
pub(crate) mod linux_only_key;
pub(crate) mod missing_os_constraint;
pub(crate) mod platform_mismatch;
pub(crate) mod secret_file_mount;
pub(crate) mod unconstrained_linux_service;
pub(crate) mod unread_include;
pub(crate) mod unsupported_network_driver;
pub(crate) mod windows_volume_path;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "compose",
    title: "Compose and Swarm",
    about: "services of Compose files and of Swarm stacks",
    rules: &[
        &isolation_value::RULE,
        &linux_only_key::RULE,
        &missing_os_constraint::RULE,
        &platform_mismatch::RULE,
        &secret_file_mount::RULE,
        &unconstrained_linux_service::RULE,
        &unread_include::RULE,
        &unsupported_network_driver::RULE,
        &windows_volume_path::RULE,
    ],
};
