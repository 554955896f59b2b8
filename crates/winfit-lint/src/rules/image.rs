//! Names, tags and what is behind them.

pub(crate) mod base_image_out_of_support;
pub(crate) mod digest_without_platform;
pub(crate) mod floating_windows_tag;
pub(crate) mod image_not_found;
pub(crate) mod invalid_image_name;
pub(crate) mod misleading_tag;
pub(crate) mod pause_image_mismatch;
pub(crate) mod retired_image_name;
pub(crate) mod revision_far_behind;
pub(crate) mod sac_release;
pub(crate) mod server_2016_without_revision;
pub(crate) mod unpinned_windows_tag;
pub(crate) mod withdrawn_tag;

use super::Area;

pub(crate) static AREA: Area = Area {
    name: "image",
    title: "Images",
    about: "names, tags and what is behind them",
    rules: &[
        &base_image_out_of_support::RULE,
        &digest_without_platform::RULE,
        &floating_windows_tag::RULE,
        &image_not_found::RULE,
        &invalid_image_name::RULE,
        &misleading_tag::RULE,
        &pause_image_mismatch::RULE,
        &retired_image_name::RULE,
        &revision_far_behind::RULE,
        &sac_release::RULE,
        &server_2016_without_revision::RULE,
        &unpinned_windows_tag::RULE,
        &withdrawn_tag::RULE,
    ],
};
