//! `winfit diagnose` for people: the answer in the first line, then the evidence, then what to do.

mod markdown;

use super::{Human, Page, style};
use crate::wire::diagnose::{Body, CauseWire, EvidenceWire, HostWire, ImageWire, StepWire};

pub(crate) use markdown::markdown;

impl Human for Body {
    fn human(&self, page: &mut Page) {
        let mut causes = self.causes.iter();
        let Some(first) = causes.next() else { return nothing(page, self) };
        let style = if first.confidence == "possible" { style::DOUBTFUL } else { style::BAD };
        page.headline(first.confidence, style, &format!(": {} [{}]", self.summary, first.cause));
        cause(page, first);
        for other in causes {
            page.heading(&format!("{}: {} [{}]", other.confidence, other.summary, other.cause));
            cause(page, other);
        }
        page.gap();
        not_looked_up(page, self);
        if first.retry == "futile" && first.confidence != "possible" {
            page.entry("retry", "futile: it fails the same way until something is changed");
        }
    }
}

fn cause(page: &mut Page, cause: &CauseWire) {
    page.gap();
    page.entry("why", cause.statement);
    if let Some(image) = &cause.image {
        page.entry("image", &image_words(image));
    }
    if let Some(host) = &cause.host {
        page.entry("host", &host_words(host));
    }
    evidence(page, "seen", &cause.evidence);
    evidence(page, "against", &cause.against);
    if !cause.remedies.is_empty() {
        page.heading("What to do, least effort first:");
        for (index, remedy) in cause.remedies.iter().enumerate() {
            page.item(&format!("{}.", index + 1), remedy.text());
            page.copyable(remedy.paste().unwrap_or_default());
        }
    }
    if cause.confidence != "certain" || cause.remedies.iter().all(|it| it.paste().is_none()) {
        steps(page, "What would settle it:", &cause.settle);
    }
}

fn evidence(page: &mut Page, label: &str, all: &[EvidenceWire]) {
    for (index, it) in all.iter().enumerate() {
        let place = it
            .place
            .as_ref()
            .map(|it| format!("{}:{}:{}: ", it.file, it.line, it.column))
            .unwrap_or_default();
        page.entry(if index == 0 { label } else { "" }, &format!("{place}{}", it.says));
    }
}

fn steps(page: &mut Page, heading: &str, steps: &[StepWire]) {
    if steps.is_empty() {
        return;
    }
    page.heading(heading);
    for step in steps {
        page.item("-", &step.text);
        page.copyable(step.paste.as_deref().unwrap_or_default());
    }
}

/// Nothing fits: what was seen may still help.
fn nothing(page: &mut Page, body: &Body) {
    page.headline("nothing", style::DOUBTFUL, " that winfit knows went wrong here");
    page.gap();
    let facts = &body.facts;
    let lines: u64 = body.inputs.iter().map(|it| it.lines).sum();
    page.entry("read", &format!("{lines} {}", if lines == 1 { "line" } else { "lines" }));
    for (index, host) in facts.hosts.iter().enumerate() {
        page.entry(if index == 0 { "hosts" } else { "" }, &host_words(host));
    }
    for (index, image) in facts.images.iter().enumerate() {
        page.entry(if index == 0 { "images" } else { "" }, &image_words(image));
    }
    for (index, code) in facts.codes.iter().enumerate() {
        let means = code.means.as_deref().unwrap_or("not in the catalogue");
        page.entry(if index == 0 { "codes" } else { "" }, &format!("{}: {means}", code.code));
    }
    for (index, exit) in facts.exits.iter().enumerate() {
        let means = exit.means.as_deref().unwrap_or("the program's own");
        page.entry(
            if index == 0 { "exits" } else { "" },
            &format!("{} ({}): {means}", exit.status, exit.code),
        );
    }
    for (index, message) in facts.messages.iter().enumerate() {
        page.entry(if index == 0 { "messages" } else { "" }, &format!("{} ({})", message.text, message.says));
    }
    not_looked_up(page, body);
    page.gap();
    page.paragraph(
        "Give it more of the same failure: the events of the pod, docker service ps --no-trunc, the log of the kubelet or of \
         the daemon; and the host, with --host or --nodes.",
    );
}

fn not_looked_up(page: &mut Page, body: &Body) {
    for it in body.unread.iter().filter(|it| it.error.kind != "offline") {
        page.entry("not read", &format!("{}: {}", it.reference, it.error.message));
    }
    if body.inputs.iter().any(|it| it.partial) {
        page.entry(
            "partial",
            "the same messages come too often to keep them all: the first of each were read",
        );
    }
}

fn image_words(image: &ImageWire) -> String {
    let name = image.reference.as_deref().unwrap_or("(no name)");
    let inside: Vec<String> = image
        .platforms
        .iter()
        .take(4)
        .map(|it| match (&it.os_version, it.os) {
            (Some(version), _) => format!("{version}, {}", provenance(it.provenance)),
            (None, Some(os)) => format!("{os}, {}", provenance(it.provenance)),
            (None, None) => "unknown".to_owned(),
        })
        .collect();
    match inside.is_empty() {
        true => format!("{name}: nothing tells which system is inside"),
        false => format!("{name}: {}", inside.join("; ")),
    }
}

fn provenance(word: &str) -> &str {
    match word {
        "tag" => "by its tag",
        "daemon" => "told by the daemon",
        "registry" => "read from the registry",
        "given" => "as given",
        _ => "as the text tells",
    }
}

fn host_words(host: &HostWire) -> String {
    let mut words = vec![host.name.clone().unwrap_or_else(|| "host".to_owned())];
    words.push(host.os_version.clone().unwrap_or_else(|| host.os.to_owned()));
    words.extend(host.kind.map(str::to_owned));
    words.extend(host.architecture.map(str::to_owned));
    words.extend(host.runtime.clone());
    words.join(", ")
}
