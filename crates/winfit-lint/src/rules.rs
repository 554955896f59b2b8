//! The rules of `check` that are not rules of compatibility, by area: a folder each, and in it a file for each rule.

pub(crate) mod compose;
pub(crate) mod daemon;
pub(crate) mod dockerfile;
pub(crate) mod document;
pub(crate) mod image;
pub(crate) mod network;
pub(crate) mod node;
pub(crate) mod placement;
pub(crate) mod pod;
pub(crate) mod resources;
pub(crate) mod suppression;
pub(crate) mod volume;

use crate::rule::Rule;

/// Rules that look at the same kind of thing.
#[derive(Debug)]
pub struct Area {
    /// The folder's name.
    pub name: &'static str,
    /// For headings.
    pub title: &'static str,
    /// What its rules look at.
    pub about: &'static str,
    /// Its rules, sorted by id.
    pub rules: &'static [&'static Rule],
}

/// All areas, in the order in which they are shown.
pub static AREAS: &[&Area] = &[
    &document::AREA,
    &image::AREA,
    &placement::AREA,
    &pod::AREA,
    &resources::AREA,
    &volume::AREA,
    &network::AREA,
    &node::AREA,
    &compose::AREA,
    &daemon::AREA,
    &dockerfile::AREA,
    &suppression::AREA,
];

/// All rules, area by area.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    AREAS.iter().flat_map(|area| area.rules.iter().copied())
}

/// The rule with this id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}
