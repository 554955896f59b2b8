//! `winfit explain`: the rules, one page each.

mod pages;

use winfit_compat::catalog::Catalog;

use crate::cli::ExplainArgs;
use crate::context::Context;
use crate::error::Error;
use crate::named::similar;
use crate::output::Report;
use crate::wire;
use crate::wire::explain::{Body, Entry, List, Rule};

/// The rule that was asked for, or the list of all.
pub(crate) fn report(arguments: &ExplainArgs, context: &Context) -> Result<Report<Body>, Error> {
    let catalog = context.catalog();
    let body = match &arguments.rule {
        None => Body::List(List { schema: wire::SCHEMA, rules: entries(catalog) }),
        Some(id) => Body::Rule(Box::new(rule(catalog, id)?)),
    };
    Ok(Report { body, worst: None })
}

/// All pages without those of field reports, which are rows of the catalogue.
pub(crate) fn rules(catalog: &Catalog) -> Vec<Rule> {
    let mut rules: Vec<_> = pages::of_compatibility(catalog).collect();
    rules.push(pages::of_selection(catalog));
    rules.extend(pages::of_check(catalog));
    rules
}

/// The pages of causes, some of which have the names of rules.
pub(crate) fn causes(catalog: &Catalog) -> impl Iterator<Item = Rule> {
    pages::of_causes(catalog)
}

fn all(catalog: &Catalog) -> impl Iterator<Item = Rule> {
    rules(catalog).into_iter().chain(causes(catalog)).chain(pages::of_field_reports(catalog))
}

fn entries(catalog: &Catalog) -> Vec<Entry> {
    all(catalog).map(|rule| rule.entry).collect()
}

/// The page of a rule, a cause or a field report. Of a rule and a cause with the same name the rule is meant; `cause/NAME`
/// means the cause.
pub(crate) fn rule(catalog: &Catalog, id: &str) -> Result<Rule, Error> {
    let (kind, name) = match id.split_once('/') {
        Some(("cause", name)) => (Some("cause"), name),
        _ => (None, id),
    };
    let is_meant = |rule: &Rule| {
        rule.entry.id.eq_ignore_ascii_case(name) && kind.is_none_or(|kind| rule.entry.kind == kind)
    };
    all(catalog).find(is_meant).ok_or_else(|| {
        let entries = entries(catalog);
        let mut ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        Error::UnknownRule { id: id.to_owned(), nearest: similar(&name.to_ascii_lowercase(), &ids) }
    })
}
