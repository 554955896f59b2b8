//! A check for people: the answer first, then each finding with its source underlined, then where each workload runs.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use winfit_compat::verdict::Answer;
use winfit_lint::report::{Against, Outcome, Report, Target, TargetReport, WorkloadReport};
use winfit_lint::{Document, DocumentKind, Finding, Help, Label, Severity};

use super::text::{clean, list, plural, wrapped};
use crate::commands::check::{Checked, Unreadable};

/// Lines shown before and after the place of a finding.
const CONTEXT: usize = 2;

/// How it is printed.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// With colours.
    pub colour: bool,
    /// Columns.
    pub width: usize,
}

/// Prints a check.
#[must_use]
pub fn check(checked: &Checked, style: Style) -> String {
    let report = &checked.report;
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.width);
    let mut out = headline(report);
    out.push('\n');
    for unreadable in &checked.unreadable {
        let _ = write!(out, "\n{}\n", renderer.render(&[self::unreadable(unreadable)]));
    }
    for finding in &report.findings {
        if let Some(document) = report.documents.get(finding.file) {
            let _ = write!(out, "\n{}\n", renderer.render(&[group(finding, document)]));
        }
    }
    for workload in &report.workloads {
        out.push('\n');
        out.push_str(&where_it_runs(report, workload, style.width));
    }
    out.push_str(&left_alone(report, style.width));
    out
}

/// The answer in one line.
fn headline(report: &Report) -> String {
    let total = report.workloads.len();
    let against = match report.against {
        Against::Fleet { hosts } => format!("on the fleet ({})", plural(hosts, "host")),
        Against::Releases => "on a release that is supported today".to_owned(),
    };
    let of_outcome = |wanted: Outcome| {
        report.workloads.iter().filter(move |workload| workload.outcome == wanted).collect::<Vec<_>>()
    };
    let parts: Vec<_> = [
        (Outcome::Fails, "fail", "fails"),
        (Outcome::NoHost, "find no host", "finds no host"),
        (Outcome::NeedsHyperV, "run in Hyper-V isolation only", "runs in Hyper-V isolation only"),
        (Outcome::Unknown, "cannot be judged", "cannot be judged"),
    ]
    .into_iter()
    .filter_map(|(outcome, many, one)| match of_outcome(outcome).as_slice() {
        [] => None,
        [only] => Some(format!("1 workload {one} ({}, {})", title(only), place(report, only))),
        more => {
            let titles: Vec<_> = more.iter().map(|workload| title(workload)).collect();
            Some(format!("{} workloads {many} ({})", more.len(), list(&titles, 3)))
        }
    })
    .collect();
    if total == 0 {
        let broken = report.findings.iter().filter(|it| it.severity == Severity::Error).count();
        let rest = if broken > 0 {
            format!("; {} could not be read as meant", plural(broken, "place"))
        } else {
            String::new()
        };
        return format!("nothing for Windows in {}{rest}", plural(report.documents.len(), "file"));
    }
    if parts.is_empty() {
        let rest = if report.findings.is_empty() { "" } else { "; there is more to say" };
        return match total {
            1 => format!("the workload for Windows runs {against}{rest}"),
            _ => format!("all {total} workloads for Windows run {against}{rest}"),
        };
    }
    let runs = report.count(Outcome::Runs);
    format!("{}; {runs} of {total} for Windows run {against}", parts.join(", "))
}

fn title(workload: &WorkloadReport) -> String {
    clean(&format!("{} {}", workload.kind, workload.name)).trim_end().to_owned()
}

/// `FILE:LINE` of a workload.
fn place(report: &Report, workload: &WorkloadReport) -> String {
    let Some(document) = report.documents.get(workload.file) else { return String::new() };
    format!("{}:{}", clean(document.source.name()), document.source.position(workload.span.start).line)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn group<'a>(finding: &'a Finding, document: &'a Document) -> Group<'a> {
    let title = level(finding.severity).primary_title(finding.message.as_str()).id(finding.rule);
    let mut group = match &finding.place {
        Some(place) => title.element(snippet(document, place, &finding.related)),
        None => Group::with_title(title),
    };
    for note in &finding.notes {
        group = group.element(Level::NOTE.message(clean(note)));
    }
    for help in &finding.help {
        group = group.element(Level::HELP.message(help_text(help)));
    }
    group
}

fn help_text(help: &Help) -> String {
    let mut text = clean(&help.text);
    if !help.snippet.is_empty() {
        text.push(':');
        for line in help.snippet.lines() {
            let _ = write!(text, "\n  {}", clean(line));
        }
    }
    text
}

/// The lines around the places of a finding, so that a large file costs no more than a small one.
fn snippet<'a>(
    document: &'a Document,
    place: &Label,
    related: &[Label],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = document.source.text();
    let spans = || related.iter().chain([place]).map(|label| label.span);
    let first = spans().map(|span| span.start).min().unwrap_or(place.span.start);
    let last = spans().map(|span| span.end).max().unwrap_or(place.span.end);
    let start = before(text, first, CONTEXT);
    let end = after(text, last, CONTEXT);
    let shown = text.get(start..end).unwrap_or_default();
    let lines_before = text.get(start..first).map_or(0, |it| it.matches('\n').count());
    let annotation = |kind: AnnotationKind, label: &Label| {
        let words = (!label.text.is_empty()).then(|| clean(&label.text));
        kind.span(label.span.start.saturating_sub(start)..label.span.end.saturating_sub(start)).label(words)
    };
    Snippet::source(shown)
        .path(document.source.name())
        .line_start(document.source.position(first).line.saturating_sub(lines_before))
        .annotation(annotation(AnnotationKind::Primary, place))
        .annotations(related.iter().map(|label| annotation(AnnotationKind::Context, label)))
}

/// The start of the line that lies so many lines before an offset.
fn before(text: &str, offset: usize, lines: usize) -> usize {
    let mut at = offset;
    for _ in 0..=lines {
        match text.get(..at).and_then(|it| it.rfind('\n')) {
            Some(newline) => at = newline,
            None => return 0,
        }
    }
    at + 1
}

/// The end of the line that lies so many lines behind an offset.
fn after(text: &str, offset: usize, lines: usize) -> usize {
    let mut at = offset;
    for _ in 0..=lines {
        match text.get(at..).and_then(|it| it.find('\n')) {
            Some(newline) => at += newline + 1,
            None => return text.len(),
        }
    }
    at.saturating_sub(1)
}

fn unreadable(unreadable: &Unreadable) -> Group<'_> {
    let title = format!("{}: {}", unreadable.file, unreadable.message);
    Group::with_title(Level::ERROR.primary_title(title).id(Unreadable::RULE))
}

/// Where a workload runs and where it does not, a line each.
fn where_it_runs(report: &Report, workload: &WorkloadReport, width: usize) -> String {
    let mut out = format!("{} ({})\n", title(workload), place(report, workload));
    for image in &workload.images {
        out.push_str(&row("image", &clean(&image.reference), width));
    }
    let mut lines: Vec<Line<'_>> = Vec::new();
    for target in &workload.targets {
        let line = line(target);
        match lines.iter_mut().find(|known| known.kind == line.kind && known.why() == line.why()) {
            Some(known) => known.names.extend(line.names),
            None => lines.push(line),
        }
    }
    lines.sort_by_key(|line| line.kind);
    for line in lines {
        out.push_str(&row(line.kind.label(), &clean(&line.to_string()), width));
    }
    out
}

/// What comes of a workload on some targets, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum LineKind {
    Runs,
    Preview,
    WithHyperV,
    Unknown,
    Blocked,
    NotPlaced,
}

impl LineKind {
    const fn label(self) -> &'static str {
        match self {
            Self::Runs => "runs",
            Self::Preview => "preview",
            Self::WithHyperV => "with Hyper-V",
            Self::Unknown => "unknown",
            Self::Blocked => "blocked",
            Self::NotPlaced => "not placed",
        }
    }
}

/// Targets that share an answer and its cause.
struct Line<'a> {
    kind: LineKind,
    names: Vec<String>,
    reason: String,
    rule: Option<&'a str>,
}

impl Line<'_> {
    /// What targets must share to stand in one line: releases differ in their numbers only, and share the rule.
    fn why(&self) -> &str {
        self.rule.unwrap_or(&self.reason)
    }
}

impl std::fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.names.join(", "))?;
        // The reason names the host's build, so it speaks for one target alone.
        let why = if self.names.len() > 1 { self.why() } else { &self.reason };
        if why.is_empty() { Ok(()) } else { write!(f, ": {why}") }
    }
}

fn line(target: &TargetReport) -> Line<'static> {
    let name = match &target.target {
        Target::Pool { version, hosts, refused } if hosts.is_empty() => {
            let names: Vec<_> = refused.iter().map(|(host, _)| host.clone()).collect();
            let reason = refused.first().map(|(_, refusal)| refusal.to_string()).unwrap_or_default();
            let names = vec![format!("{} ({version})", list(&names, 6))];
            return Line { kind: LineKind::NotPlaced, names, reason, rule: None };
        }
        Target::Pool { version, hosts, .. } => format!("{} ({version})", list(hosts, 6)),
        Target::Release { name, build, .. } => format!("{name} ({build})"),
    };
    let kind = match target.answer {
        Some(Answer::Runs) => LineKind::Runs,
        Some(Answer::Preview(_)) => LineKind::Preview,
        Some(Answer::RunsWithHyperV(_)) => LineKind::WithHyperV,
        Some(Answer::Blocked(_)) => LineKind::Blocked,
        Some(Answer::Unknown(..)) | None => LineKind::Unknown,
    };
    let says_why = matches!(kind, LineKind::Blocked | LineKind::Unknown);
    let reason = match target.answer {
        None => "no image is named".to_owned(),
        Some(_) if says_why => target.reason.clone(),
        Some(_) => String::new(),
    };
    let rule = target.answer.and_then(Answer::rule).filter(|_| says_why).map(|rule| rule.id);
    Line { kind, names: vec![name], reason, rule }
}

fn row(label: &str, text: &str, width: usize) -> String {
    wrapped(&format!("  {label:<13}"), text, width)
}

/// The files that were left alone, and why, in a line for each reason.
fn left_alone(report: &Report, width: usize) -> String {
    let has_workloads = |index: usize| report.workloads.iter().any(|workload| workload.file == index);
    let has_findings = |index: usize| report.findings.iter().any(|finding| finding.file == index);
    let mut not_for_windows = Vec::new();
    let mut no_documents = Vec::new();
    let mut templates = Vec::new();
    for (index, document) in report.documents.iter().enumerate() {
        let name = clean(document.source.name());
        if !document.skipped.is_empty() {
            templates.push(name);
        } else if !has_workloads(index) && !has_findings(index) {
            let list =
                if document.kind == DocumentKind::Other { &mut no_documents } else { &mut not_for_windows };
            list.push(name);
        }
    }
    let mut out = String::new();
    for (what, names) in [
        ("not for Windows, left alone: ", not_for_windows),
        ("nothing to check in: ", no_documents),
        (
            "templates, not checked (render them first, e.g. helm template CHART | winfit check -): ",
            templates,
        ),
    ] {
        if !names.is_empty() {
            let _ = write!(out, "\n{}", wrapped(what, &list(&names, 8), width));
        }
    }
    out
}
