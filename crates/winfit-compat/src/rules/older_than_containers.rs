//! Windows from before containers.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet, SERVER_2016};
use crate::{Host, HyperV, Isolation, Os, OsVersion, Platform, Provenance};

/// Windows containers begin with build 14393.
pub static RULE: Rule = Rule {
    id: "older-than-containers",
    title: "Windows containers begin with build 14393",
    statement: "Windows Server 2016 and Windows 10 1607, both build 14393, are the first that run Windows containers and \
                the first of which there are images. An older Windows is no container host, and no host runs an image \
                of one, in no isolation.",
    why: "Such a version is mostly a misreading: the version of a package, of the builder, or the 6.3.9600 that old \
          programs see on every newer Windows.",
    since: "2016",
    sources: &["ms-version-compatibility", "ms-system-requirements"],
    compares_versions: false,
    differences: "Technical previews of Windows Server 2016 had containers of their own build.",
    check,
    reason,
    examples: EXAMPLES,
};

const FIRST: OsVersion = OsVersion::of_build(SERVER_2016);

fn is_older(version: OsVersion) -> bool {
    version.build_key() < FIRST.build_key()
}

fn old_host(case: &Case<'_>) -> Option<OsVersion> {
    case.host.os_version.filter(|version| is_older(*version))
}

/// What runs in a host-process container is the host's, so the Windows in the image does not matter there.
fn old_image(case: &Case<'_>) -> Option<OsVersion> {
    match case.image.os_version.inside() {
        Some(version) if case.isolation != Isolation::HostProcess => {
            Some(version).filter(|version| is_older(*version))
        }
        _ => None,
    }
}

fn check(case: &Case<'_>) -> Outcome {
    if case.host.os != Os::Windows {
        return Outcome::NotApplicable;
    }
    if old_host(case).is_some() || old_image(case).is_some() {
        Outcome::Blocked
    } else {
        Outcome::NotApplicable
    }
}

fn reason(case: &Case<'_>, outcome: Outcome) -> String {
    let (who, version) = match (outcome, old_host(case), old_image(case)) {
        (Outcome::Blocked, Some(version), _) => ("host", version),
        (Outcome::Blocked, None, Some(version)) => ("image", version),
        _ => return String::new(),
    };
    format!("{who} version {version} is older than {FIRST}, the first Windows with containers")
}

const fn image(version: OsVersion) -> Platform {
    Platform::windows(version, Provenance::Given)
}

const WINDOWS_8_1: OsVersion = OsVersion { major: 6, minor: 3, build: 9600, revision: None };

const EXAMPLES: &[Example] = &[
    Example {
        says: "an image of Windows 8.1 in Hyper-V isolation: no, there is none",
        host: Host::server(OsVersion::of_build(26100)).with_hyperv(HyperV::Available),
        image: image(WINDOWS_8_1),
        isolation: Isolation::HyperV,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "host and image of Windows 10 1511: no, although the builds are equal",
        host: Host::client(OsVersion::of_build(10586)),
        image: image(OsVersion::of_build(10586)),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "an old host is refused whatever the image is",
        host: Host::server(WINDOWS_8_1),
        image: Platform::unknown(),
        isolation: Isolation::HostProcess,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "the first builds with containers: not this rule's business",
        host: Host::server(FIRST),
        image: image(FIRST),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::NotApplicable,
    },
];
