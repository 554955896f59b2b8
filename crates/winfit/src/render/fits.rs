//! `winfit fits` for people: the answer in the first line, then why, then what to do.

use anstyle::Style;

use super::page::unbroken;
use super::{Human, Page, style};
use crate::render::table::{Field, Table};
use crate::wire::fits::{Body, Fits};
use crate::wire::{Caution, ImagePlatform, ReleaseName, Remedy, RemedyKind};

impl Human for Body {
    fn human(&self, page: &mut Page) {
        match self {
            Self::One(fits) => one(page, fits),
            Self::Several(all) => several(page, all),
        }
    }
}

fn one(page: &mut Page, fits: &Fits) {
    let sentence = sentence(fits, &image(fits), &host(fits));
    page.headline(fits.verdict, style::of_verdict(fits.verdict), &format!(": {sentence}"));
    page.gap();
    page.entry("why", &format!("{}{}", fits.reason, deciding(fits)));
    page.entry("image", &image_facts(fits));
    if let Some(choice) = choice(fits) {
        page.entry("takes", choice);
    }
    not_read(page, fits);
    page.entry("host", &host_facts(fits));
    page.entry("rules", &rules(fits));
    cautions(page, fits.cautions.iter());
    if !fits.remedies.is_empty() {
        page.heading("What to do, least effort first:");
        list(page, fits.remedies.iter());
    }
}

fn several(page: &mut Page, all: &[Fits]) {
    let Some(first) = all.first() else {
        page.headline("unknown", style::BAD, ": no server release of the catalogue is supported today");
        return;
    };
    let (word, style) = count(all);
    let hosts = if first.host_asked.is_some() { "hosts" } else { "supported server releases" };
    let guess = by_its_tag(first);
    page.headline(&word, style, &format!(" {hosts}{}: {guess}{}", more_in_hyperv(all), image(first)));
    page.gap();
    table(page, all);
    page.gap();
    page.entry("image", &image_facts_of_all(first));
    not_read(page, first);
    if let Some(isolation) = shared_isolation(all) {
        page.entry("isolation", isolation);
    }
    let is_of_all = |caution: &Caution| all.iter().all(|fits| fits.cautions.contains(caution));
    cautions(page, first.cautions.iter().filter(|caution| is_of_all(caution)));
    for fits in all {
        let own: Vec<&Caution> = fits.cautions.iter().filter(|caution| !is_of_all(caution)).collect();
        let remedies: Vec<&Remedy> = fits.remedies.iter().filter(|remedy| is_news(fits, remedy)).collect();
        // Which platform a host takes is news where it is not the newest that it could, or none.
        let choice = choice(fits).filter(|_| fits.image_platform_is_second_best);
        if own.is_empty() && remedies.is_empty() && fits.otherwise.is_none() && choice.is_none() {
            continue;
        }
        page.heading(&format!("{}: {}{}", host(fits), fits.verdict, deciding(fits)));
        if let Some(choice) = choice {
            page.entry("takes", choice);
        }
        if fits.otherwise.is_some() {
            page.entry("rules", &rules(fits));
        }
        cautions(page, own.into_iter());
        list(page, remedies.into_iter());
    }
}

fn table(page: &mut Page, all: &[Fits]) {
    let verdict = |fits: &Fits| Field::new(fits.verdict, style::of_verdict(fits.verdict));
    let mut table = if shared_isolation(all).is_some() {
        Table::with_text(["host", "verdict", "why"])
    } else {
        Table::with_text(["host", "verdict", "isolation", "why"])
    };
    for fits in all {
        let mut row = vec![host(fits).into(), verdict(fits)];
        if shared_isolation(all).is_none() {
            row.push(fits.isolation.into());
        }
        row.push(fits.reason.as_str().into());
        table.row(row);
    }
    page.table(&table);
}

/// The isolation, where it is the same on all hosts.
fn shared_isolation(all: &[Fits]) -> Option<&'static str> {
    let first = all.first()?.isolation;
    all.iter().all(|fits| fits.isolation == first).then_some(first)
}

/// On how many hosts it runs.
fn count(all: &[Fits]) -> (String, Style) {
    let runs = all.iter().filter(|fits| matches!(fits.verdict, "runs" | "preview")).count();
    let with_hyperv = all.iter().any(|fits| fits.verdict == "runs-with-hyperv");
    match runs {
        0 => {
            (format!("runs on none of {}", all.len()), if with_hyperv { style::DOUBTFUL } else { style::BAD })
        }
        _ if runs == all.len() => (format!("runs on all {}", all.len()), style::GOOD),
        _ => (format!("runs on {runs} of {}", all.len()), style::DOUBTFUL),
    }
}

fn more_in_hyperv(all: &[Fits]) -> String {
    match all.iter().filter(|fits| fits.verdict == "runs-with-hyperv").count() {
        0 => String::new(),
        count => format!(", on {count} in Hyper-V isolation only"),
    }
}

/// Where all servers are listed, another one to run it on is no news.
fn is_news(fits: &Fits, remedy: &Remedy) -> bool {
    fits.host_asked.is_some() || !matches!(remedy.kind, RemedyKind::PickHost { .. })
}

/// The rule that stands in the way; what runs breaks none.
fn deciding(fits: &Fits) -> String {
    if fits.verdict == "runs" { String::new() } else { format!(" [{}]", fits.rule) }
}

fn sentence(fits: &Fits, image: &str, host: &str) -> String {
    // Hosts without Windows have no isolation modes.
    let place =
        if fits.host == "linux" { String::new() } else { format!(" in {}", isolation(fits.isolation)) };
    if fits.rule == "image-not-found" {
        return format!("{image} cannot be pulled");
    }
    if fits.rule == "withdrawn-tag" {
        return format!("{image}: {}", fits.reason);
    }
    let guess = by_its_tag(fits);
    match fits.verdict {
        "runs" => format!("{guess}{image} runs on {host}{place}"),
        "preview" => format!("{guess}{image} runs on {host}{place}, as a preview"),
        "runs-with-hyperv" => format!("{guess}{image} runs on {host} in Hyper-V isolation only"),
        "blocked" => format!("{guess}{image} does not run on {host}{place}"),
        _ => format!("it is not known whether {image} runs on {host}{place}"),
    }
}

/// What stands before an answer that the tag gave because the image could not be read: it may say otherwise. Offline that
/// is what was asked for.
fn by_its_tag(fits: &Fits) -> &'static str {
    let is_failure = fits.image_error.as_ref().is_some_and(|error| error.kind != "offline");
    if is_failure && fits.provenance == "tag" { "by its tag, " } else { "" }
}

fn isolation(isolation: &str) -> String {
    match isolation {
        "hyperv" => "Hyper-V isolation".to_owned(),
        "host-process" => "a host-process container".to_owned(),
        other => format!("{other} isolation"),
    }
}

/// The image as it was asked about.
fn image(fits: &Fits) -> String {
    match (&fits.image_reference, &fits.image) {
        (Some(reference), _) => reference.clone(),
        (None, Some(version)) => format!("an image of {version}"),
        (None, None) => "the image".to_owned(),
    }
}

/// The host's version and its release, with the runtime where nobody asked for one and yet it matters.
fn host(fits: &Fits) -> String {
    let assumed = fits.host_runtime.as_ref().filter(|_| fits.host_asked.is_none());
    let runtime = assumed.map(|it| format!(", {it}")).unwrap_or_default();
    match fits.host_releases.first() {
        Some(release) => format!("{} ({}{runtime})", fits.host, short(release)),
        None if fits.host == "linux" => "a Linux host".to_owned(),
        None => fits.host.clone(),
    }
}

/// The name of a release without what stands in brackets behind it.
fn short(release: &ReleaseName) -> &str {
    release.name.split(" (").next().unwrap_or(&release.name)
}

fn image_facts(fits: &Fits) -> String {
    let mut facts: Vec<String> = Vec::new();
    match (&fits.image, fits.image_releases.first()) {
        (Some(version), Some(release)) => facts.push(format!("{version} ({})", short(release))),
        (Some(version), None) => facts.push(version.clone()),
        (None, _) if fits.provenance == "tag" => facts.push("a Windows of unknown version".to_owned()),
        (None, _) => {
            facts.extend(fits.image_platform.and_then(|it| fits.image_platforms.get(it)).and_then(inside));
        }
    }
    facts.extend(fits.image_architecture.map(str::to_owned));
    facts.push(provenance(fits));
    facts.join(", ")
}

/// The same of all platforms, of which each host may take another.
fn image_facts_of_all(fits: &Fits) -> String {
    if fits.image_platforms.len() < 2 {
        return image_facts(fits);
    }
    let mut facts: Vec<_> = fits.image_platforms.iter().filter_map(inside).collect();
    facts.dedup();
    facts.push(provenance(fits));
    facts.join(", ")
}

/// What a platform has inside, in the words of `check`.
fn inside(platform: &ImagePlatform) -> Option<String> {
    match (&platform.os_version, platform.os) {
        (Some(version), _) => Some(version.clone()),
        (None, Some("linux")) => Some("Linux".to_owned()),
        (None, Some(_)) => Some("a Windows of unknown version".to_owned()),
        (None, None) => None,
    }
}

/// Where what is known of the image comes from.
fn provenance(fits: &Fits) -> String {
    match (fits.provenance, &fits.origin) {
        ("given", _) => "as given".to_owned(),
        (_, Some(origin)) => unbroken(origin),
        _ => "nothing is known of it: its name tells no Windows release".to_owned(),
    }
}

/// Which of several platforms the host takes.
fn choice(fits: &Fits) -> Option<&str> {
    let evidence = fits.evidence.iter().find(|it| it.rule == "platform-selection")?;
    (fits.image_platforms.len() > 1).then_some(evidence.reason.as_str())
}

/// Why the image was not read, or not all of it. Offline that is no news, where the tag tells what is needed.
fn not_read(page: &mut Page, fits: &Fits) {
    for (index, problem) in fits.image_problems.iter().enumerate() {
        page.entry(if index == 0 { "problem" } else { "" }, problem);
    }
    let Some(error) = &fits.image_error else { return };
    if error.kind == "offline" && fits.image.is_some() {
        return;
    }
    // That it is not there is the answer itself, and was said.
    let label = if fits.rule == "image-not-found" {
        "help"
    } else {
        page.entry("not read", &format!("{}: {}", error.kind, error.message));
        ""
    };
    if let Some(help) = &error.help {
        page.entry(label, help);
    }
}

fn host_facts(fits: &Fits) -> String {
    let mut facts = vec![fits.host.clone()];
    if !fits.host_releases.is_empty() {
        let names: Vec<&str> = fits.host_releases.iter().map(short).collect();
        facts = vec![format!("{} ({})", fits.host, names.join("; "))];
    }
    facts.extend(fits.host_kind.map(str::to_owned));
    facts.extend(fits.host_architecture.map(str::to_owned));
    if fits.host != "linux" {
        facts.push(format!("Hyper-V {}", fits.host_hyperv));
    }
    facts.extend(fits.host_runtime.clone());
    facts.join(", ")
}

fn rules(fits: &Fits) -> String {
    let ours = match fits.edition {
        Some(edition) => format!("{}, {edition} edition", fits.rules),
        None => fits.rules.to_owned(),
    };
    let Some(other) = &fits.otherwise else { return ours };
    let who = match other.edition {
        Some(edition) => format!("the {edition} edition"),
        None => "the runtime".to_owned(),
    };
    format!("{ours}; {who} says otherwise: {}, for {} [{}]", other.verdict, other.reason, other.rule)
}

fn cautions<'a>(page: &mut Page, cautions: impl Iterator<Item = &'a Caution>) {
    for caution in cautions {
        page.entry("caution", &format!("{} [{}]", caution.text, caution.id));
    }
}

fn list<'a>(page: &mut Page, remedies: impl Iterator<Item = &'a Remedy>) {
    for (index, remedy) in remedies.enumerate() {
        page.item(&format!("{}.", index + 1), &remedy.text);
        if let Some(line) = &remedy.paste {
            page.copyable(line);
        }
    }
}
