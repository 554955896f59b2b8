//! `winfit rules`: the rules that can be selected.

use winfit_lint::{AREAS, Selector};

use super::explain;
use crate::cli::RulesArgs;
use crate::context::Context;
use crate::error::Error;
use crate::named::selectors;
use crate::output::Report;
use crate::wire;
use crate::wire::rules::{Area, Body};

/// The rules of compatibility are an area like others.
const COMPATIBILITY: Area = Area {
    name: "compatibility",
    title: "Compatibility",
    about: "whether an image runs on a host, in the order in which they are asked; and how hosts choose",
};

/// The rules that words mean; without words, all.
pub(crate) fn report(arguments: &RulesArgs, context: &Context) -> Result<Report<Body>, Error> {
    let words = selectors(&arguments.select)?;
    let is_meant = |id: &str| words.is_empty() || words.iter().any(|word: &Selector| word.means(id));
    let mut rules: Vec<_> = explain::rules(context.catalog()).into_iter().map(|rule| rule.entry).collect();
    rules.retain(|entry| is_meant(&entry.id));
    let areas = areas().filter(|area| rules.iter().any(|rule| rule.area == Some(area.name))).collect();
    Ok(Report { body: Body { schema: wire::SCHEMA, areas, rules }, worst: None })
}

/// All areas, in the order in which they are shown.
pub(crate) fn areas() -> impl Iterator<Item = Area> {
    let own = AREAS.iter().map(|area| Area { name: area.name, title: area.title, about: area.about });
    [COMPATIBILITY].into_iter().chain(own)
}
