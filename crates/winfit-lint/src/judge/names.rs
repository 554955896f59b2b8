//! Findings about the names of images: what is no name, tags that are gone, repositories that have moved.

use winfit_compat::catalog::TagLabel;
use winfit_compat::reference::{ParseReferenceError, Reference};
use winfit_compat::tag::{TagClaim, read_tag};
use winfit_fleet::{FleetHost, WorkloadKind};

use super::{Check, Judged};
use crate::facts::Cause;
use crate::rules::image::{image_not_found, invalid_image_name, retired_image_name, withdrawn_tag};
use crate::{Finding, Help, ImagePlace, Label, Severity};

pub(super) fn findings(check: &Check<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    let places = judged.found.images.iter().enumerate();
    places
        .filter_map(|(container, place)| {
            let text = &judged.found.workload.containers.get(container)?.image;
            let reference: Reference = match text.parse() {
                _ if !place.is_known() => return None,
                Ok(reference) => reference,
                Err(error) => return Some(invalid(judged, place, text, &error)),
            };
            let claim = read_tag(check.catalog, &reference);
            // What was read is there, whatever happened to its tag in the meantime.
            let is_there = judged.contents(container).is_some();
            let withdrawn = || withdrawn(check, judged, place, &reference, &claim);
            (!is_there)
                .then(withdrawn)
                .flatten()
                .or_else(|| not_found(judged, container, place))
                .or_else(|| retired(judged, place, &reference, &claim))
        })
        .collect()
}

/// No registry is asked for such a name.
fn invalid(judged: &Judged<'_>, place: &ImagePlace, text: &str, error: &ParseReferenceError) -> Finding {
    // Tags may have capitals.
    let last = text.rfind('/').unwrap_or_default();
    let end = text.match_indices([':', '@']).map(|(at, _)| at).find(|at| *at > last).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let lower = format!("{}{rest}", name.to_ascii_lowercase());
    let would_do = lower != text && lower.parse::<Reference>().is_ok();
    let help = match would_do {
        true => Help {
            kind: "retag",
            text: "write it in lower case".to_owned(),
            paste: write_image(judged, &lower),
        },
        false => Help {
            kind: "retag",
            text: "write it as [registry/]repository[:tag]".to_owned(),
            paste: String::new(),
        },
    };
    Finding {
        rule: invalid_image_name::RULE.id,
        confidence: crate::Confidence::Certain,
        fix: None,
        severity: Severity::Error,
        message: format!("{}: {error}", judged.found.workload),
        file: judged.file,
        place: Some(Label { span: place.span, text: "nothing pulls it".to_owned() }),
        related: Vec::new(),
        notes: Vec::new(),
        help: vec![help],
    }
}

/// The registry was asked, and does not have it.
fn not_found(judged: &Judged<'_>, container: usize, place: &ImagePlace) -> Option<Finding> {
    let unread = judged.unread(container).filter(|it| it.cause == Cause::NotFound)?;
    let learn = |text: &String| Help { kind: "learn", text: text.clone(), paste: String::new() };
    Some(Finding {
        rule: image_not_found::RULE.id,
        confidence: crate::Confidence::Certain,
        fix: None,
        severity: Severity::Error,
        message: format!("{}: the registry has no such image: pulling it fails", judged.found.workload),
        file: judged.file,
        place: Some(Label { span: place.span, text: "no such image".to_owned() }),
        related: Vec::new(),
        notes: vec![unread.message.clone()],
        help: unread.help.as_ref().map(learn).into_iter().collect(),
    })
}

fn withdrawn(
    check: &Check<'_>,
    judged: &Judged<'_>,
    place: &ImagePlace,
    reference: &Reference,
    claim: &TagClaim<'_>,
) -> Option<Finding> {
    let removed = claim.moving?.removed?;
    let name = claim.retired.map_or_else(|| reference.familiar_name(), |row| row.replaced_by.to_string());
    let builds: Vec<u32> =
        check.fleet.into_iter().flat_map(|fleet| &fleet.hosts).filter_map(build_of).collect();
    let known: Vec<&TagLabel> =
        claim.repository?.labels.iter().filter_map(|label| check.catalog.tag_label(label)).collect();
    let is_supported = |label: &&TagLabel| {
        check.catalog.release(&label.release).is_some_and(|release| release.is_supported_on(check.today))
    };
    // The fleet's own builds; if there is none, or no tag for any of them, what is supported.
    let mut labels: Vec<&TagLabel> =
        known.iter().copied().filter(|label| builds.contains(&label.build)).collect();
    if labels.is_empty() {
        labels = known.into_iter().filter(is_supported).collect();
    }
    // One tag per build is choice enough.
    labels.dedup_by_key(|label| label.build);
    let tags = labels.into_iter().map(|label| format!("{name}:{}", label.label));
    let mut tags: Vec<_> = tags.map(|tag| write_image(judged, &tag)).collect();
    tags.reverse();
    let written = if reference.tag.is_some() { "the tag latest" } else { "an image without a tag (latest)" };
    Some(Finding {
        rule: withdrawn_tag::RULE.id,
        confidence: crate::Confidence::Certain,
        fix: None,
        severity: Severity::Error,
        message: format!(
            "{written} of {} is gone since {removed}: pulling it fails",
            reference.familiar_name()
        ),
        file: judged.file,
        place: Some(Label { span: place.span, text: "no such tag".to_owned() }),
        related: Vec::new(),
        notes: vec!["a copy cached before that day is a Windows Server 2016 image".to_owned()],
        help: vec![Help {
            kind: "retag",
            text: "name the release that the hosts run, one of".to_owned(),
            paste: tags.join("\n"),
        }],
    })
}

fn build_of(host: &FleetHost) -> Option<u32> {
    host.host.os_version.map(|version| version.build)
}

fn retired(
    judged: &Judged<'_>,
    place: &ImagePlace,
    reference: &Reference,
    claim: &TagClaim<'_>,
) -> Option<Finding> {
    let row = claim.retired?;
    let since = row.until.map(|until| format!(" since {until}")).unwrap_or_default();
    Some(Finding {
        rule: retired_image_name::RULE.id,
        confidence: crate::Confidence::Certain,
        fix: None,
        severity: Severity::Warning,
        message: format!("{} gets no new tags{since}: the image has moved", reference.familiar_name()),
        file: judged.file,
        place: Some(Label { span: place.span, text: format!("now {}", row.replaced_by) }),
        related: Vec::new(),
        notes: Vec::new(),
        help: vec![Help {
            kind: "retag",
            text: format!("use {}, if it has that tag; else a newer one", row.replaced_by),
            paste: reference
                .tag
                .as_ref()
                .map_or_else(String::new, |tag| write_image(judged, &format!("{}:{tag}", row.replaced_by))),
        }],
    })
}

/// The line that names an image in this kind of file.
pub(super) fn write_image(judged: &Judged<'_>, reference: &str) -> String {
    match judged.found.workload.kind {
        WorkloadKind::DockerfileStage => format!("FROM {reference}"),
        _ => format!("image: {reference}"),
    }
}
