//! Which label of a repository is the best for a host.

use winfit_catalog::{Catalog, ImageFamily, Repository, RepositoryRole, TagLabel, Text, UpdateKind};

use super::runs;
use crate::rules::SERVER_2016;
use crate::rules::revision_mismatch_2016::image_revision_for;
use crate::tag::is_published_beside_amd64;
use crate::verdict::Question;
use crate::{Architecture, OsVersion, Platform, Provenance};

/// The best label of a repository, among these, for a host, with the tag to write: the host's own build first, then the newest that
/// runs.
///
/// Where a label alone does not do, the tag names the revision or the architecture.
pub(super) fn best_label<'c>(
    catalog: &'c Catalog,
    question: &Question<'_>,
    repository: &Repository,
    labels: &[Text],
) -> Option<(&'c TagLabel, String)> {
    let host = question.host.os_version?;
    let mut best: Option<(&TagLabel, String)> = None;
    for (word, label) in labels.iter().filter_map(|word| Some((word, catalog.tag_label(word)?))) {
        let revision = if label.build == host.build { exact_revision(catalog, host) } else { None };
        let mut tag = revision
            .map_or_else(|| word.to_string(), |revision| OsVersion::new(label.build, revision).to_string());
        let architecture = match question.host.architecture {
            None | Some(Architecture::Amd64) => Architecture::Amd64,
            // A tag without an architecture is a list, and what it offers the host is not told by its name.
            Some(other) if is_published_for(catalog, repository, label, other) => {
                tag.push('-');
                tag.push_str(other.as_str());
                other
            }
            Some(_) => continue,
        };
        let image = Platform {
            architecture: Some(architecture),
            ..Platform::windows(OsVersion { revision, ..OsVersion::of_build(label.build) }, Provenance::Tag)
        };
        let is_better = best.as_ref().is_none_or(|(best, _)| {
            let is_usual_name = label.build == best.build && is_usual_name(repository, label);
            let is_nearer =
                best.build != host.build && (label.build == host.build || label.build > best.build);
            is_usual_name || is_nearer
        });
        if is_better && runs(catalog, &Question { image: &image, ..*question }) {
            best = Some((label, tag));
        }
    }
    best
}

/// Whether a label is how people name its build: by the long-term release, where the family has such tags of all of them.
fn is_usual_name(repository: &Repository, label: &TagLabel) -> bool {
    label.label.starts_with("ltsc") && repository.family == Some(ImageFamily::ServerCore)
}

/// Whether the base images of a label are published for an architecture other than amd64: in some families only.
fn is_published_for(
    catalog: &Catalog,
    repository: &Repository,
    label: &TagLabel,
    architecture: Architecture,
) -> bool {
    repository.role == RepositoryRole::Base
        && is_published_beside_amd64(repository.family)
        && catalog.release(&label.release).is_some_and(|release| {
            release.image_architectures.iter().any(|it| it.parse() == Ok(architecture))
        })
}

/// The revision that an image for this host must name, where a label alone would not do: on Windows Server 2016 the one
/// published for the host's, on hosts from before February 2020 the newest that is as old. Images are published for
/// security updates, not for previews.
fn exact_revision(catalog: &Catalog, host: OsVersion) -> Option<u32> {
    let revision = host.revision?;
    let is_published = |revision: &u32| {
        let updates = catalog.updates_of_revision(host.build, *revision);
        updates.iter().any(|it| matches!(it.kind, UpdateKind::Security | UpdateKind::ImageOnly))
    };
    if host.build == SERVER_2016 {
        return Some(image_revision_for(revision)).filter(is_published);
    }
    catalog.baseline_of_build(host.build).filter(|row| revision < row.host_revision)?;
    let until = catalog.updates_of_build(host.build).iter().map(|update| update.revision);
    until.take_while(|it| *it <= revision).filter(is_published).last()
}
