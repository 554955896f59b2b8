//! A tag that names no Windows release.

mod examples;

use std::collections::BTreeSet;

use winfit_compat::ImageOsVersion;
use winfit_compat::catalog::{Channel, RepositoryRole};
use winfit_compat::remedy::{Retag, takes_suffix};

use crate::judge::Retags;
use crate::lint::{NamedImage, Subject};
use crate::rule::{Asks, Preset, Rule};
use crate::{Confidence, Finding, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "unpinned-windows-tag",
    title: "the tag names no Windows release",
    statement: "A Windows image is pulled by latest, by no tag, or by a version without a suffix such as \
                -windowsservercore-ltsc2022. What is behind such a tag follows its publisher: one day it is an image of \
                a newer Windows, or the release that your hosts run is no longer in its list, and what ran yesterday \
                does not start on a host that has not changed (no matching manifest, 0xc0370101). Name the release in \
                the tag. A list that has an image for each of the hosts' builds is fine, and so is a digest.",
    since: "always",
    sources: &[
        "docker-library",
        "dotnet-docker",
        "dotnet-framework-docker",
        "ms-latest-tag-removal",
        "ms-version-compatibility",
    ],
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: examples::EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images().filter(is_unpinned) {
        let message = match is_of_no_shape(&image) {
            true => {
                format!("{} names no Windows release that is known, and may not exist", image.tag_in_words())
            }
            false => format!("{} names no Windows release, and moves to newer ones", image.tag_in_words()),
        };
        let mut finding = subject.finding_about_image(&RULE, image.container, message);
        if image.is_read() {
            finding = finding.sure(Confidence::Certain);
        }
        if let Some(row) = image.name.claim.repository.filter(|row| !row.list_tags.is_empty()) {
            finding = finding.note(row.list_tags.trim_end_matches('.'));
        }
        let tags = image.retags();
        let what_it_is = image.is_read().then(|| image.newest_build()).flatten();
        let kept = what_it_is.filter(|_| image.windows().count() == 1);
        let finding = image.retagged(finding, &tags, kept.and_then(|build| kept_tag(&image, &tags, build)));
        findings.push(image.with_reason(match finding.help.as_slice() {
            [] => finding.help(Help::new("retag", "use a tag that names the Windows release, or a digest")),
            _ => finding,
        }));
    }
}

/// Whether it is a tag of a base image that none of those published has the shape of, such as `ltsc2023`.
fn is_of_no_shape(image: &NamedImage<'_>) -> bool {
    let claim = &image.name.claim;
    let is_base = claim.repository.is_some_and(|row| row.role == RepositoryRole::Base);
    let tag = image.name.reference.tag.as_deref().filter(|tag| *tag != "latest");
    is_base && tag.is_some() && claim.moving.is_none() && !image.is_read()
}

/// The tag of the build that is in the image today, unless the fleet has hosts that do not run it.
fn kept_tag<'t>(image: &NamedImage<'_>, tags: &'t Retags, build: u32) -> Option<&'t Retag> {
    let fits = image.subject.check.fleet.is_none()
        || image.on_windows().all(|(_, verdict)| verdict.verdict.answer.runs());
    tags.of_build(build).filter(|_| fits)
}

fn is_unpinned(image: &NamedImage<'_>) -> bool {
    let claim = &image.name.claim;
    let reference = &image.name.reference;
    let names_release =
        claim.moving.is_none() && matches!(claim.platform.os_version, ImageOsVersion::Known(_));
    if reference.digest.is_some() || names_release || !image.brings_windows() {
        return false;
    }
    let is_meant = |role| matches!(role, RepositoryRole::Base | RepositoryRole::Derived);
    if claim.repository.is_some_and(|row| !is_meant(row.role)) {
        return false;
    }
    let moves = reference.tag.as_deref().is_none_or(|tag| tag == "latest")
        || (claim.says_windows() && claim.family.is_some())
        || takes_suffix(image.subject.check.catalog, reference, claim);
    let is_windows = match image.is_read() {
        true => image.windows().next().is_some() && !is_for_every_host(image),
        // What runs in a workload for Windows is a Windows image, if it runs.
        false => claim.says_windows() || image.subject.judged.says_windows(),
    };
    moves && is_windows
}

/// Whether it is a list with an image for the build of each host; where no fleet is given, for the newest release.
fn is_for_every_host(image: &NamedImage<'_>) -> bool {
    let version = |os_version| match os_version {
        ImageOsVersion::Known(version) => Some(version),
        _ => None,
    };
    let builds: BTreeSet<u32> =
        image.windows().filter_map(|it| version(it.os_version)).map(|version| version.build).collect();
    let check = image.subject.check;
    let mut wanted: Vec<Option<u32>> = image.on_windows().map(|(judgement, _)| judgement.build()).collect();
    if check.fleet.is_none() {
        let is_meant = |channel, is_supported| channel == Channel::Ltsc && is_supported;
        let releases = check.catalog.releases.iter();
        let servers = releases.filter(|it| is_meant(it.channel, it.is_supported_on(check.today)));
        wanted = vec![servers.map(|release| release.build).max()];
    }
    builds.len() > 1 && wanted.iter().all(|build| build.is_some_and(|build| builds.contains(&build)))
}
