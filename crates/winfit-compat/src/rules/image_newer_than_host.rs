//! Images newer than the host.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet};
use crate::{Host, HyperV, Isolation, OsVersion, Platform, Provenance};

/// An image of a newer build than the host's never runs.
pub static RULE: Rule = Rule {
    id: "image-newer-than-host",
    title: "the image's build is not newer than the host's",
    statement: "An image of a greater build than the host's runs in no isolation. In Hyper-V isolation every image of \
                the host's build or an older one runs, back to Windows Server 2016; revisions do not matter there.",
    why: "Hyper-V isolation, the way out where an image is too old, is none where it is too new. Docker says \"no \
          matching manifest for windows/amd64\"; a tag that floats across releases breaks this way overnight.",
    since: "2016; Docker refuses to pull such images since 2018-02-26",
    sources: &["ms-version-compatibility", "ms-hyperv-container", "ms-portability", "moby"],
    compares_versions: true,
    differences: "Two editions (2021 and 2022-03) let Windows 10 21H1 run newer images in Hyper-V isolation; that \
                  concerned preview images that no longer exist. The newest edition promises Windows Server 2019 \
                  images to every Windows 10, though 1607 to 1803 are older than 17763. Hyper-V isolation on the \
                  annual channel host 23H2 is not documented.",
    check,
    reason,
    examples: EXAMPLES,
};

fn check(case: &Case<'_>) -> Outcome {
    let Some((host, image)) = case.versions() else { return Outcome::NotApplicable };
    match (image.build_key().cmp(&host.build_key()), case.isolation) {
        (std::cmp::Ordering::Greater, _) => Outcome::Blocked,
        (_, Isolation::HyperV) => Outcome::Pass,
        // In process isolation being older is not enough: the build rules decide.
        _ => Outcome::NotApplicable,
    }
}

fn reason(case: &Case<'_>, outcome: Outcome) -> String {
    let Some((host, image)) = case.versions() else { return String::new() };
    match outcome {
        Outcome::Blocked => {
            format!(
                "image build {} is newer than host build {}: it runs in no isolation",
                image.build, host.build
            )
        }
        Outcome::Pass if image.build == host.build => {
            format!("host and image are both build {}, which Hyper-V isolation takes", host.build)
        }
        Outcome::Pass => {
            format!(
                "image build {} is older than host build {}, which Hyper-V isolation takes",
                image.build, host.build
            )
        }
        _ => String::new(),
    }
}

const fn hyperv_host(build: u32) -> Host {
    Host::server(OsVersion::of_build(build)).with_hyperv(HyperV::Available)
}

const fn image(build: u32) -> Platform {
    Platform::windows(OsVersion::of_build(build), Provenance::Given)
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "Server 2016 image on Server 2019 in Hyper-V isolation: yes",
        host: hyperv_host(17763),
        image: image(14393),
        isolation: Isolation::HyperV,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Pass,
    },
    Example {
        says: "Server 2019 image on Server 2016: no, Hyper-V isolation does not help",
        host: hyperv_host(14393),
        image: image(17763),
        isolation: Isolation::HyperV,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "Server 2025 image on Server 2022 in process isolation: no",
        host: hyperv_host(20348),
        image: image(26100),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "Server 2022 image on the newest Windows 10 (19045): no",
        host: Host::client(OsVersion::of_build(19045)).with_hyperv(HyperV::Available),
        image: image(20348),
        isolation: Isolation::HyperV,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "same build, newer image revision: not this rule's business",
        host: hyperv_host(14393),
        image: Platform::windows(OsVersion::new(14393, 1944), Provenance::Given),
        isolation: Isolation::HyperV,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Pass,
    },
];
