//! What the catalogue knows of one OS version.

use winfit_compat::catalog::{Catalog, Date, Release, Update, UpdateChannel, UpdateKind};
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
    let kind =
        told.or_else(|| kind_of_revision(catalog, os_version)).or_else(|| kind_of_build(catalog, build));
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
    let newest = Latest::of(catalog, build, kind.or(Some(HostKind::Server)));
    let of_clients = Latest::of(catalog, build, kind.or(Some(HostKind::Client)));
    version.newest = newest.as_ref().map(Latest::wire);
    version.newest_client = of_clients
        .filter(|it| newest.as_ref().is_some_and(|newest| newest.revision != it.revision))
        .map(|it| it.wire());
    if let Some((revision, newest)) = os_version.revision.zip(newest) {
        if revision > newest.revision {
            version.cautions.push(newer_than_catalogue(build, revision));
        } else {
            version.behind = Some(newest.distance(catalog, revision, day(exact)));
        }
    }
    if releases.is_empty() {
        version.cautions.push(unknown_build(catalog, build));
    }
}

/// Server or client, where the revision was published for one of them only.
fn kind_of_revision(catalog: &Catalog, version: OsVersion) -> Option<HostKind> {
    let mut kinds = catalog.updates_of_revision(version.build, version.revision?).iter().map(|update| {
        match update.channel {
            UpdateChannel::Server => Some(HostKind::Server),
            UpdateChannel::Client => Some(HostKind::Client),
            UpdateChannel::Both => None,
        }
    });
    let first = kinds.next()??;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}

/// Server or client, where only one of them has the build.
fn kind_of_build(catalog: &Catalog, build: u32) -> Option<HostKind> {
    let mut releases = catalog.releases_of_build(build);
    let first = releases.next()?.is_server();
    let kind = if first { HostKind::Server } else { HostKind::Client };
    releases.all(|release| release.is_server() == first).then_some(kind)
}

/// The newest revision known of a build.
struct Latest<'c> {
    revision: u32,
    kind: Option<HostKind>,
    updates: &'c [Update],
}

impl<'c> Latest<'c> {
    fn of(catalog: &'c Catalog, build: u32, kind: Option<HostKind>) -> Option<Self> {
        let is_offered = |update: &&Update| is_for(update, kind) && update.kind != UpdateKind::ImageOnly;
        let last = catalog.updates_of_build(build).iter().rev().find(is_offered)?;
        let updates = catalog.updates_of_revision(build, last.revision);
        Some(Self { revision: last.revision, kind, updates })
    }

    fn wire(&self) -> Newest {
        let build = self.updates.first().map_or(0, |update| update.build);
        Newest {
            os_version: OsVersion::new(build, self.revision).to_string(),
            updates: articles(self.updates),
            date: day(self.updates).map(|day| day.to_string()),
        }
    }

    /// How far a revision, published on a day, is behind this one.
    fn distance(&self, catalog: &Catalog, revision: u32, published: Option<Date>) -> Behind {
        let build = self.updates.first().map_or(0, |update| update.build);
        let between = catalog.updates_of_build(build).iter().filter(|update| {
            update.revision > revision
                && update.revision <= self.revision
                && update.kind == UpdateKind::Security
                && is_for(update, self.kind)
        });
        let mut months: Vec<u32> = between.map(|update| update.revision).collect();
        months.dedup();
        let days = published.zip(day(self.updates));
        Behind {
            monthly_updates: months.len(),
            days: days.map(|(ours, newest)| newest.days_since_epoch() - ours.days_since_epoch()),
        }
    }
}

fn is_for(update: &Update, kind: Option<HostKind>) -> bool {
    !matches!(
        (update.channel, kind),
        (UpdateChannel::Server, Some(HostKind::Client)) | (UpdateChannel::Client, Some(HostKind::Server))
    )
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
