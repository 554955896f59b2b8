//! Equal revisions on Windows Server 2016.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet, SERVER_2016};
use crate::{Fact, Host, Isolation, OsVersion, Platform, Provenance};

/// On build 14393, process isolation needs equal revisions too.
pub static RULE: Rule = Rule {
    id: "revision-mismatch-2016",
    title: "process isolation on Windows Server 2016 needs equal revisions",
    statement: "Where host and image both have build 14393, process isolation needs the same revision too: each update \
                of the host asks for images of that update. Later builds do not compare revisions.",
    why: "A patched host refuses images that it ran the day before, and a new image fails on hosts \
          that wait for their update: hosts and images have to move together.",
    since: "2017-10, with the first edition of the compatibility document",
    sources: &["ms-version-compatibility", "k8s-windows-intro"],
    compares_versions: false,
    differences: "Editions up to 2019 say that another revision is not kept from starting but is unsupported; editions \
                  from 2020 on say that it may not start. Only Windows compares; Docker and containerd do not. \
                  Revisions 3506 and 3568 exist as images only and go with the host revisions 3504 and 3564 of the \
                  same months.",
    check,
    reason,
    examples: EXAMPLES,
};

/// Host revisions with the image-only revision that was published for them.
const PUBLISHED_TOGETHER: [(u32, u32); 2] = [(3504, 3506), (3564, 3568)];

/// Whether an image of this revision was made for a host of that revision of build 14393.
#[must_use]
pub fn revisions_go_together(host: u32, image: u32) -> bool {
    host == image || PUBLISHED_TOGETHER.contains(&(host, image))
}

/// The revision of the image that was published for a host of this revision, where Windows counts them apart.
#[must_use]
pub fn image_revision_for(host: u32) -> u32 {
    PUBLISHED_TOGETHER.into_iter().find(|(of_host, _)| *of_host == host).map_or(host, |(_, image)| image)
}

fn check(case: &Case<'_>) -> Outcome {
    match case.versions_in_process() {
        Some((host, image)) if host.build == SERVER_2016 && host.same_build(image) => {
            match (host.revision, image.revision) {
                (Some(host), Some(image)) if revisions_go_together(host, image) => Outcome::Pass,
                (Some(_), Some(_)) => Outcome::Blocked,
                (None, _) => Outcome::Missing(Fact::HostRevision),
                (_, None) => Outcome::Missing(Fact::ImageRevision),
            }
        }
        _ => Outcome::NotApplicable,
    }
}

fn reason(case: &Case<'_>, outcome: Outcome) -> String {
    let Some((host, image)) = case.versions_in_process() else { return String::new() };
    match (outcome, host.revision, image.revision) {
        (Outcome::Pass, Some(host), Some(image)) if host == image => {
            format!("host and image both have revision {host}, as Server 2016 needs")
        }
        (Outcome::Pass, Some(host), Some(image)) => {
            format!("image revision {image} was published for host revision {host}")
        }
        (Outcome::Blocked, Some(host), Some(image)) => {
            format!("image revision {image} is not host revision {host}, and Server 2016 needs them equal")
        }
        (Outcome::Missing(fact), _, _) => {
            format!("Server 2016 needs equal revisions, and {fact} is not known")
        }
        _ => String::new(),
    }
}

const fn image(revision: u32) -> Platform {
    Platform::windows(OsVersion::new(14393, revision), Provenance::Given)
}

const DOCUMENTED: RuleSet = RuleSet::Documented(Edition::V2025);

const EXAMPLES: &[Example] = &[
    Example {
        says: "host with KB4041691 (14393.1770), image 14393.1770: yes",
        host: Host::server(OsVersion::new(14393, 1770)),
        image: image(1770),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Pass,
    },
    Example {
        says: "host with KB4051033 (14393.1914), image with KB4053579 (14393.1944): no",
        host: Host::server(OsVersion::new(14393, 1914)),
        image: image(1944),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "the same in Hyper-V isolation: not this rule's business",
        host: Host::server(OsVersion::new(14393, 1914)),
        image: image(1944),
        isolation: Isolation::HyperV,
        rules: DOCUMENTED,
        outcome: Outcome::NotApplicable,
    },
    Example {
        says: "host 16299.19 (KB4043961) with any 16299 image: revisions are not compared",
        host: Host::server(OsVersion::new(16299, 19)),
        image: Platform::windows(OsVersion::new(16299, 125), Provenance::Given),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::NotApplicable,
    },
    Example {
        says: "host of February 2020 (3504), image of the same month (3506): made for each other",
        host: Host::server(OsVersion::new(14393, 3504)),
        image: image(3506),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Pass,
    },
    Example {
        says: "ltsc2016 without a revision: not decided",
        host: Host::server(OsVersion::new(14393, 1914)),
        image: Platform::windows(OsVersion::of_build(14393), Provenance::Tag),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Missing(Fact::ImageRevision),
    },
];
