//! `winfit updates`: articles, builds and versions in the catalogue.

use winfit_compat::OsVersion;
use winfit_compat::catalog::{self, Catalog, Kb, UpdateChannel, UpdateKind};
use winfit_lint::Severity;

use crate::cli::UpdatesArgs;
use crate::context::Context;
use crate::error::Error;
use crate::named::{self, nearest_updates};
use crate::output::Report;
use crate::wire;
use crate::wire::updates::{Answer, Body, Update};

/// What the catalogue knows of everything asked.
pub(crate) fn report(arguments: &UpdatesArgs, context: &Context) -> Result<Report<Body>, Error> {
    let catalog = context.catalog();
    let answers = if arguments.asked.is_empty() {
        vec![newest(catalog)]
    } else {
        let asked = arguments.asked.iter();
        asked.map(|text| answer(catalog, text, arguments.limit)).collect::<Result<_, _>>()?
    };
    let is_known = answers.iter().all(|answer| answer.known);
    let worst = if is_known { None } else { Some(Severity::Error) };
    Ok(Report { body: Body { schema: wire::SCHEMA, answers }, worst })
}

fn answer(catalog: &Catalog, text: &str, limit: usize) -> Result<Answer, Error> {
    if let Some(kb) = article(text)? {
        return Ok(of_kb(catalog, text, kb));
    }
    let version = named::windows(catalog, text, None)?.version;
    Ok(match version.revision {
        Some(revision) => of_version(catalog, text, version.build, revision),
        None => of_build(catalog, text, version.build, limit),
    })
}

/// `KB4493509`, or its seven digits alone: no build has as many.
fn article(text: &str) -> Result<Option<Kb>, Error> {
    let is_article = text.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("kb"));
    let is_number = text.len() == 7 && text.bytes().all(|b| b.is_ascii_digit());
    let malformed = |_| Error::MalformedKb { text: text.to_owned() };
    match (is_article, is_number) {
        (true, _) => text.parse().map(Some).map_err(malformed),
        (_, true) => format!("KB{text}").parse().map(Some).map_err(malformed),
        _ => Ok(None),
    }
}

fn of_kb(catalog: &Catalog, text: &str, kb: Kb) -> Answer {
    let updates: Vec<_> = catalog.updates_of_kb(kb).map(|update| wire_update(catalog, update)).collect();
    let nearest = || nearest_updates(catalog.updates.iter(), |update| update.kb.map(|kb| kb.0), kb.0);
    found(catalog, text, "kb", updates, nearest)
}

fn of_version(catalog: &Catalog, text: &str, build: u32, revision: u32) -> Answer {
    let updates = catalog.updates_of_revision(build, revision).iter();
    let updates: Vec<_> = updates.map(|update| wire_update(catalog, update)).collect();
    let of_build = || catalog.updates_of_build(build).iter();
    let nearest = || nearest_updates(of_build(), |update| Some(update.revision), revision);
    found(catalog, text, "version", updates, nearest)
}

fn of_build(catalog: &Catalog, text: &str, build: u32, limit: usize) -> Answer {
    let all = catalog.updates_of_build(build);
    let shown = if limit == 0 { all.len() } else { limit };
    let updates: Vec<_> = all.iter().rev().take(shown).map(|update| wire_update(catalog, update)).collect();
    let omitted = all.len() - updates.len();
    let nearest = || nearest_updates(newest_of_builds(catalog), |update| Some(update.build), build);
    Answer { omitted, ..found(catalog, text, "build", updates, nearest) }
}

fn newest(catalog: &Catalog) -> Answer {
    let updates = newest_of_builds(catalog).map(|update| wire_update(catalog, update)).collect();
    Answer { asked: None, kind: "newest", known: true, updates, omitted: 0, nearest: Vec::new() }
}

/// The update with the greatest revision of each build.
fn newest_of_builds(catalog: &Catalog) -> impl Iterator<Item = &catalog::Update> + Clone {
    let all = &catalog.updates;
    let next = all.iter().skip(1).map(|update| Some(update.build)).chain(std::iter::once(None));
    all.iter().zip(next).filter(|(update, next)| Some(update.build) != *next).map(|(update, _)| update)
}

fn found<'c>(
    catalog: &Catalog,
    text: &str,
    kind: &'static str,
    updates: Vec<Update>,
    nearest: impl Fn() -> Vec<&'c catalog::Update>,
) -> Answer {
    let known = !updates.is_empty();
    let nearest = if known { Vec::new() } else { nearest() };
    let nearest = nearest.into_iter().map(|update| wire_update(catalog, update)).collect();
    Answer { asked: Some(text.to_owned()), kind, known, updates, omitted: 0, nearest }
}

fn wire_update(catalog: &Catalog, update: &catalog::Update) -> Update {
    let is_for = |release: &&catalog::Release| match update.channel {
        UpdateChannel::Server => release.is_server(),
        UpdateChannel::Client => !release.is_server(),
        UpdateChannel::Both => true,
    };
    let releases = catalog.releases_of_build(update.build).filter(is_for);
    Update {
        os_version: OsVersion::new(update.build, update.revision).to_string(),
        build: update.build,
        revision: update.revision,
        kb: update.kb.map(|kb| kb.to_string()),
        date: update.date.map(|date| date.to_string()),
        kind: match update.kind {
            UpdateKind::Security => "security",
            UpdateKind::OutOfBand => "out-of-band",
            UpdateKind::Preview => "preview",
            UpdateKind::ImageOnly => "image-only",
            UpdateKind::Unknown => "unknown",
        },
        channel: match update.channel {
            UpdateChannel::Server => "server",
            UpdateChannel::Client => "client",
            UpdateChannel::Both => "both",
        },
        releases: releases.map(|release| release.id.to_string()).collect(),
        source: update.source.to_string(),
    }
}
