//! `winfit image` for people: what each image is and where it runs in a line, then the facts.

mod headline;
mod names;

use super::words::{plural, short};
use super::{Human, Page, style};
use crate::render::table::{Field, Table};
use crate::wire::ImageError;
use crate::wire::image::{Answer, Body, Image, LockChange, OnRelease, Platform, Skipped};
use names::short_names;

impl Human for Body {
    fn human(&self, page: &mut Page) {
        if let [only] = self.images.as_slice() {
            one(page, only);
        } else {
            several(page, &self.images);
        }
        if let Some(change) = &self.lock {
            page.gap();
            page.entry("recorded", &recorded(change));
        }
        if self.images.iter().flat_map(|image| &image.platforms).any(|it| it.behind.is_some()) {
            page.gap();
            page.paragraph("behind: monthly security updates up to the newest revision known");
        }
    }
}

/// What failed comes first, so that it is not overlooked among what did not.
fn several(page: &mut Page, images: &[Image]) {
    let (failed, read): (Vec<_>, Vec<_>) = images.iter().partition(|image| image.error.is_some());
    if failed.is_empty() {
        page.headline(&format!("{} images read", read.len()), style::GOOD, "");
    } else {
        let word = format!("{} of {} images read", read.len(), images.len());
        page.headline(&word, style::DOUBTFUL, &format!(", {} could not be", failed.len()));
    }
    for image in failed.into_iter().chain(read) {
        page.gap();
        one(page, image);
    }
}

fn one(page: &mut Page, image: &Image) {
    match &image.error {
        Some(failure) => failed(page, &image.reference, failure),
        None => read(page, image),
    }
}

fn failed(page: &mut Page, reference: &str, failure: &ImageError) {
    page.headline(reference, style::BAD, ": not read");
    page.entry("why", &failure.message);
    if let Some(help) = &failure.help {
        page.entry("help", help);
    }
}

fn read(page: &mut Page, image: &Image) {
    headline::print(page, image);
    page.copyable_entry("read from", &read_from(image));
    page.entry("checked", &checked(image));
    if !image.platforms.is_empty() {
        page.gap();
        platforms(page, &image.platforms);
        page.gap();
    }
    entries(page, "newest", &distinct(image.platforms.iter().filter_map(newest)));
    entries(page, "base", &bases(&image.platforms));
    if !image.releases.is_empty() {
        page.entry("process", &runs_on(&image.releases, |release| &release.process));
        page.entry("Hyper-V", &runs_on(&image.releases, |release| &release.hyperv));
    }
    if !image.skipped.is_empty() {
        page.entry("skipped", &skipped(image));
    }
    entries(page, "problem", &image.problems);
    for caution in image.platforms.iter().flat_map(|platform| &platform.cautions) {
        page.entry("caution", &format!("{} [{}]", caution.text, caution.id));
    }
}

/// Several lines under one label.
fn entries(page: &mut Page, label: &str, lines: &[String]) {
    for (index, line) in lines.iter().enumerate() {
        page.entry(if index == 0 { label } else { "" }, line);
    }
}

/// `registry sha256:…`, as `check` and `fits` say it, but with the whole digest; `daemon` alone where none is told.
fn read_from(image: &Image) -> String {
    let words = image.provenance.into_iter().chain(image.digest.as_deref());
    words.collect::<Vec<_>>().join(" ")
}

fn checked(image: &Image) -> String {
    let source = if image.cached == Some(true) { ", from the cache" } else { "" };
    format!("{}{source}", age(image.age))
}

fn age(seconds: u64) -> String {
    let ago =
        |count: u64, noun| format!("{} ago", plural(usize::try_from(count).unwrap_or(usize::MAX), noun));
    match seconds {
        0..60 => "just now".to_owned(),
        60..3600 => ago(seconds / 60, "minute"),
        3600..86_400 => ago(seconds / 3600, "hour"),
        _ => ago(seconds / 86_400, "day"),
    }
}

fn platforms(page: &mut Page, platforms: &[Platform]) {
    let mut table = Table::with_text(["platform", "OS version", "update", "date", "behind", "release"]);
    for platform in platforms {
        let (behind, behind_style) = match platform.behind.map(|behind| behind.monthly_updates) {
            None => ("-".to_owned(), style::PLAIN),
            Some(0) => ("0".to_owned(), style::GOOD),
            Some(count) => (count.to_string(), style::DOUBTFUL),
        };
        table.row(vec![
            name(platform).into(),
            platform.os_version.as_deref().unwrap_or("-").into(),
            updates(platform).into(),
            platform.date.as_deref().unwrap_or("-").into(),
            Field::new(behind, behind_style),
            release(platform).unwrap_or("-").into(),
        ]);
    }
    page.table(&table);
}

/// `windows/amd64`, with the variant where there is one; `?` for what nothing tells.
fn name(platform: &Platform) -> String {
    let told = [&platform.os, &platform.architecture].map(|it| if it.is_empty() { "?" } else { it });
    let words = told.into_iter().chain(platform.variant.as_deref());
    words.map(short).collect::<Vec<_>>().join("/")
}

fn updates(platform: &Platform) -> String {
    if platform.updates.is_empty() { "-".to_owned() } else { platform.updates.join(" ") }
}

/// The first release of the platform's build: the one that is supported longest comes first.
fn release(platform: &Platform) -> Option<&str> {
    Some(platform.releases.first()?.id.as_str())
}

fn newest(platform: &Platform) -> Option<String> {
    let newest = platform.newest.as_ref()?;
    let mut facts = vec![newest.os_version.clone()];
    facts.extend(newest.updates.iter().cloned());
    facts.extend(newest.date.clone());
    Some(facts.join(", "))
}

/// The base image of all platforms that are for Windows, or of each that tells it.
fn bases(platforms: &[Platform]) -> Vec<String> {
    let windows = || platforms.iter().filter(|it| it.os == "windows");
    let told: Vec<_> = windows().filter_map(|it| Some((it, base(it)?))).collect();
    match told.as_slice() {
        [(_, first), others @ ..]
            if told.len() == windows().count() && others.iter().all(|it| it.1 == *first) =>
        {
            vec![first.clone()]
        }
        _ => {
            let of = |it: &Platform| it.os_version.clone().unwrap_or_else(|| name(it));
            told.iter().map(|(it, base)| format!("{}: {base}", of(it))).collect()
        }
    }
}

fn base(platform: &Platform) -> Option<String> {
    let base = platform.base.as_ref()?;
    let family = match base.family {
        "nanoserver" => "Nano Server",
        "servercore" => "Server Core",
        "windows" => "Windows",
        "server" => "Windows Server with all APIs",
        other => other,
    };
    let version = base.os_version.as_ref().map(|it| format!(" {it}")).unwrap_or_default();
    Some(format!("{family}{version}, by its {}", base.told_by))
}

fn distinct(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct = Vec::new();
    for line in lines {
        if !distinct.contains(&line) {
            distinct.push(line);
        }
    }
    distinct
}

/// The releases that run it, then those that do with a reservation.
fn runs_on(releases: &[OnRelease], isolation: impl Fn(&OnRelease) -> &Answer) -> String {
    let named = |verdict: &str, runtime: Option<&str>| {
        let is_it = |it: &Answer| it.verdict == verdict && it.runtime.as_deref() == runtime;
        let of_verdict = releases.iter().filter(|it| is_it(isolation(it)));
        short_names(of_verdict.map(|it| it.release.name.as_str())).join(", ")
    };
    let mut parts = Vec::new();
    for (runtime, under) in
        [(None, ""), (Some("docker"), "under Docker "), (Some("containerd"), "under containerd ")]
    {
        for (verdict, lead) in [("runs", ""), ("preview", "as a preview ")] {
            let names = named(verdict, runtime);
            if !names.is_empty() {
                parts.push(format!("{under}{lead}{names}"));
            }
        }
    }
    let unknown = releases.iter().find(|it| isolation(it).verdict == "unknown");
    if let Some(first) = unknown {
        parts.push(format!("not known for {} [{}]", named("unknown", None), isolation(first).rule));
    }
    if parts.is_empty() { "no release that is supported today".to_owned() } else { parts.join("; ") }
}

fn skipped(image: &Image) -> String {
    let kinds = [
        ("attestation", "attestation", "attestations"),
        ("artifact", "artifact", "artifacts"),
        ("broken", "broken entry", "broken entries"),
    ];
    let of_kind = |(kind, one, many): (&str, &str, &str)| {
        let skipped: Vec<_> = image.skipped.iter().filter(|it| it.kind == kind).collect();
        let why = |it: &&Skipped| match kind {
            "artifact" => it.media_type.clone(),
            _ => it.problem.clone(),
        };
        let whys = distinct(skipped.iter().filter_map(why));
        let whys = if whys.is_empty() { String::new() } else { format!(" ({})", whys.join("; ")) };
        let noun = if skipped.len() == 1 { one } else { many };
        (!skipped.is_empty()).then(|| format!("{} {noun}{whys}", skipped.len()))
    };
    kinds.into_iter().filter_map(of_kind).collect::<Vec<_>>().join(", ")
}

fn recorded(change: &LockChange) -> String {
    let counts = [
        (change.added, "added"),
        (change.changed, "changed"),
        (change.unchanged, "unchanged"),
        (change.kept, "kept as they were"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts.map(|(count, what)| format!("{count} {what}")).collect();
    format!("{}: {}", change.file, counts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_the_largest_unit_that_is_full() {
        for (seconds, text) in [
            (0, "just now"),
            (59, "just now"),
            (60, "1 minute ago"),
            (3599, "59 minutes ago"),
            (3600, "1 hour ago"),
            (86_399, "23 hours ago"),
            (86_400, "1 day ago"),
            (20_000_000, "231 days ago"),
        ] {
            assert_eq!(age(seconds), text);
        }
    }
}
