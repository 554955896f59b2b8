//! What could not be looked up: said once for each registry and reason, and not in every finding.

use std::collections::{BTreeMap, BTreeSet};

use winfit_compat::ImageOsVersion;
use winfit_compat::reference::Reference;
use winfit_compat::tag::read_tag;

use super::{Check, Judged, reference};
use crate::facts::{Cause, Known, Unread};
use crate::names::first_of;
use crate::report::{Notice, NoticeKind};

/// As many names as a notice takes before the rest is counted.
const NAMES: usize = 3;

/// What becomes of an image that was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// Nothing says that it is for Windows.
    LeftAlone,
    /// Its tag names a release.
    ByTag,
    /// Its tag does not.
    Unknown,
}

/// Images that were not read for the same reason.
#[derive(Default)]
struct Group<'a> {
    images: BTreeSet<&'a Reference>,
    first: Option<&'a Unread>,
}

pub(super) fn notices(check: &Check<'_>, judged: &[Judged<'_>]) -> Vec<Notice> {
    if check.facts.is_empty() {
        return Vec::new();
    }
    let of_judged = |judged: &Judged<'_>| -> Vec<_> {
        (0..judged.images.len()).filter_map(|container| reference(judged.found, container)).collect()
    };
    let judged: BTreeSet<Reference> = judged.iter().flat_map(of_judged).collect();
    let mut groups: BTreeMap<(Cause, Standing, &str), Group<'_>> = BTreeMap::new();
    for (reference, known) in check.facts {
        let Known::Unread(unread) = known else { continue };
        let standing = match judged.contains(reference) {
            false => Standing::LeftAlone,
            true if names_a_release(check, reference) => Standing::ByTag,
            true => Standing::Unknown,
        };
        if is_told_elsewhere(unread.cause, standing) {
            continue;
        }
        let registry = match unread.cause {
            Cause::NotLocked => "",
            _ => reference.registry.as_str(),
        };
        let group = groups.entry((unread.cause, standing, registry)).or_default();
        group.images.insert(reference);
        group.first.get_or_insert(unread);
    }
    let unread =
        groups.into_iter().filter_map(|((cause, standing, _), group)| notice(cause, standing, &group));
    unread.chain(check.facts.iter().filter_map(|(reference, known)| incomplete(reference, known))).collect()
}

/// That an image was read in part.
fn incomplete(reference: &Reference, known: &Known) -> Option<Notice> {
    let Known::Read(contents) = known else { return None };
    let image = written(reference);
    Some(Notice {
        kind: NoticeKind::UnreadPlatforms,
        message: format!("{image}: {}", contents.incomplete()?),
        help: Some("a host may take one of these: check again once they can be read".to_owned()),
        images: vec![image],
    })
}

/// Whether the tag of an image is something to judge it by.
fn names_a_release(check: &Check<'_>, reference: &Reference) -> bool {
    let claim = read_tag(check.catalog, reference);
    claim.platforms().iter().any(|it| matches!(it.os_version, ImageOsVersion::Known(_)))
}

/// Offline, nobody expects an answer; and what is not there, or cannot be judged, has a finding where it matters.
fn is_told_elsewhere(cause: Cause, standing: Standing) -> bool {
    match cause {
        Cause::Offline => true,
        Cause::NotFound => standing != Standing::LeftAlone,
        Cause::Failed(_) => standing == Standing::Unknown,
        // The command that adds it is for all that are missing.
        Cause::NotLocked => false,
    }
}

fn notice(cause: Cause, standing: Standing, group: &Group<'_>) -> Option<Notice> {
    let (first, unread) = (group.images.first()?, group.first?);
    let subject = match group.images.len() {
        1 => written(first),
        many if cause == Cause::NotLocked => format!("{many} images ({})", listed(group)),
        many => format!("{many} images of {} ({})", first.registry, listed(group)),
    };
    let is_one = group.images.len() == 1;
    let so = match (standing, is_one) {
        (Standing::ByTag, true) => "judged by its tag",
        (Standing::ByTag, false) => "judged by their tags",
        (Standing::Unknown, true) => "its tag names no Windows release, and it cannot be judged",
        (Standing::Unknown, false) => "their tags name no Windows release, and they cannot be judged",
        (Standing::LeftAlone, true) => "its tag says nothing of Windows, and it is left alone",
        (Standing::LeftAlone, false) => "their tags say nothing of Windows, and they are left alone",
    };
    let (kind, message) = if cause == Cause::NotLocked {
        let verb = if is_one { "is" } else { "are" };
        (NoticeKind::MissingFacts, format!("{subject} {verb} not in the facts file: {so}"))
    } else {
        let why = format!("{}: {}", cause.as_str(), unread.message);
        (NoticeKind::UnreadImages, format!("{subject} could not be read ({why}): {so}"))
    };
    let images: Vec<_> = group.images.iter().map(|it| written(it)).collect();
    let help = unread.help_for(&images);
    Some(Notice { kind, message, help, images })
}

fn listed(group: &Group<'_>) -> String {
    let names: Vec<_> = group.images.iter().map(|it| written(it)).collect();
    first_of(NAMES, &names)
}

/// A reference as people write it.
fn written(reference: &Reference) -> String {
    let tag = reference.tag.as_ref().map(|tag| format!(":{tag}")).unwrap_or_default();
    let digest = reference.digest.as_ref().map(|digest| format!("@{digest}")).unwrap_or_default();
    format!("{}{tag}{digest}", reference.familiar_name())
}
