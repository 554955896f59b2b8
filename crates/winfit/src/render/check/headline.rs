//! The first line: the answer, in a word for the eye and the rest.

use std::fmt::Write as _;

use winfit_lint::report::{Against, Outcome, Report, WorkloadReport};
use winfit_lint::{AREAS, Document, DocumentKind, Finding, Severity};

use super::{place, title};
use crate::commands::check::Checked;
use crate::render::page::clean;
use crate::render::words::{list, plural};
use crate::render::{Page, style};

/// As many names as the line takes before the rest is counted.
const NAMES: usize = 3;

pub(super) fn print(page: &mut Page, checked: &Checked) {
    let report = &checked.report;
    let total = report.workloads.len();
    let runs = report.count(Outcome::Runs);
    let kinds = [
        (Outcome::Fails, "fail", "fails"),
        (Outcome::NoHost, "find no host", "finds no host"),
        (Outcome::NeedsHyperV, "run in Hyper-V isolation only", "runs in Hyper-V isolation only"),
        (Outcome::Unknown, "cannot be judged", "cannot be judged"),
    ];
    let mut parts: Vec<_> =
        kinds.into_iter().filter_map(|(of, many, one)| outcome(report, of, many, one)).collect();
    parts.extend(unread(checked));
    let errors = errors(report);
    let but = if errors.is_some() { "but for that, " } else { "" };
    parts.extend(errors);
    let templates = report.documents.iter().filter(|it| !it.skipped.is_empty()).count();
    let warnings = report.findings.iter().filter(|it| it.severity == Severity::Warning).count();
    let is_wrong = report.worst() == Some(Severity::Error) || !checked.unreadable.is_empty();
    let [not_read, left_alone] = report.unread().map(|it| it.len());
    let style = match () {
        () if is_wrong => style::BAD,
        () if warnings > 0 || templates > 0 || !parts.is_empty() || not_read + left_alone > 0 => {
            style::DOUBTFUL
        }
        () => style::GOOD,
    };
    if !parts.is_empty() {
        let rest = match total {
            0 => format!("; nothing else for Windows in {}", files(checked)),
            _ => format!("; {but}{runs} of {total} for Windows run {}", against(report)),
        };
        page.headline(
            &parts.join(", "),
            style,
            &format!("{rest}{}", could_not_be_read(not_read + left_alone)),
        );
        return;
    }
    let mut more = could_not_be_read(not_read + left_alone);
    if warnings > 0 {
        let _ = write!(more, "; {}", plural(warnings, "warning"));
    }
    if templates > 0 {
        let _ = write!(more, "; {} not checked", plural(templates, "template"));
    }
    match total {
        0 if left_alone > 0 => {
            page.headline(
                "nothing that is known to be for Windows",
                style,
                &format!(" in {}{more}", files(checked)),
            );
        }
        0 if report.documents.iter().all(is_daemon_config) => {
            let word =
                if report.findings.is_empty() { "nothing wrong for Windows" } else { "no error for Windows" };
            page.headline(word, style, &format!(" in {}{more}", files(checked)));
        }
        0 => page.headline("nothing for Windows", style, &format!(" in {}{more}", files(checked))),
        1 => page.headline("the workload for Windows runs", style, &format!(" {}{more}", against(report))),
        _ => {
            let word = format!("all {total} workloads for Windows run");
            page.headline(&word, style, &format!(" {}{more}", against(report)));
        }
    }
}

fn is_daemon_config(document: &Document) -> bool {
    document.kind == DocumentKind::DaemonConfig
}

fn could_not_be_read(images: usize) -> String {
    if images == 0 { String::new() } else { format!("; {} could not be read", plural(images, "image")) }
}

fn files(checked: &Checked) -> String {
    plural(checked.report.documents.len() + checked.unreadable.len(), "file")
}

fn against(report: &Report) -> String {
    match report.against {
        Against::Fleet { hosts } => format!("on the fleet ({})", plural(hosts, "host")),
        Against::Releases => "on a release that is supported today".to_owned(),
    }
}

/// How many workloads have an outcome, and which.
fn outcome(report: &Report, outcome: Outcome, many: &str, one: &str) -> Option<String> {
    let of: Vec<_> = report.workloads.iter().filter(|workload| workload.outcome == outcome).collect();
    match of.as_slice() {
        [] => None,
        [only] => Some(format!("1 workload {one} ({}, {})", title(only), place(report, only))),
        more => {
            let titles: Vec<_> = more.iter().map(|workload| short_title(report, workload)).collect();
            Some(format!("{} workloads {many} ({})", more.len(), list(&titles, NAMES)))
        }
    }
}

/// Stages are numbered in each file anew: only the file tells them apart.
fn short_title(report: &Report, workload: &WorkloadReport) -> String {
    match report.documents.get(workload.file) {
        Some(document) if workload.kind == "stage" => {
            let name = document.source.name();
            let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
            format!("{} of {}", title(workload), clean(name))
        }
        _ => title(workload),
    }
}

/// Errors that no outcome of a workload tells, and where they are.
fn errors(report: &Report) -> Option<String> {
    let own = |id: &str| {
        AREAS.iter().any(|area| is_told_apart(area.name) && area.rules.iter().any(|it| it.id == id))
    };
    let is_meant = |it: &&Finding| it.severity == Severity::Error && it.rule != NO_HOST && own(it.rule);
    let places: Vec<_> =
        report.findings.iter().filter(is_meant).filter_map(|finding| place_of(report, finding)).collect();
    (!places.is_empty()).then(|| format!("{} ({})", plural(places.len(), "error"), list(&places, NAMES)))
}

/// Of which workloads have an outcome, although a rule of the area of placement says so.
const NO_HOST: &str = "no-host";

/// Whether what the rules of an area find is not told by outcomes of workloads, nor as what could not be read.
fn is_told_apart(area: &str) -> bool {
    !matches!(area, "document" | "image")
}

fn place_of(report: &Report, finding: &Finding) -> Option<String> {
    let source = &report.documents.get(finding.file)?.source;
    let start = finding.place.as_ref()?.span.start;
    Some(format!("{}:{}", clean(source.name()), source.position(start).line))
}

/// Files and parts of files that could not be read as they should.
fn unread(checked: &Checked) -> Vec<String> {
    let report = &checked.report;
    let mut parts = Vec::new();
    let names: Vec<_> = checked.unreadable.iter().map(|it| clean(&it.file)).collect();
    if !names.is_empty() {
        parts.push(format!("{} cannot be read ({})", plural(names.len(), "file"), list(&names, NAMES)));
    }
    let places: Vec<_> = report
        .findings
        .iter()
        .filter(|it| {
            it.severity == Severity::Error && matches!(it.rule, "broken-document" | "malformed-field")
        })
        .filter_map(|it| place_of(report, it))
        .collect();
    if !places.is_empty() {
        parts.push(format!("{} cannot be read ({})", plural(places.len(), "place"), list(&places, NAMES)));
    }
    parts
}
