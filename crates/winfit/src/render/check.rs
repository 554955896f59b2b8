//! A check for people: the answer first, then each finding with its source underlined, then where each workload runs.

mod fixed;
mod headline;
mod left_alone;
mod patch;
mod where_it_runs;

use std::borrow::Cow;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};
use winfit_lint::report::{Notice, Report, WorkloadReport};
use winfit_lint::{Document, Finding, Help, Label, Severity};

use super::page::{broken, clean};
use super::{Human, Page, fix_words};
use crate::commands::check::{Counts, Unreadable};
use crate::wire::check::Body;
pub(crate) use where_it_runs::{image_facts, where_it_runs};

/// Lines shown before and after the place of a finding.
const CONTEXT: usize = 2;

/// Most bytes of source that are looked at for a finding: more is an endless line, as of compact JSON, or places far apart,
/// and would cost as much for each finding.
const MOST_SOURCE: usize = 32 << 10;

impl Human for Body {
    fn human(&self, page: &mut Page) {
        let report = &self.0.report;
        // Colours are taken out again where they are not wanted.
        let renderer = Renderer::styled().term_width(page.source_width());
        fixed::print(page, &self.0);
        headline::print(page, &self.0);
        for unreadable in &self.0.unreadable {
            page.gap();
            page.laid_out(&renderer.render(&[of_file(unreadable)]));
        }
        // What is worst comes first; what is alike stays in the order of files and places.
        let mut findings: Vec<&Finding> = report.findings.iter().collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        for finding in findings {
            if let Some(document) = report.documents.get(finding.file) {
                page.gap();
                page.laid_out(&renderer.render(&[group(finding, document, page.source_width())]));
                if let Some(fix) = &finding.fix {
                    patch::print(page, document, fix);
                }
            }
        }
        for notice in &report.notices {
            page.gap();
            page.laid_out(&renderer.render(&[of_notice(notice)]));
        }
        for workload in &report.workloads {
            page.gap();
            where_it_runs::print(page, report, workload);
        }
        left_alone::print(page, report);
        let counts = Counts::of(&self.0);
        if counts.total() + counts.suppressed > 0 {
            page.gap();
            page.paragraph(&counts.to_string());
        }
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn group<'a>(finding: &'a Finding, document: &'a Document, width: usize) -> Group<'a> {
    let title = level(finding.severity).primary_title(clean(&finding.message)).id(finding.rule);
    let mut group = match &finding.place {
        Some(place) => source(title, document, place, &finding.related),
        None => Group::with_title(title),
    };
    for note in &finding.notes {
        group = group.element(Level::NOTE.message(broken(clean(note), width)));
    }
    for help in &finding.help {
        group = group.element(Level::HELP.message(help_text(help, width)));
    }
    if let Some(fix) = &finding.fix {
        let words = broken(fix_words(&fix.title, fix.safety), width);
        group = group.element(Level::HELP.with_name("fix").message(words));
    }
    group
}

fn help_text(help: &Help, width: usize) -> String {
    let mut text = broken(clean(&help.text), width);
    if !help.paste.is_empty() {
        text.push(':');
        for line in help.paste.lines() {
            let _ = write!(text, "\n  {}", clean(line));
        }
    }
    text
}

/// The source of a finding: with all its places, or with its own alone and the others in words, or only where it is.
fn source<'a>(title: Title<'a>, document: &'a Document, place: &'a Label, related: &'a [Label]) -> Group<'a> {
    if let Some(snippet) = snippet(document, place, related) {
        return title.element(snippet);
    }
    let at = |label: &Label| document.source.position(label.span.start);
    let group = match snippet(document, place, &[]) {
        Some(snippet) => title.element(snippet),
        None => {
            let (name, start) = (clean(document.source.name()), at(place));
            title.element(Origin::path(name).line(start.line).char_column(start.column))
        }
    };
    let notes = related.iter().map(|label| {
        let start = at(label);
        let words = format!("line {}, column {}: {}", start.line, start.column, clean(&label.text));
        Level::NOTE.message(words.trim_end_matches(": ").to_owned())
    });
    group.elements(notes)
}

/// The lines around the places of a finding, so that a large file costs no more than a small one; `None` if they are too
/// long to be shown.
fn snippet<'a>(
    document: &'a Document,
    place: &Label,
    related: &[Label],
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let source = &document.source;
    let spans = || related.iter().chain([place]).map(|label| label.span);
    let line_of = |offset| source.position(offset).line;
    let first = spans().map(|span| line_of(span.start)).min().unwrap_or(1).saturating_sub(CONTEXT).max(1);
    let last = spans().map(|span| line_of(span.end)).max().unwrap_or(1).saturating_add(CONTEXT);
    let start = source.line_span(first).map_or(0, |span| span.start);
    let end = source.line_span(last).map_or(source.text().len(), |span| span.end);
    let shown = source.text().get(start..end).filter(|shown| shown.len() <= MOST_SOURCE)?;
    let annotation = |kind: AnnotationKind, label: &Label| {
        let words = (!label.text.is_empty()).then(|| clean(&label.text));
        kind.span(label.span.start.saturating_sub(start)..label.span.end.saturating_sub(start)).label(words)
    };
    let snippet = Snippet::source(line_feeds(shown))
        .path(clean(source.name()))
        .line_start(first)
        .annotation(annotation(AnnotationKind::Primary, place))
        .annotations(related.iter().map(|label| annotation(AnnotationKind::Context, label)));
    Some(snippet)
}

/// The text with each lone carriage return, which ends a line as well, as a line feed.
fn line_feeds(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut characters = text.chars().peekable();
    let mut changed = String::with_capacity(text.len());
    while let Some(character) = characters.next() {
        let is_lone = character == '\r' && characters.peek() != Some(&'\n');
        changed.push(if is_lone { '\n' } else { character });
    }
    Cow::Owned(changed)
}

fn of_file(unreadable: &Unreadable) -> Group<'_> {
    let title = clean(&unreadable.to_string());
    Group::with_title(Level::ERROR.primary_title(title).id(Unreadable::RULE))
        .element(Level::HELP.message(unreadable.help))
}

fn of_notice(notice: &Notice) -> Group<'_> {
    let group = Group::with_title(Level::NOTE.primary_title(clean(&notice.message)).id(notice.kind.as_str()));
    match &notice.help {
        Some(help) => group.element(Level::HELP.message(clean(help))),
        None => group,
    }
}

/// Kind and name of a workload.
pub(crate) fn title(workload: &WorkloadReport) -> String {
    clean(&format!("{} {}", workload.kind, workload.name)).trim_end().to_owned()
}

/// `FILE:LINE` of a workload.
fn place(report: &Report, workload: &WorkloadReport) -> String {
    let Some(document) = report.documents.get(workload.file) else { return String::new() };
    format!("{}:{}", clean(document.source.name()), document.source.position(workload.span.start).line)
}

#[cfg(test)]
mod tests {
    use winfit_lint::Span;

    use super::*;
    use crate::commands::check::sample::checked;

    fn text() -> String {
        let mut page = Page::new(80);
        Body(checked()).human(&mut page);
        anstream::adapter::strip_str(&page.into_text()).to_string()
    }

    #[test]
    fn an_endless_line_is_named_and_not_shown() {
        let line = format!("{{\"a\": \"{}\", \"image\": \"b\"}}", "x".repeat(MOST_SOURCE));
        let document = winfit_lint::read_document("a.json", line.clone().into()).unwrap();
        let start = line.find("image").unwrap();
        let finding = Finding::new("no-host", Severity::Error, 0, "x").at(Span::new(start, start + 5), "");
        let text = Renderer::plain().render(&[group(&finding, &document, 100)]);
        assert_eq!(text.lines().nth(1).unwrap().trim(), format!("--> a.json:1:{}", start + 1));
        assert!(text.len() < 200, "{text}");
    }

    #[test]
    fn a_place_far_away_is_told_in_words() {
        let text = format!("first: 1\n{}last: 2\n", "# nothing\n".repeat(MOST_SOURCE / 10));
        let document = winfit_lint::read_document("a.yaml", text.clone().into()).unwrap();
        let finding = Finding::new("no-host", Severity::Error, 0, "x")
            .at(Span::new(0, 5), "")
            .related(Span::new(text.len() - 8, text.len() - 4), "because of this");
        let shown = Renderer::plain().render(&[group(&finding, &document, 100)]);
        assert!(shown.contains("1 | first: 1\n  | ^^^^^\n"), "{shown}");
        assert!(
            shown.contains(&format!("= note: line {}, column 1: because of this", MOST_SOURCE / 10 + 2)),
            "{shown}"
        );
    }

    #[test]
    fn each_finding_is_followed_by_its_fix_as_a_patch_and_the_last_line_counts() {
        insta::assert_snapshot!(text(), @r#"
        1 file cannot be read (gone.yaml); nothing else for Windows in 3 files

        error[unreadable-file]: gone.yaml: No such file or directory
         |
         = help: check the path

        error[build-mismatch]: the image runs on no host
         --> deploy/web.yaml:8:14
          |
        2 | kind: Pod
          | --------- placed on every host
        ...
        8 |       image: mcr.microsoft.com/windows/servercore:1809
          |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 10.0.17763 by its tag
          |
          = help: use a tag of build 20348:
                    image: a
                    image: b
          = help: run it in Hyper-V isolation
          = fix: place it on build 17763, applied by --unsafe-fixes only
         5 | spec:
         6 +   nodeSelector:
         7 +     node.kubernetes.io/windows-build: "10.0.17763"
         8 |   containers:
         9 |     - name: web
           -       image: mcr.microsoft.com/windows/servercore:1809
        10 +       image: mcr.microsoft.com/windows/servercore:ltsc2019
        11 |       securityContext:

        warning[malformed-field]: privileged means nothing on Windows
          --> deploy/web.yaml:10:9
           |
        10 |         privileged: true
           |         ^^^^^^^^^^^^^^^^
           |
           = fix: remove privileged
         9 |       securityContext:
           -         privileged: true
        10 |         runAsUser: 1000

        info[field-report]: users report that it fails on "web, too": 100 %
         --> deploy/web.yaml:4:3
          |
        4 |   name: web # für alle
          |   ^^^^^^^^^
          |
          = note: seen on 10.0.26100.2894
          = fix: name it, to be applied by hand
        3 | metadata:
          -   name: web # für alle
        4 +   name: site # für alle
        5 | spec:

        note[stale-facts]: the facts of 1 image are 40 days old
         |
         = help: run winfit image --lock again

        nothing says Windows, left alone: ok.yaml

        4 findings, 1 fixable with --fix, 1 more with --unsafe-fixes
        "#);
    }
}
