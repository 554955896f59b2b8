//! Where a workload runs and where it does not, a line each.

use anstyle::Style;
use winfit_compat::Os;
use winfit_compat::verdict::Answer;
use winfit_lint::facts::{Cause, inside, origin};
use winfit_lint::report::{ImageReport, Report, Target, TargetReport, WorkloadReport};

use super::{place, title};
use crate::render::page::unbroken;
use crate::render::words::list;
use crate::render::{Page, style};
use crate::wire::check::UNPULLABLE;

/// Where the text beside `runs` and `blocked` starts.
const COLUMN: usize = 15;

/// As many host names as a line takes before the rest is counted.
const NAMES: usize = 6;

/// A workload with its images, then a line for each answer and its cause.
pub(super) fn print(page: &mut Page, report: &Report, workload: &WorkloadReport) {
    page.heading(&format!("{} ({})", title(workload), place(report, workload)));
    for image in &workload.images {
        page.hanging("  image", style::QUIET, COLUMN, &image.reference);
        let facts = image_facts(image);
        if !facts.is_empty() {
            page.hanging("", style::QUIET, COLUMN, &facts);
        }
    }
    for line in where_it_runs(workload) {
        page.hanging(&format!("  {}", line.kind.label()), line.kind.style(), COLUMN, &line.to_string());
    }
}

/// A line for each answer on a workload and its cause, best first.
pub(crate) fn where_it_runs(workload: &WorkloadReport) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for target in &workload.targets {
        for line in line(target).into_iter().chain(refused_lines(target)) {
            match lines.iter_mut().find(|known| known.joins(&line)) {
                Some(known) => known.join(line),
                None => lines.push(line),
            }
        }
    }
    lines.sort_by_key(|line| line.kind);
    lines
}

/// What is in an image, and where that is known from; nothing if nothing is known. Of one that is not there it says so.
pub(crate) fn image_facts(report: &ImageReport) -> String {
    let is_windows = report.image.platforms.iter().any(|it| it.os == Some(Os::Windows));
    let version =
        inside(&report.image).or_else(|| is_windows.then(|| "a Windows of unknown version".to_owned()));
    let facts = [version, origin(&report.image).map(|it| unbroken(&it))];
    let is_gone = report.unread.as_ref().is_some_and(|it| it.cause == Cause::NotFound);
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let gone = is_gone.then(|| "its registry does not have it".to_owned());
    [Some(facts).filter(|it| !it.is_empty()), gone].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// What comes of a workload on some targets, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LineKind {
    Runs,
    Preview,
    WithHyperV,
    Unknown,
    Blocked,
    NotPlaced,
}

impl LineKind {
    /// The word before the targets.
    pub(crate) const fn label(self) -> &'static str {
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
pub(crate) struct Line<'a> {
    pub(crate) kind: LineKind,
    names: Vec<String>,
    reason: String,
    rule: Option<&'a str>,
}

impl Line<'_> {
    /// Whether the targets of both stand in one line: their reasons may differ in the numbers of hosts, if the rule has
    /// words for several.
    fn joins(&self, other: &Self) -> bool {
        let same_rule = self.rule == other.rule && self.rule.and_then(of_several).is_some();
        self.kind == other.kind && (self.reason == other.reason || same_rule)
    }

    fn join(&mut self, other: Self) {
        self.names.extend(other.names);
        if self.reason != other.reason
            && let Some(words) = self.rule.and_then(of_several)
        {
            words.clone_into(&mut self.reason);
        }
    }
}

/// Why a rule refuses several hosts, without their numbers.
fn of_several(rule: &str) -> Option<&'static str> {
    match rule {
        "image-newer-than-host" => Some("the image is newer than these hosts"),
        "build-mismatch" => Some("the image is of another build, and process isolation needs the same"),
        "stable-abi-window" => Some("the image is outside of what process isolation takes on these hosts"),
        _ => None,
    }
}

impl std::fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.names.join(", "))?;
        if self.reason.is_empty() { Ok(()) } else { write!(f, ": {}", self.reason) }
    }
}

/// The hosts of a pool that placement refuses, a line for each reason.
fn refused_lines(target: &TargetReport) -> Vec<Line<'static>> {
    let Target::Pool { version, refused, .. } = &target.target else { return Vec::new() };
    let mut by_reason: Vec<(String, Vec<String>)> = Vec::new();
    for (host, refusal) in refused.iter() {
        let reason = refusal.to_string();
        match by_reason.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, hosts)) => hosts.push(host.clone()),
            None => by_reason.push((reason, vec![host.clone()])),
        }
    }
    let line = |(reason, hosts): (String, Vec<String>)| {
        let names = vec![format!("{} ({version})", list(&hosts, NAMES))];
        Line { kind: LineKind::NotPlaced, names, reason, rule: None }
    };
    by_reason.into_iter().map(line).collect()
}

/// What comes of a workload on a target, unless placement refuses all of it.
fn line(target: &TargetReport) -> Option<Line<'static>> {
    if !target.target.is_considered() {
        return None;
    }
    let name = target.target.name(|hosts| list(hosts, NAMES));
    if target.unpullable.is_some() {
        let reason = UNPULLABLE.to_owned();
        return Some(Line { kind: LineKind::Blocked, names: vec![name], reason, rule: None });
    }
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
    Some(Line { kind, names: vec![name], reason, rule })
}
