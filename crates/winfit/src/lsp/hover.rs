//! What is told of a place at which the user looks: of an image what is in it and where it runs, of a finding its rule.

use winfit_lint::Span;
use winfit_lint::report::{ImageReport, WorkloadReport};

use super::desk::Sheet;
use super::position::{Position, Range};
use super::wire::{Hover, Markdown};
use crate::commands::explain;
use crate::context::Context;
use crate::docs::rule_page_url;
use crate::render::check::{image_facts, title, where_it_runs};
use crate::render::clean;

/// Most workloads of a place that are told of: with anchors many may share one image.
const WORKLOADS: usize = 5;

/// What there is to tell of a place in a file; nothing of most.
pub(super) fn hover(sheet: &Sheet<'_>, at: Position) -> Option<Hover> {
    let Sheet { judged, places, context, .. } = sheet;
    let offset = places.span(Range { start: at, end: at }).start;
    let is_here = |span: Span| span.start <= offset && offset <= span.end;
    let mut parts = Vec::new();
    let mut range: Option<Span> = None;
    let images = judged
        .workloads(sheet.file)
        .flat_map(|workload| workload.images.iter().map(move |image| (workload, image)));
    for (workload, image) in images.filter(|(_, image)| is_here(image.span)).take(WORKLOADS) {
        range.get_or_insert(image.span);
        parts.push(of_image(workload, image));
    }
    let mut told: Vec<&str> = Vec::new();
    for finding in judged.findings(sheet.file) {
        let Some(place) = finding.place.as_ref().filter(|place| is_here(place.span)) else { continue };
        if told.contains(&finding.rule) {
            continue;
        }
        told.push(finding.rule);
        range.get_or_insert(place.span);
        parts.extend(of_rule(context, finding.rule));
    }
    let contents = Markdown { kind: "markdown", value: parts.join("\n\n---\n\n") };
    (!parts.is_empty()).then_some(range).flatten().map(|span| Hover { contents, range: places.range(span) })
}

/// What is in an image, and where the workload runs.
fn of_image(workload: &WorkloadReport, image: &ImageReport) -> String {
    let facts = image_facts(image);
    let facts = if facts.is_empty() { "nothing is known of what is in it".to_owned() } else { facts };
    let lines: String = where_it_runs(workload)
        .iter()
        .map(|line| format!("\n- **{}** {}", line.kind.label(), plain(&line.to_string())))
        .collect();
    let title = plain(&title(workload));
    format!("{}\n\n{}\n\n{title}:\n{lines}", code(&image.reference), plain(&facts))
}

/// What a rule says.
fn of_rule(context: &Context, id: &str) -> Option<String> {
    let rule = explain::rule(context.catalog(), id).ok()?;
    let page = rule_page_url(&rule.entry.id);
    Some(format!("[{id}]({page}): {}\n\n{}", rule.entry.title, rule.statement))
}

/// Text from outside as Markdown that shows nothing else.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Terminals are told where not to break a line; here it breaks anywhere.
    for c in clean(text).replace('\u{a0}', " ").chars() {
        if c.is_ascii_punctuation()
            && !matches!(c, ',' | '.' | ':' | ';' | '(' | ')' | '/' | '%' | '\'' | '"')
        {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Text from outside as code: between more backticks than it has in a row.
fn code(text: &str) -> String {
    let text = clean(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    match longest {
        0 => format!("`{text}`"),
        longest => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {text} {fence}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_outside_is_no_markdown() {
        assert_eq!(plain("a_b*<img>[x](y)"), r"a\_b\*\<img\>\[x\](y)");
        assert_eq!(plain("10.0.17763.437, inferred from tag"), "10.0.17763.437, inferred from tag");
        assert_eq!(code("nginx:1"), "`nginx:1`");
        assert_eq!(code("a``b`"), "``` a``b` ```");
    }
}
