//! Findings about tags that name another Windows than the image has inside.

use winfit_compat::reference::Reference;
use winfit_compat::tag::{TagClaim, read_tag};
use winfit_compat::{Image, ImageOsVersion, Os, OsVersion, Platform};

use super::describe::describe;
use super::{Check, Judged, reference};
use crate::facts::inside;
use crate::rules::image::misleading_tag;
use crate::{Finding, Help, Label, Severity};

pub(super) fn findings(check: &Check<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    (0..judged.images.len()).filter_map(|container| finding(check, judged, container)).collect()
}

fn finding(check: &Check<'_>, judged: &Judged<'_>, container: usize) -> Option<Finding> {
    let image = &judged.contents(container)?.image;
    let reference = reference(judged.found, container)?;
    let claim = read_tag(check.catalog, &reference);
    let message = misleads(&reference, &claim, image)?;
    let place = judged.found.images.get(container)?;
    Some(Finding {
        rule: misleading_tag::RULE.id,
        confidence: crate::Confidence::Certain,
        fix: None,
        severity: Severity::Warning,
        message,
        file: judged.file,
        place: Some(Label { span: place.span, text: describe(judged, container) }),
        related: Vec::new(),
        notes: vec!["judged by what the image carries: hosts never look at the tag".to_owned()],
        help: vec![Help {
            kind: "rebuild",
            text: "name the image after what is in it, or build it on the Windows that its tag names"
                .to_owned(),
            paste: String::new(),
        }],
    })
}

/// How the tag of an image that was read contradicts what is in it, in a sentence; `None` if it does not.
///
/// A tag that names a release is right if one of the platforms is of its build, and a tag that names a revision if one
/// is of that revision. Where the image itself carries no OS version, nothing contradicts the tag.
#[must_use]
pub fn misleads(reference: &Reference, claim: &TagClaim<'_>, image: &Image) -> Option<String> {
    // What latest used to mean is the catalogue's word and not the tag's.
    let tag = reference.tag.as_deref().filter(|_| claim.moving.is_none())?;
    let ImageOsVersion::Known(claimed) = claim.platform.os_version else { return None };
    let bears_out = |platform: &Platform| match platform.os_version {
        ImageOsVersion::Known(version) | ImageOsVersion::Unlisted(version) => is_meant(claimed, version),
        ImageOsVersion::Absent | ImageOsVersion::Unknown => platform.os != Some(Os::Linux),
    };
    if image.platforms.is_empty() || image.platforms.iter().any(bears_out) {
        return None;
    }
    let name = reference.familiar_name();
    let inside = inside(image)?;
    Some(format!("the tag {tag} of {name} names {claimed}, and the image is {inside}"))
}

fn is_meant(claimed: OsVersion, found: OsVersion) -> bool {
    let same_revision = claimed.revision.is_none_or(|claimed| found.revision.is_none_or(|it| it == claimed));
    claimed.same_build(found) && same_revision
}
