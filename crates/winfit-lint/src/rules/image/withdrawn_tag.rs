//! A pull of a tag that the registry has removed.

use winfit_compat::catalog::TagLabel;
use winfit_fleet::FleetHost;

use crate::judge::Unpullable;
use crate::lint::{NamedImage, Subject};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "withdrawn-tag",
    title: "the registry no longer has this tag",
    statement: "The tag latest of the Windows base images was removed on 2019-04-16. A reference to it, or one without \
                any tag, fails at the next pull; a copy cached before is a Windows Server 2016 image. Name the release \
                instead, e.g. ltsc2022. Where the registry was asked and has the tag, there is nothing to find.",
    since: "2019-04-16",
    sources: &["ms-latest-tag-removal", "ms-version-compatibility"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images() {
        let Some(Unpullable::Withdrawn(removed)) = subject.judged.unpullable(image.container) else {
            continue;
        };
        let reference = &image.name.reference;
        let written =
            if reference.tag.is_some() { "the tag latest" } else { "an image without a tag (latest)" };
        let message =
            format!("{written} of {} is gone since {removed}: pulling it fails", reference.familiar_name());
        let tags: Vec<_> = tags(&image).iter().map(|tag| subject.image_line(tag)).collect();
        let help = Help::new("retag", "name the release that the hosts run, one of").paste(tags.join("\n"));
        let place = image.place.span;
        let finding = subject.finding(&RULE, place, message).at(place, "no such tag");
        findings
            .push(finding.note("a copy cached before that day is a Windows Server 2016 image").help(help));
    }
}

/// The tags that there are for the fleet's own builds; if there is none, for what is supported. Newest first.
fn tags(image: &NamedImage<'_>) -> Vec<String> {
    let check = image.subject.check;
    let claim = &image.name.claim;
    let name =
        claim.retired.map_or_else(|| image.name.reference.familiar_name(), |row| row.replaced_by.to_string());
    let hosts = check.fleet.into_iter().flat_map(|fleet| &fleet.hosts);
    let builds: Vec<u32> = hosts.filter_map(build_of).collect();
    let labels = claim.repository.into_iter().flat_map(|row| row.labels.iter());
    let known: Vec<&TagLabel> = labels.filter_map(|label| check.catalog.tag_label(label)).collect();
    let is_supported = |label: &&TagLabel| {
        check.catalog.release(&label.release).is_some_and(|release| release.is_supported_on(check.today))
    };
    let mut labels: Vec<&TagLabel> =
        known.iter().copied().filter(|label| builds.contains(&label.build)).collect();
    if labels.is_empty() {
        labels = known.into_iter().filter(is_supported).collect();
    }
    // One tag per build is choice enough.
    labels.dedup_by_key(|label| label.build);
    labels.into_iter().rev().map(|label| format!("{name}:{}", label.label)).collect()
}

fn build_of(host: &FleetHost) -> Option<u32> {
    host.host.os_version.map(|version| version.build)
}

const EXAMPLES: &[Example] = &[];
