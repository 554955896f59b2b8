//! What the catalogue knows of one OS version.

use winfit_compat::age::{self, kind_of_version};
use winfit_compat::catalog::{Catalog, Date, Release, Update};
use winfit_compat::reading::Reading;
use winfit_compat::{Architecture, HostKind, Os, OsVersion};

use crate::context::Context;
use crate::wire::version::{Behind, Newest, Release as WireRelease, Version};
use crate::wire::{self, Caution};

/// All about a reading.
pub(super) fn version(context: &Context, reading: &Reading) -> Version {
    let mut version = Version {
        cautions: reading.cautions.iter().map(of_reading).collect(),
        subject: reading.subject.clone(),
        os: if reading.os() == Os::Linux { "linux" } else { "windows" },
        kind: reading.kind.map(wire::host_kind),
        architecture: reading.architecture.map(Architecture::as_str),
        ..unknown(reading.form.as_str())
    };
    if let Some(os_version) = reading.os_version() {
        describe(&mut version, context.catalog(), context.today, os_version, reading.kind);
    }
    version
}

/// All about an OS version, of a server or of a client where that is told.
pub(in crate::commands) fn of_version(
    context: &Context,
    os_version: OsVersion,
    told: Option<HostKind>,
) -> Version {
    let mut version = unknown("version");
    describe(&mut version, context.catalog(), context.today, os_version, told);
    version
}

/// Nothing about a Windows.
fn unknown(form: &'static str) -> Version {
    Version {
        os_version: None,
        build: None,
        revision: None,
        release: None,
        releases: Vec::new(),
        updates: Vec::new(),
        date: None,
        supported: None,
        support_end: None,
        newest: None,
        newest_client: None,
        behind: None,
        cautions: Vec::new(),
        subject: None,
        os: "windows",
        kind: None,
        architecture: None,
        form,
    }
}

fn describe(
    version: &mut Version,
    catalog: &Catalog,
    today: Date,
    os_version: OsVersion,
    told: Option<HostKind>,
) {
    let build = os_version.build;
    let kind = told.or_else(|| kind_of_version(catalog, os_version));
    let is_of_kind =
        |release: &&Release| kind.is_none_or(|kind| release.is_server() == (kind == HostKind::Server));
    let releases: Vec<&Release> = catalog.releases_of_build(build).filter(is_of_kind).collect();
    let exact = os_version.revision.map_or(&[][..], |it| catalog.updates_of_revision(build, it));
    version.os_version = Some(os_version.to_string());
    version.build = Some(build);
    version.revision = os_version.revision;
    version.release = releases.first().map(|release| release.id.to_string());
    version.releases = releases.iter().map(|release| wire_release(release, today)).collect();
    version.updates = articles(exact);
    version.date = day(exact).map(|day| day.to_string());
    version.kind = kind.map(wire::host_kind);
    if !releases.is_empty() {
        version.supported = Some(releases.iter().any(|release| release.is_supported_on(today)));
        version.support_end = longest(&releases).map(|day| day.to_string());
    }
    let newest_of = |other| age::Newest::of_build(catalog, build, kind.or(Some(other)));
    let newest = newest_of(HostKind::Server);
    let of_clients = newest_of(HostKind::Client);
    version.newest = newest.as_ref().map(wire_newest);
    version.newest_client = of_clients
        .filter(|it| newest.is_some_and(|newest| newest.version != it.version))
        .map(|it| wire_newest(&it));
    if let Some((revision, newest)) = os_version.revision.zip(newest) {
        match newest.behind(catalog, os_version) {
            Some(age::Behind { monthly_updates, days }) => {
                version.behind = Some(Behind { monthly_updates, days });
            }
            None => version.cautions.push(newer_than_catalogue(build, revision)),
        }
    }
    if releases.is_empty() {
        version.cautions.push(unknown_build(catalog, build));
    }
}

/// A newest revision, as it is printed.
fn wire_newest(newest: &age::Newest<'_>) -> Newest {
    Newest {
        os_version: newest.version.to_string(),
        updates: articles(newest.updates),
        date: newest.date().map(|day| day.to_string()),
    }
}

fn articles(updates: &[Update]) -> Vec<String> {
    updates.iter().filter_map(|update| update.kb).map(|kb| kb.to_string()).collect()
}

fn day(updates: &[Update]) -> Option<Date> {
    updates.iter().find_map(|update| update.date)
}

/// The last day of support of the release that is supported longest; `None` if one has no known end.
fn longest(releases: &[&Release]) -> Option<Date> {
    let ends: Option<Vec<Date>> = releases.iter().map(|release| release.support_end()).collect();
    ends?.into_iter().max()
}

fn wire_release(release: &Release, today: Date) -> WireRelease {
    WireRelease {
        id: release.id.to_string(),
        name: release.name.to_string(),
        kind: wire::host_kind(if release.is_server() { HostKind::Server } else { HostKind::Client }),
        supported: release.is_supported_on(today),
        support_end: release.support_end().map(|day| day.to_string()),
    }
}

fn of_reading(caution: &winfit_compat::reading::Caution) -> Caution {
    Caution { id: caution.id().to_owned(), text: caution.to_string() }
}

fn newer_than_catalogue(build: u32, revision: u32) -> Caution {
    let text = format!("revision {revision} is newer than all that this catalogue knows of build {build}");
    Caution { id: "newer-than-catalogue".to_owned(), text }
}

fn unknown_build(catalog: &Catalog, build: u32) -> Caution {
    let newest = catalog.releases.iter().map(|release| release.build).max().unwrap_or_default();
    let why = if build > newest { "it is newer than this catalogue" } else { "no release has it" };
    Caution { id: "unknown-build".to_owned(), text: format!("build {build} is of no release known: {why}") }
}
