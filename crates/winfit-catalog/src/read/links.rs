//! Look-ups for the references between files. Those into a file that has problems of its own are not followed.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::Fault;
use super::report::{Place, Report};
use super::table::Table;
use super::tables::Tables;
use super::{kubernetes_versions, releases, sources, tag_labels};
use crate::{Kb, KnownVersions, Release, TagLabel, Text, Versions};

/// Which kinds of host there are, of a build or under a name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hosts {
    /// Servers.
    pub(super) server: bool,
    /// Clients.
    pub(super) client: bool,
}

impl Hosts {
    fn add(&mut self, release: &Release) {
        *if release.is_server() { &mut self.server } else { &mut self.client } = true;
    }
}

/// What rows can refer to. `None` stands for a file with problems.
pub(super) struct Links<'a> {
    sources: Option<BTreeSet<&'a str>>,
    releases: Option<BTreeMap<&'a str, &'a Release>>,
    builds: BTreeMap<u32, Hosts>,
    groups: Option<BTreeMap<&'a str, Hosts>>,
    labels: Option<BTreeMap<&'a str, &'a TagLabel>>,
    patterns: Option<BTreeSet<&'a str>>,
    repositories: Option<BTreeSet<&'a str>>,
    retired_names: Option<BTreeSet<&'a str>>,
    updates: Option<BTreeSet<(u32, u32, Kb)>>,
    revisions: Option<BTreeSet<(u32, u32)>>,
    versions: Option<KnownVersions>,
}

impl<'a> Links<'a> {
    /// The look-ups of these tables.
    pub(super) fn new(tables: &'a Tables) -> Self {
        let releases = by_key(&tables.releases, |release| release);
        let mut builds = BTreeMap::<u32, Hosts>::new();
        for row in &tables.releases.rows {
            builds.entry(row.value.build).or_default().add(&row.value);
        }
        let groups = by_key(&tables.host_groups, |group| {
            let mut hosts = Hosts::default();
            let of_group = group.fact.releases.iter();
            of_group.filter_map(|id| releases.as_ref()?.get(&**id)).for_each(|release| hosts.add(release));
            hosts
        });
        let updates = tables.updates.complete.then(|| {
            let rows = tables.updates.rows.iter().map(|row| &row.value);
            rows.filter_map(|update| Some((update.build, update.revision, update.kb?))).collect()
        });
        Self {
            sources: keys(&tables.sources),
            groups: groups.filter(|_| releases.is_some()),
            releases,
            builds,
            labels: by_key(&tables.tag_labels, |label| &label.fact),
            patterns: keys(&tables.tag_patterns),
            repositories: keys(&tables.repositories),
            retired_names: keys(&tables.retired_names),
            updates,
            revisions: tables.updates.complete.then(|| {
                let rows = tables.updates.rows.iter().map(|row| &row.value);
                rows.map(|update| (update.build, update.revision)).collect()
            }),
            versions: tables
                .kubernetes_versions
                .complete
                .then(|| kubernetes_versions::known(&tables.kubernetes_versions.rows)),
        }
    }

    /// Notes a source that is not listed.
    pub(super) fn source(&self, place: &Place, id: &str, report: &mut Report) {
        if self.sources.as_ref().is_some_and(|sources| !sources.contains(id)) {
            dangling(place, "source", id, sources::FILE, report);
        }
    }

    /// Notes the ends of a range that are no known versions of Kubernetes.
    pub(super) fn versions(&self, place: &Place, versions: Versions, report: &mut Report) {
        let Some(known) = self.versions else { return };
        for (field, version) in [("since", versions.since), ("until", versions.until)] {
            if let Some(version) = version.filter(|version| !known.contains(*version)) {
                dangling(place, field, &version.to_string(), kubernetes_versions::FILE, report);
            }
        }
    }

    /// The release with this id.
    pub(super) fn release(
        &self,
        place: &Place,
        field: &'static str,
        id: &str,
        report: &mut Report,
    ) -> Option<&'a Release> {
        let found = self.releases.as_ref()?.get(id);
        if found.is_none() {
            dangling(place, field, id, releases::FILE, report);
        }
        found.copied()
    }

    /// Whether there is such a release.
    pub(super) fn has_release(&self, id: &str) -> bool {
        self.releases.as_ref().is_some_and(|releases| releases.contains_key(id))
    }

    /// The kinds of host that have a build.
    pub(super) fn hosts_of_build(&self, place: &Place, build: u32, report: &mut Report) -> Option<Hosts> {
        self.releases.as_ref()?;
        let found = self.builds.get(&build);
        if found.is_none() {
            report.row(place, Fault::NoRelease { build });
        }
        found.copied()
    }

    /// The kinds of host under the name of a release or a group.
    pub(super) fn hosts_called(&self, place: &Place, id: &str, report: &mut Report) -> Option<Hosts> {
        let (releases, groups) = (self.releases.as_ref()?, self.groups.as_ref()?);
        let of_release = releases.get(id).map(|release| {
            let mut hosts = Hosts::default();
            hosts.add(release);
            hosts
        });
        let found = of_release.or_else(|| groups.get(id).copied());
        if found.is_none() {
            dangling(place, "host", id, "releases.toml or host-groups.toml", report);
        }
        found
    }

    /// The label with this spelling, compared without case.
    pub(super) fn label(
        &self,
        place: &Place,
        field: &'static str,
        word: &str,
        report: &mut Report,
    ) -> Option<&'a TagLabel> {
        let found = self.labels.as_ref()?.get(&*word.to_ascii_lowercase());
        if found.is_none() {
            dangling(place, field, word, tag_labels::FILE, report);
        }
        found.copied()
    }

    /// Notes labels that do not exist, and those that stand after one of a newer build.
    pub(super) fn labels(&self, place: &Place, words: &[Text], report: &mut Report) {
        let mut before: Option<(u32, &str)> = None;
        for word in words {
            let Some(label) = self.label(place, "labels", word, report) else { continue };
            if let Some((build, name)) = before
                && build > label.build
            {
                let fault = Fault::Unsorted { what: format!("\"{word}\""), after: format!("\"{name}\"") };
                report.row(place, fault);
            }
            before = Some((label.build, word));
        }
    }

    /// Whether there is such a pattern.
    pub(super) fn has_pattern(&self, id: &str) -> bool {
        self.patterns.as_ref().is_none_or(|patterns| patterns.contains(id))
    }

    /// Whether there is such a repository.
    pub(super) fn has_repository(&self, name: &str) -> bool {
        self.repositories.as_ref().is_none_or(|repositories| repositories.contains(name))
    }

    /// Whether the repository is known to be listed under its own name.
    pub(super) fn names_repository(&self, name: &str) -> bool {
        self.repositories.as_ref().is_some_and(|repositories| repositories.contains(name))
    }

    /// Whether there was such a repository.
    pub(super) fn has_retired_name(&self, name: &str) -> bool {
        self.retired_names.as_ref().is_none_or(|names| names.contains(name))
    }

    /// Notes a revision that no update of the build has.
    pub(super) fn revision(&self, place: &Place, build: u32, revision: u32, report: &mut Report) {
        if self.revisions.as_ref().is_some_and(|known| !known.contains(&(build, revision))) {
            report.row(place, Fault::NoRevision { build, revision });
        }
    }

    /// Notes an article and a revision that no update of these builds has. No builds stand for all.
    pub(super) fn update(&self, place: &Place, builds: &[u32], revision: u32, kb: Kb, report: &mut Report) {
        let Some(updates) = &self.updates else { return };
        let known = if builds.is_empty() {
            updates.iter().any(|update| (update.1, update.2) == (revision, kb))
        } else {
            builds.iter().any(|build| updates.contains(&(*build, revision, kb)))
        };
        if !known {
            let build = builds.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            report.row(place, Fault::NoUpdate { build, revision, kb });
        }
    }
}

fn dangling(place: &Place, field: &'static str, value: &str, file: &'static str, report: &mut Report) {
    report.row(place, Fault::Dangling { field, value: value.to_owned(), file });
}

fn keys<T>(table: &Table<T>) -> Option<BTreeSet<&str>> {
    table.complete.then(|| table.rows.iter().map(|row| &*row.key).collect())
}

fn by_key<'a, T, V>(table: &'a Table<T>, value: impl Fn(&'a T) -> V) -> Option<BTreeMap<&'a str, V>> {
    table.complete.then(|| table.rows.iter().map(|row| (&*row.key, value(&row.value))).collect())
}
