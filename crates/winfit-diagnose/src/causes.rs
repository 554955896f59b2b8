//! The causes, a file each: statement, evidence, remedies, sources, examples.

mod mismatch;
mod pull;
mod steps;
mod told;

pub mod arch_mismatch;
pub mod baseline_2020_02;
pub mod hyperv_unavailable;
pub mod image_name_invalid;
pub mod image_newer_than_host;
pub mod image_not_found;
pub mod image_not_on_node;
pub mod linux_image_on_windows;
pub mod local_image_other_platform;
pub mod no_matching_manifest;
pub mod os_mismatch_build;
pub mod os_mismatch_revision_2016;
pub mod registry_rate_limited;
pub mod registry_unauthorized;
pub mod registry_unreachable;
pub mod sandbox_pause_image_mismatch;
pub mod windows_image_on_linux;

use crate::cause::Cause;

/// All causes. Those of equal class and confidence are told in this order.
pub static CAUSES: &[&Cause] = &[
    &sandbox_pause_image_mismatch::CAUSE,
    &image_newer_than_host::CAUSE,
    &os_mismatch_revision_2016::CAUSE,
    &os_mismatch_build::CAUSE,
    &baseline_2020_02::CAUSE,
    &hyperv_unavailable::CAUSE,
    &linux_image_on_windows::CAUSE,
    &windows_image_on_linux::CAUSE,
    &arch_mismatch::CAUSE,
    &no_matching_manifest::CAUSE,
    &image_name_invalid::CAUSE,
    &image_not_found::CAUSE,
    &image_not_on_node::CAUSE,
    &local_image_other_platform::CAUSE,
    &registry_rate_limited::CAUSE,
    &registry_unauthorized::CAUSE,
    &registry_unreachable::CAUSE,
];

/// The cause with this id.
#[must_use]
pub fn cause(id: &str) -> Option<&'static Cause> {
    CAUSES.iter().copied().find(|cause| cause.id == id)
}
