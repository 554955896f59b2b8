//! A check for people: the answer first, then each finding with its source underlined, then where each workload runs.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::Style;
use winfit_compat::verdict::Answer;
use winfit_lint::report::{Against, Outcome, Report, Target, TargetReport, WorkloadReport};
use winfit_lint::{Document, DocumentKind, Finding, Help, Label, Severity};

use super::page::clean;
use super::words::{list, plural};
use super::{Human, Page, style};
use crate::commands::check::Unreadable;
use crate::wire::check::Body;

/// Lines shown before and after the place of a finding.
const CONTEXT: usize = 2;

/// Where the text beside `runs` and `blocked` starts.
const COLUMN: usize = 15;

impl Human for Body {
    fn human(&self, page: &mut Page) {
        let report = &self.0.report;
        // Colours are taken out again where they are not wanted.
        let renderer = Renderer::styled().term_width(page.source_width());
        let (word, style, rest) = headline(report);
        page.headline(&word, style, &rest);
        for unreadable in &self.0.unreadable {
            page.gap();
            page.laid_out(&renderer.render(&[self::unreadable(unreadable)]));
        }
        for finding in &report.findings {
            if let Some(document) = report.documents.get(finding.file) {
                page.gap();
                page.laid_out(&renderer.render(&[group(finding, document)]));
            }
        }
        for workload in &report.workloads {
            page.gap();
            where_it_runs(page, report, workload);
        }
        left_alone(page, report);
    }
}

/// The answer in one line: a word for the eye, and the rest.
fn headline(report: &Report) -> (String, Style, String) {
    let total = report.workloads.len();
    let runs = report.count(Outcome::Runs);
    let against = match report.against {
        Against::Fleet { hosts } => format!("on the fleet ({})", plural(hosts, "host")),
        Against::Releases => "on a release that is supported today".to_owned(),
    };
    let kinds = [
        (Outcome::Fails, "fail", "fails"),
        (Outcome::NoHost, "find no host", "finds no host"),
        (Outcome::NeedsHyperV, "run in Hyper-V isolation only", "runs in Hyper-V isolation only"),
        (Outcome::Unknown, "cannot be judged", "cannot be judged"),
    ];
    let parts: Vec<_> = kinds.into_iter().filter_map(|(of, many, one)| part(report, of, many, one)).collect();
    let broken = report.findings.iter().filter(|it| it.severity == Severity::Error).count();
    match (total, parts.is_empty()) {
        (0, _) if broken > 0 => {
            let rest = format!(
                " could not be read; nothing for Windows in the rest of {}",
                plural(report.documents.len(), "file")
            );
            (plural(broken, "place"), style::BAD, rest)
        }
        (0, _) => (
            "nothing for Windows".to_owned(),
            style::GOOD,
            format!(" in {}", plural(report.documents.len(), "file")),
        ),
        (_, true) => {
            let more = if report.findings.is_empty() { "" } else { "; there is more to say" };
            let (subject, verb) = if total == 1 {
                ("the workload".to_owned(), "runs")
            } else {
                (format!("all {total} workloads"), "run")
            };
            (format!("{subject} for Windows {verb}"), style::GOOD, format!(" {against}{more}"))
        }
        (_, false) => {
            let style = if report.worst() == Some(Severity::Error) { style::BAD } else { style::DOUBTFUL };
            (parts.join(", "), style, format!("; {runs} of {total} for Windows run {against}"))
        }
    }
}

/// How many workloads have an outcome, and which.
fn part(report: &Report, outcome: Outcome, many: &str, one: &str) -> Option<String> {
    let of: Vec<_> = report.workloads.iter().filter(|workload| workload.outcome == outcome).collect();
    match of.as_slice() {
        [] => None,
        [only] => Some(format!("1 workload {one} ({}, {})", title(only), place(report, only))),
        more => {
            let titles: Vec<_> = more.iter().map(|workload| title(workload)).collect();
            Some(format!("{} workloads {many} ({})", more.len(), list(&titles, 3)))
        }
    }
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
    if !help.paste.is_empty() {
        text.push(':');
        for line in help.paste.lines() {
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
fn where_it_runs(page: &mut Page, report: &Report, workload: &WorkloadReport) {
    page.heading(&format!("{} ({})", title(workload), place(report, workload)));
    for image in &workload.images {
        page.hanging("  image", style::QUIET, COLUMN, &image.reference);
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
        page.hanging(&format!("  {}", line.kind.label()), line.kind.style(), COLUMN, &line.to_string());
    }
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

    const fn style(self) -> Style {
        match self {
            Self::Runs => style::GOOD,
            Self::Preview | Self::WithHyperV | Self::Unknown => style::DOUBTFUL,
            Self::Blocked => style::BAD,
            Self::NotPlaced => style::QUIET,
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

/// The files that were left alone, and why, in a line for each reason.
fn left_alone(page: &mut Page, report: &Report) {
    let has_workloads = |index: usize| report.workloads.iter().any(|workload| workload.file == index);
    let has_findings = |index: usize| report.findings.iter().any(|finding| finding.file == index);
    let mut not_for_windows = Vec::new();
    let mut no_documents = Vec::new();
    let mut templates = Vec::new();
    for (index, document) in report.documents.iter().enumerate() {
        let name = document.source.name().to_owned();
        if !document.skipped.is_empty() {
            templates.push(name);
        } else if !has_workloads(index) && !has_findings(index) {
            let list =
                if document.kind == DocumentKind::Other { &mut no_documents } else { &mut not_for_windows };
            list.push(name);
        }
    }
    for (what, names) in [
        ("not for Windows, left alone", not_for_windows),
        ("nothing to check in", no_documents),
        ("templates, not checked (render them first: helm template CHART | winfit check -)", templates),
    ] {
        if !names.is_empty() {
            page.gap();
            page.paragraph(&format!("{what}: {}", list(&names, 8)));
        }
    }
}
