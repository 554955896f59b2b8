//! A diagnosis to paste into an issue.

use std::fmt::Write as _;

use super::{host_words, image_words};
use crate::wire::diagnose::{Body, CauseWire, EvidenceWire};

/// The diagnosis as Markdown, with its versions, evidence and what to do.
pub(crate) fn markdown(body: &Body) -> String {
    let mut text = String::new();
    match body.causes.first() {
        Some(first) => push(&mut text, &format!("## {}: {}\n", first.confidence, escaped(&body.summary))),
        None => push(&mut text, "## No known cause in the text\n"),
    }
    environment(&mut text, body);
    for cause in &body.causes {
        one(&mut text, cause);
    }
    if body.causes.is_empty() && !body.facts.messages.is_empty() {
        push(&mut text, "\n### Seen\n");
        for message in &body.facts.messages {
            push(&mut text, &format!("- {}", code(&message.text)));
        }
    }
    push(&mut text, &format!("\nwinfit {}", env!("CARGO_PKG_VERSION")));
    text
}

fn push(text: &mut String, line: &str) {
    // A String takes all that is written to it.
    let _ = writeln!(text, "{line}");
}

fn environment(text: &mut String, body: &Body) {
    let facts = &body.facts;
    if facts.hosts.is_empty() && facts.images.is_empty() {
        return;
    }
    push(text, "### Environment\n\n| what | which |\n| --- | --- |");
    for host in &facts.hosts {
        push(text, &format!("| host | {} |", cell(&host_words(host))));
    }
    for image in &facts.images {
        push(text, &format!("| image | {} |", cell(&image_words(image))));
    }
    for code in &facts.codes {
        push(text, &format!("| code | {} {} |", code.code, cell(code.means.as_deref().unwrap_or_default())));
    }
    for exit in &facts.exits {
        let means = exit.means.as_deref().unwrap_or_default();
        push(text, &format!("| exit status | {} ({}) {} |", exit.status, exit.code, cell(means)));
    }
    for isolation in &facts.isolation {
        push(text, &format!("| isolation | {} ({}) |", isolation.isolation, isolation.told));
    }
}

fn one(text: &mut String, cause: &CauseWire) {
    push(text, &format!("\n### {} (`{}`, {})\n", escaped(&cause.summary), cause.cause, cause.confidence));
    push(text, &format!("{}\n", cause.statement));
    list(text, "Evidence", &cause.evidence);
    list(text, "Against it", &cause.against);
    if !cause.remedies.is_empty() {
        push(text, "What to do:\n");
        for (index, remedy) in cause.remedies.iter().enumerate() {
            push(text, &format!("{}. {}", index + 1, escaped(remedy.text())));
            if let Some(paste) = remedy.paste() {
                let fence = fence(paste);
                push(text, &format!("   {fence}\n   {}\n   {fence}", paste.replace('\n', "\n   ")));
            }
        }
    }
    for source in &cause.sources {
        push(text, &format!("\nSource: [{}]({})", escaped(&source.title), source.url));
    }
}

fn list(text: &mut String, title: &str, evidence: &[EvidenceWire]) {
    if evidence.is_empty() {
        return;
    }
    push(text, &format!("{title}:\n"));
    for it in evidence {
        let place = it.place.as_ref().map(|it| format!("line {}: ", it.line)).unwrap_or_default();
        push(text, &format!("- {place}{}", code(&it.says)));
    }
    push(text, "");
}

/// Text of somebody else's as inline code.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let ticks = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(longest.max(2) + 1)
}

/// Text of ours with something of somebody else's in it.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if "\\`*_<>[]#|".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn cell(text: &str) -> String {
    escaped(text).replace('\n', " ")
}
