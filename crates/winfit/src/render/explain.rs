//! `winfit explain` for people.

use super::{Human, Page, style};
use crate::render::table::{Field, Table};
use crate::wire::explain::{Body, Entry, Example, List, Rule, TextExample};

impl Human for Body {
    fn human(&self, page: &mut Page) {
        match self {
            Self::List(list) => self::list(page, list),
            Self::Rule(rule) => self::rule(page, rule),
        }
    }
}

/// The kinds of rules, and the heading above each.
const KINDS: [(&str, &str); 5] = [
    ("compatibility", "Rules of compatibility, in the order in which they are asked"),
    ("selection", "How hosts choose"),
    ("check", "Rules about files, names and placement"),
    ("cause", "Causes of failures, as winfit diagnose tells them"),
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
    about(page, &rule.entry);
    let why = if rule.entry.kind == "cause" { "Evidence" } else { "Why it matters" };
    let parts = [(why, &rule.why), ("Where sources differ", &rule.differences), ("Since", &rule.since)];
    for (heading, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        page.heading(heading);
        page.paragraph(text);
    }
    page.heading("Sources");
    for source in &rule.sources {
        page.item("-", &format!("{}, read {}", source.title, source.read));
        page.copyable(&source.url);
    }
    if !rule.examples.is_empty() || !rule.texts.is_empty() {
        page.heading("Examples");
    }
    for example in &rule.examples {
        self::example(page, example);
    }
    for (index, text) in rule.texts.iter().enumerate() {
        if index > 0 {
            page.gap();
        }
        self::text(page, text);
    }
}

/// What its findings are like, of a rule about files.
fn about(page: &mut Page, entry: &Entry) {
    let (Some(area), Some(severity), Some(confidence)) = (entry.area, entry.severity, entry.confidence)
    else {
        return;
    };
    page.gap();
    page.entry("area", area);
    page.entry("findings", &format!("{severity}, {confidence}, where they do not say otherwise"));
    page.entry("fix", fix_words(entry.fix));
    page.entry("asked", if entry.on == Some(true) { "by default" } else { "with --select only" });
}

/// What becomes of its fix.
fn fix_words(fix: Option<&str>) -> &'static str {
    match fix {
        Some("safe") => "safe: --fix makes it",
        Some("unsafe") => "unsafe: --unsafe-fixes makes it",
        Some(_) => "offered: shown, and never made",
        None => "none",
    }
}

fn text(page: &mut Page, example: &TextExample) {
    let found = if example.flagged { "" } else { ": nothing is found" };
    page.item("-", &format!("{} ({}){found}", example.says, example.file));
    for given in given(example) {
        page.indented(&given);
    }
    if let Some(fleet) = example.fleet {
        page.indented("on this fleet:");
        page.listing(fleet);
        page.indented("this file:");
    }
    page.listing(example.text);
    for (becomes, text) in becomes(example) {
        page.indented(&format!("{becomes}:"));
        page.listing(text);
    }
}

/// What becomes of it, and by what.
pub(crate) fn becomes(example: &TextExample) -> impl Iterator<Item = (&'static str, &'static str)> {
    let by = match example.fixed_by {
        Some("safe") => "with --fix it becomes",
        _ => "with --unsafe-fixes it becomes",
    };
    let offered = example.offered.map(|text| ("what is offered makes of it", text));
    example.fixed.map(|text| (by, text)).into_iter().chain(offered)
}

/// What it is checked with, besides hosts.
pub(crate) fn given(example: &TextExample) -> Vec<String> {
    let mut given = Vec::new();
    given.extend(example.kubernetes.map(|version| format!("for Kubernetes {version}")));
    given.extend(example.today.map(|day| format!("on {day}")));
    for image in &example.images {
        let platforms = match image.platforms {
            [] | ["missing"] => "does not exist".to_owned(),
            ["none"] => "is for Windows, of no known version".to_owned(),
            platforms => format!("is for {}", platforms.join(", ")),
        };
        given.push(format!("where {} {platforms}", image.reference));
    }
    given
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
