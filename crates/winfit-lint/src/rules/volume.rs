//! Volumes and mounts that Windows treats otherwise.

pub(crate) mod csi_proxy_version;
pub(crate) mod drive_mount_path;
pub(crate) mod file_mode;
pub(crate) mod flex_volume;
pub(crate) mod host_path_form;
pub(crate) mod image_volume;
pub(crate) mod memory_medium;
pub(crate) mod mount_propagation;
pub(crate) mod projected_token_permissions;
pub(crate) mod raw_block_volume;
pub(crate) mod recursive_read_only;
pub(crate) mod secret_on_disk;
pub(crate) mod single_file_mount;
pub(crate) mod sub_path_mount;
pub(crate) mod unsupported_volume;
pub(crate) mod volume_needs_csi_driver;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "volume",
    title: "Volumes",
    about: "volumes and mounts that Windows treats otherwise",
    rules: &[
        &csi_proxy_version::RULE,
        &drive_mount_path::RULE,
        &file_mode::RULE,
        &flex_volume::RULE,
        &host_path_form::RULE,
        &image_volume::RULE,
        &memory_medium::RULE,
        &mount_propagation::RULE,
        &projected_token_permissions::RULE,
        &raw_block_volume::RULE,
        &recursive_read_only::RULE,
        &secret_on_disk::RULE,
        &single_file_mount::RULE,
        &sub_path_mount::RULE,
        &unsupported_volume::RULE,
        &volume_needs_csi_driver::RULE,
    ],
};
