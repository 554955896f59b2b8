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

fn entries(catalog: &Catalog) -> Vec<Entry> {
    let all = rules(catalog).into_iter().chain(pages::of_field_reports(catalog));
    all.map(|rule| rule.entry).collect()
}

/// The page of a rule or a field report.
pub(crate) fn rule(catalog: &Catalog, id: &str) -> Result<Rule, Error> {
    let mut all = rules(catalog).into_iter().chain(pages::of_field_reports(catalog));
    all.find(|rule| rule.entry.id.eq_ignore_ascii_case(id)).ok_or_else(|| {
        let entries = entries(catalog);
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        Error::UnknownRule { id: id.to_owned(), nearest: similar(&id.to_ascii_lowercase(), &ids) }
    })
}
