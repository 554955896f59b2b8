//! `winfit explain` for people.

use super::{Human, Page, style};
use crate::render::table::{Field, Table};
use crate::wire::explain::{Body, Example, List, Rule};

impl Human for Body {
    fn human(&self, page: &mut Page) {
        match self {
            Self::List(list) => self::list(page, list),
            Self::Rule(rule) => self::rule(page, rule),
        }
    }
}

/// The kinds of rules, and the heading above each.
const KINDS: [(&str, &str); 4] = [
    ("compatibility", "Rules of compatibility, in the order in which they are asked"),
    ("selection", "How hosts choose"),
    ("check", "Rules about files, names and placement"),
    ("field-report", "Field reports: what users met against the documents"),
];

fn list(page: &mut Page, list: &List) {
    for (kind, heading) in KINDS {
        page.heading(heading);
        let mut table = Table::with_text(["rule", "says"]);
        for entry in list.rules.iter().filter(|entry| entry.kind == kind) {
            table.row(vec![Field::new(&entry.id, style::HEADING), entry.title.as_str().into()]);
        }
        page.table(&table);
    }
    page.gap();
    page.paragraph("winfit explain RULE says more.");
}

fn rule(page: &mut Page, rule: &Rule) {
    page.headline(&rule.entry.id, style::HEADING, &format!(": {}", rule.entry.title));
    page.gap();
    page.paragraph(&rule.statement);
    for (heading, text) in [("Why it matters", &rule.why), ("Where sources differ", &rule.differences)] {
        if !text.is_empty() {
            page.heading(heading);
            page.paragraph(text);
        }
    }
    page.heading("Since");
    page.paragraph(&rule.since);
    page.heading("Sources");
    for source in &rule.sources {
        page.item("-", &format!("{}, read {}", source.title, source.read));
        page.copyable(&source.url);
    }
    if !rule.examples.is_empty() {
        page.heading("Examples");
        for example in &rule.examples {
            self::example(page, example);
        }
    }
}

fn example(page: &mut Page, example: &Example) {
    page.item("-", example.says.as_str());
    let image = example.image.as_deref().unwrap_or("unknown");
    let rules = match example.edition {
        Some(edition) => format!("{}, {edition} edition", example.rules),
        None => example.rules.to_owned(),
    };
    page.indented(&format!(
        "host {}, image {image}, {} isolation, {rules}: {}",
        example.host,
        example.isolation,
        outcome(example)
    ));
    if !example.reason.is_empty() {
        page.indented(&example.reason);
    }
}

fn outcome(example: &Example) -> String {
    match (example.outcome, example.fact) {
        ("missing", Some(fact)) => format!("not decided without {fact}"),
        ("not-applicable", _) => "not this rule's business".to_owned(),
        (outcome, _) => outcome.to_owned(),
    }
}
