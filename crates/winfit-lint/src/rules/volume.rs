//! Volumes and mounts that Windows treats otherwise.

pub(crate) mod csi_proxy_version;
pub(crate) mod flex_volume;
pub(crate) mod image_volume;
pub(crate) mod memory_medium;
pub(crate) mod mount_propagation;
pub(crate) mod raw_block_volume;
pub(crate) mod recursive_read_only;
pub(crate) mod unsupported_volume;
pub(crate) mod volume_needs_csi_driver;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "volume",
    title: "Volumes",
    about: "volumes and mounts that Windows treats otherwise",
    rules: &[
        &csi_proxy_version::RULE,
        &flex_volume::RULE,
        &image_volume::RULE,
        &memory_medium::RULE,
        &mount_propagation::RULE,
        &raw_block_volume::RULE,
        &recursive_read_only::RULE,
        &unsupported_volume::RULE,
        &volume_needs_csi_driver::RULE,
    ],
};
