//! What could not be looked up: said once for each registry and reason, and not in every finding.

use std::collections::{BTreeMap, BTreeSet};

use winfit_compat::reference::Reference;

use super::{Check, Judged, reference};
use crate::facts::{Cause, Known, Unread};
use crate::report::{Notice, NoticeKind};

/// As many names as a notice takes before the rest is counted.
const NAMES: usize = 3;

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
    let mut groups: BTreeMap<(Cause, bool, &str), Group<'_>> = BTreeMap::new();
    for (reference, known) in check.facts {
        let Known::Unread(unread) = known else { continue };
        let is_judged = judged.contains(reference);
        if is_told_elsewhere(unread.cause, is_judged) {
            continue;
        }
        let registry = match unread.cause {
            Cause::NotLocked => "",
            _ => reference.registry.as_str(),
        };
        let group = groups.entry((unread.cause, is_judged, registry)).or_default();
        group.images.insert(reference);
        group.first.get_or_insert(unread);
    }
    let unread = groups.into_iter().filter_map(|((cause, is_judged, _), group)| notice(cause, is_judged, &group));
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

/// Offline, nobody expects an answer; and what is not there has a finding where it matters.
const fn is_told_elsewhere(cause: Cause, is_judged: bool) -> bool {
    match cause {
        Cause::Offline => true,
        Cause::NotFound => is_judged,
        Cause::NotLocked | Cause::Failed(_) => false,
    }
}

fn notice(cause: Cause, is_judged: bool, group: &Group<'_>) -> Option<Notice> {
    let (first, unread) = (group.images.first()?, group.first?);
    let subject = match group.images.len() {
        1 => written(first),
        many if cause == Cause::NotLocked => format!("{many} images ({})", listed(group)),
        many => format!("{many} images of {} ({})", first.registry, listed(group)),
    };
    let is_one = group.images.len() == 1;
    let so = match (is_judged, is_one) {
        (true, true) => "judged by its tag",
        (true, false) => "judged by their tags",
        (false, true) => "its tag says nothing of Windows, and it is left alone",
        (false, false) => "their tags say nothing of Windows, and they are left alone",
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
    let names: Vec<_> = group.images.iter().take(NAMES).map(|it| written(it)).collect();
    match group.images.len().saturating_sub(NAMES) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// A reference as people write it.
fn written(reference: &Reference) -> String {
    let tag = reference.tag.as_ref().map(|tag| format!(":{tag}")).unwrap_or_default();
    let digest = reference.digest.as_ref().map(|digest| format!("@{digest}")).unwrap_or_default();
    format!("{}{tag}{digest}", reference.familiar_name())
}
