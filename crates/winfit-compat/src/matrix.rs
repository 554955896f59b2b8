//! The documents' tables, and the same tables for every release known.

use winfit_catalog::{Catalog, Channel, Edition, HostGroup, Release, Support};

use crate::rules::RuleSet;
use crate::verdict::{Answer, Question, verdict};
use crate::{Host, HostKind, HyperV, Isolation, OsVersion, Platform, Provenance};

/// Where a cell comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The edition prints it.
    Printed,
    /// The edition prints no such pair; its rules say so.
    Derived,
}

/// What a pair of host and image release gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// In process isolation.
    pub process: Support,
    /// In Hyper-V isolation.
    pub hyperv: Support,
    /// Where the cell comes from.
    pub origin: Origin,
    /// What the rules say, where a printed cell says something else.
    pub contradicted_by_rules: Option<(Support, Support)>,
}

/// A row: a host release, or hosts that the edition prints as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'c> {
    /// Id in the catalogue, of the release or the group.
    pub id: &'c str,
    /// Name for people.
    pub name: &'c str,
    /// Build; `None` for a group.
    pub build: Option<u32>,
    /// A cell per column; `None` where nothing is said.
    pub cells: Vec<Option<Cell>>,
}

/// A table of hosts and images.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix<'c> {
    /// The edition.
    pub edition: Edition,
    /// Server or client hosts.
    pub kind: HostKind,
    /// The columns: image releases, oldest first. An id without a release is one that was printed and never existed.
    pub images: Vec<(&'c str, Option<&'c Release>)>,
    /// The rows, oldest host first.
    pub rows: Vec<Row<'c>>,
}

/// The table that an edition prints.
#[must_use]
pub fn printed(catalog: &Catalog, edition: Edition, kind: HostKind) -> Matrix<'_> {
    let cells: Vec<_> = catalog
        .matrix
        .iter()
        .filter(|cell| cell.edition == edition && cell.client == (kind == HostKind::Client))
        .collect();
    let mut images: Vec<&str> = Vec::new();
    let mut hosts: Vec<&str> = Vec::new();
    for cell in &cells {
        if !images.contains(&cell.image.as_ref()) {
            images.push(&cell.image);
        }
        if !hosts.contains(&cell.host.as_ref()) {
            hosts.push(&cell.host);
        }
    }
    // Images that never existed sort by the place at which the edition prints them: behind all others.
    images.sort_by_key(|id| catalog.release(id).map_or(u32::MAX, |release| release.build));
    let rows = hosts
        .into_iter()
        .map(|id| {
            let release = catalog.release(id);
            let group = catalog.host_groups.iter().find(|group| group.id == id);
            let name = release.map(|it| it.name.as_ref()).or(group.map(|it| it.name.as_ref())).unwrap_or(id);
            let row = images.iter().map(|image| {
                let cell = cells.iter().find(|cell| cell.host == id && cell.image == *image)?;
                let by_rules = representative(catalog, release, group)
                    .zip(catalog.release(image))
                    .map(|(host, image)| by_rules(catalog, edition, host, image));
                Some(Cell {
                    process: cell.process,
                    hyperv: cell.hyperv,
                    origin: Origin::Printed,
                    contradicted_by_rules: by_rules.filter(|it| *it != (cell.process, cell.hyperv)),
                })
            });
            Row { id, name, build: release.map(|it| it.build), cells: row.collect() }
        })
        .collect();
    let images = images.into_iter().map(|id| (id, catalog.release(id))).collect();
    Matrix { edition, kind, images, rows }
}

/// The table of every release known, by an edition's rules.
#[must_use]
pub fn derived(catalog: &Catalog, edition: Edition, kind: HostKind) -> Matrix<'_> {
    let images: Vec<_> =
        catalog.releases.iter().filter(|release| has_images_of_its_own(catalog, release)).collect();
    let hosts = catalog
        .releases
        .iter()
        .filter(|release| (release.channel == Channel::Client) == (kind == HostKind::Client));
    let rows = hosts
        .map(|host| Row {
            id: &host.id,
            name: &host.name,
            build: Some(host.build),
            cells: images
                .iter()
                .map(|image| {
                    let (process, hyperv) = by_rules(catalog, edition, host, image);
                    Some(Cell { process, hyperv, origin: Origin::Derived, contradicted_by_rules: None })
                })
                .collect(),
        })
        .collect();
    let images = images.into_iter().map(|release| (release.id.as_ref(), Some(release))).collect();
    Matrix { edition, kind, images, rows }
}

/// Two releases may share their images; the long-term one stands for both.
fn has_images_of_its_own(catalog: &Catalog, release: &Release) -> bool {
    let shared_with_ltsc = release.channel != Channel::Ltsc
        && catalog.releases_of_build(release.build).any(|other| other.channel == Channel::Ltsc);
    !release.image_tags.is_empty() && !shared_with_ltsc
}

/// The release that stands for a printed row: the newest of a group.
fn representative<'c>(
    catalog: &'c Catalog,
    release: Option<&'c Release>,
    group: Option<&'c HostGroup>,
) -> Option<&'c Release> {
    release.or_else(|| {
        group?.releases.iter().filter_map(|id| catalog.release(id)).max_by_key(|release| release.build)
    })
}

/// Process and Hyper-V support of a pair by the rules of an edition, for host and image of the same update.
#[must_use]
pub fn by_rules(catalog: &Catalog, edition: Edition, host: &Release, image: &Release) -> (Support, Support) {
    let newest = |build| catalog.updates_of_build(build).last().map(|update| update.revision);
    let kind = if host.is_server() { HostKind::Server } else { HostKind::Client };
    let host = Host {
        kind: Some(kind),
        hyperv: HyperV::Available,
        ..Host::server(OsVersion { revision: newest(host.build), ..OsVersion::of_build(host.build) })
    };
    let image = Platform::windows(
        OsVersion { revision: newest(image.build), ..OsVersion::of_build(image.build) },
        Provenance::Given,
    );
    let support = |isolation| {
        let question = Question {
            host: &host,
            image: &image,
            isolation: Some(isolation),
            rules: RuleSet::Documented(edition),
        };
        match verdict(catalog, &question).answer {
            Answer::Runs => Support::Yes,
            Answer::Preview(_) => Support::Preview,
            _ => Support::No,
        }
    };
    (support(Isolation::Process), support(Isolation::HyperV))
}
