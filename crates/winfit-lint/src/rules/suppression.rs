//! Comments that accept findings of other rules.

pub(crate) mod malformed_suppression;
pub(crate) mod suppression_without_reason;
pub(crate) mod unknown_suppression;
pub(crate) mod unused_suppression;

use super::Area;

pub(crate) static AREA: Area = Area {
    name: "suppression",
    title: "Suppressions",
    about: "comments that accept findings of other rules",
    rules: &[
        &malformed_suppression::RULE,
        &suppression_without_reason::RULE,
        &unknown_suppression::RULE,
        &unused_suppression::RULE,
    ],
};
