//! The pages: rules of compatibility, of platform selection, of `check`, causes of failures, and field reports.

use winfit_compat::catalog::{Catalog, Edition, FieldReport, ReportState};
use winfit_compat::rules::{self, Case, Outcome, RULES};
use winfit_compat::selection::STATEMENT;
use winfit_compat::{Fact, Host, Os};
use winfit_diagnose::causes::CAUSES;
use winfit_lint::{AREAS, Area, Preset, Safety};

use crate::wire::explain::{Entry, Example, Rule, TextExample, TextImage};
use crate::wire::{self, Source};

pub(super) fn of_compatibility(catalog: &Catalog) -> impl Iterator<Item = Rule> {
    RULES.into_iter().map(|rule| Rule {
        schema: wire::SCHEMA,
        entry: Entry {
            area: Some("compatibility"),
            on: Some(true),
            ..entry(rule.id, "compatibility", rule.title)
        },
        statement: rule.statement.to_owned(),
        why: rule.why.to_owned(),
        since: rule.since.to_owned(),
        sources: Source::of(catalog, rule.sources.iter().copied()),
        differences: rule.differences.to_owned(),
        examples: rule.examples.iter().map(|example| self::example(catalog, rule, example)).collect(),
        texts: Vec::new(),
    })
}

pub(super) fn of_selection(catalog: &Catalog) -> Rule {
    Rule {
        schema: wire::SCHEMA,
        entry: Entry {
            area: Some("compatibility"),
            on: Some(true),
            ..entry(STATEMENT.id, "selection", STATEMENT.title)
        },
        statement: STATEMENT.statement.to_owned(),
        why: STATEMENT.why.to_owned(),
        since: STATEMENT.since.to_owned(),
        sources: Source::of(catalog, STATEMENT.sources.iter().copied()),
        differences: STATEMENT.differences.to_owned(),
        examples: Vec::new(),
        texts: Vec::new(),
    }
}

pub(super) fn of_check(catalog: &Catalog) -> impl Iterator<Item = Rule> {
    let of_area = |area: &&'static Area| area.rules.iter().map(|rule| (area.name, *rule));
    AREAS.iter().flat_map(of_area).map(|(area, rule)| Rule {
        schema: wire::SCHEMA,
        entry: Entry {
            area: Some(area),
            severity: Some(rule.severity.as_str()),
            confidence: Some(rule.confidence.as_str()),
            fix: rule.fix.map(Safety::as_str),
            on: Some(rule.preset == Preset::On),
            ..entry(rule.id, "check", rule.title)
        },
        statement: rule.statement.to_owned(),
        why: String::new(),
        since: rule.since.to_owned(),
        sources: Source::of(catalog, rule.sources.iter().copied()),
        differences: String::new(),
        examples: Vec::new(),
        texts: rule.examples.iter().map(|example| text(rule, example)).collect(),
    })
}

pub(super) fn of_causes(catalog: &Catalog) -> impl Iterator<Item = Rule> {
    CAUSES.iter().map(|cause| Rule {
        schema: wire::SCHEMA,
        entry: entry(cause.id, "cause", cause.title),
        statement: cause.statement.to_owned(),
        why: format!("Said where this is seen: {} Against it: {}", cause.requires, cause.against),
        since: String::new(),
        sources: Source::of(catalog, cause.sources.iter().copied()),
        differences: String::new(),
        examples: Vec::new(),
        texts: cause.examples.iter().map(failure).collect(),
    })
}

/// The text of a failure, and whether the cause is found in it.
fn failure(example: &winfit_diagnose::cause::Example) -> TextExample {
    TextExample {
        says: example.says,
        file: "text",
        text: example.text,
        flagged: example.found.is_some(),
        fixed: None,
        fixed_by: None,
        offered: None,
        kubernetes: None,
        fleet: None,
        images: Vec::new(),
        today: None,
    }
}

fn text(rule: &winfit_lint::Rule, example: &winfit_lint::Example) -> TextExample {
    let given = example.given;
    let image =
        |(reference, platforms): &(&'static str, &'static [&'static str])| TextImage { reference, platforms };
    TextExample {
        says: example.says,
        file: example.file,
        text: example.text,
        flagged: example.is_bad(),
        fixed: example.fixed,
        fixed_by: example.fixed.map(|_| match rule.fix {
            Some(Safety::Safe) if !example.needs_unsafe => Safety::Safe.as_str(),
            _ => Safety::Unsafe.as_str(),
        }),
        offered: example.offered,
        kubernetes: given.kubernetes,
        fleet: given.fleet,
        images: given.images.iter().map(image).collect(),
        today: given.today,
    }
}

pub(super) fn of_field_reports(catalog: &Catalog) -> impl Iterator<Item = Rule> {
    catalog.field_reports.iter().map(|report| Rule {
        schema: wire::SCHEMA,
        entry: entry(&report.id, "field-report", &format!("reported: {}", report.id.replace('-', " "))),
        statement: report.statement.to_string(),
        why: String::new(),
        since: format!("first reported on {}; {}", report.reported, state(report)),
        sources: Source::of(catalog, [report.source.as_ref()]),
        differences: String::new(),
        examples: Vec::new(),
        texts: Vec::new(),
    })
}

fn entry(id: &str, kind: &'static str, title: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        kind,
        title: title.to_owned(),
        area: None,
        severity: None,
        confidence: None,
        fix: None,
        on: None,
    }
}

fn state(report: &FieldReport) -> String {
    let seen =
        if report.symptom.is_empty() { String::new() } else { format!(", seen as {}", report.symptom) };
    let cure = report.cured_by.map(|kb| format!(" by {kb}")).unwrap_or_default();
    match report.state {
        ReportState::Open => format!("open{seen}"),
        ReportState::Cured => format!("cured{cure}{seen}"),
    }
}

fn example(catalog: &Catalog, rule: &rules::Rule, example: &rules::Example) -> Example {
    let case = Case {
        catalog,
        host: &example.host,
        image: &example.image,
        isolation: example.isolation,
        rules: example.rules,
    };
    // What an example claims is what the rule says: a test of winfit-compat asks.
    let reason = match example.outcome {
        Outcome::NotApplicable => String::new(),
        outcome => (rule.reason)(&case, outcome),
    };
    Example {
        says: example.says.to_owned(),
        host: host(&example.host),
        image: example.image.os_version.inside().map(|version| version.to_string()),
        isolation: example.isolation.as_str(),
        rules: example.rules.as_str(),
        edition: example.rules.edition().map(Edition::as_str),
        outcome: wire::outcome(example.outcome),
        fact: match example.outcome {
            Outcome::Missing(fact) => Some(Fact::as_str(fact)),
            _ => None,
        },
        reason,
    }
}

fn host(host: &Host) -> String {
    match (host.os, host.os_version) {
        (Os::Linux, _) => "linux".to_owned(),
        (Os::Windows, Some(version)) => version.to_string(),
        (Os::Windows, None) => "unknown".to_owned(),
    }
}
