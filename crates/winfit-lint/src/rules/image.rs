//! Names, tags and what is behind them.

pub(crate) mod image_not_found;
pub(crate) mod invalid_image_name;
pub(crate) mod misleading_tag;
pub(crate) mod retired_image_name;
pub(crate) mod withdrawn_tag;

use super::Area;

pub(crate) static AREA: Area = Area {
    name: "image",
    title: "Images",
    about: "names, tags and what is behind them",
    rules: &[
        &image_not_found::RULE,
        &invalid_image_name::RULE,
        &misleading_tag::RULE,
        &retired_image_name::RULE,
        &withdrawn_tag::RULE,
    ],
};
