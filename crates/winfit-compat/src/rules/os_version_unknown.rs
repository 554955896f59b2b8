//! Hosts or images without a known OS version.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet};
use crate::{Fact, Host, ImageOsVersion, Isolation, Os, OsVersion, Platform, Provenance};

/// Without both OS versions nothing can be said.
pub static RULE: Rule = Rule {
    id: "os-version-unknown",
    title: "both OS versions must be known",
    statement: "Whether an image runs depends on the OS versions of host and image. Where one is missing there is no \
                answer. An image whose index carries no os.version is accepted by containerd on every host, and \
                starts only where the Windows inside fits: the image configuration tells.",
    why: "An answer out of missing facts would be a guess. Images that were built or copied by other \
          tools than Docker often lack os.version, and then fail on some hosts and not on others.",
    since: "always; containerd accepts entries without os.version since 2023-02-13",
    sources: &["ms-version-compatibility", "containerd-platforms"],
    compares_versions: false,
    differences: "Docker's own image store and containerd both pull an image without os.version; neither knows \
                  whether it will start.",
    check,
    reason,
    examples: EXAMPLES,
};

fn check(case: &Case<'_>) -> Outcome {
    if case.isolation == Isolation::HostProcess
        || case.host.os != Os::Windows
        || case.image.os == Some(Os::Linux)
    {
        return Outcome::NotApplicable;
    }
    match (case.host.os_version, case.image.os_version) {
        (_, ImageOsVersion::Absent | ImageOsVersion::Unknown) => Outcome::Missing(Fact::ImageOsVersion),
        (None, ImageOsVersion::Known(_) | ImageOsVersion::Unlisted(_)) => {
            Outcome::Missing(Fact::HostOsVersion)
        }
        (Some(_), ImageOsVersion::Known(_) | ImageOsVersion::Unlisted(_)) => Outcome::NotApplicable,
    }
}

fn reason(case: &Case<'_>, outcome: Outcome) -> String {
    match (outcome, case.image.os_version) {
        (Outcome::Missing(Fact::HostOsVersion), _) => "nothing tells the host's OS version".to_owned(),
        (Outcome::Missing(_), ImageOsVersion::Absent) => "the image carries no os.version".to_owned(),
        (Outcome::Missing(_), _) => "nothing tells which Windows is inside the image".to_owned(),
        _ => String::new(),
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "an image that was not read, under a tag that names no release: not decided",
        host: Host::server(OsVersion::of_build(20348)),
        image: Platform::unknown(),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Missing(Fact::ImageOsVersion),
    },
    Example {
        says: "an image that was read and carries no os.version: not decided either",
        host: Host::server(OsVersion::of_build(20348)),
        image: Platform {
            os_version: ImageOsVersion::Absent,
            ..Platform::windows(OsVersion::of_build(0), Provenance::Registry)
        },
        isolation: Isolation::HyperV,
        rules: RuleSet::Runtime,
        outcome: Outcome::Missing(Fact::ImageOsVersion),
    },
    Example {
        says: "a Windows host of unknown version: not decided",
        host: Host { os_version: None, ..Host::server(OsVersion::of_build(20348)) },
        image: Platform::windows(OsVersion::of_build(20348), Provenance::Given),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Missing(Fact::HostOsVersion),
    },
    Example {
        says: "a host-process container without os.version: not this rule's business",
        host: Host::server(OsVersion::of_build(20348)),
        image: Platform::unknown(),
        isolation: Isolation::HostProcess,
        rules: RuleSet::Runtime,
        outcome: Outcome::NotApplicable,
    },
];
