//! Processor architectures.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet};
use crate::{Architecture, Fact, Host, Isolation, Os, OsVersion, Platform, Provenance};

/// Host and image have the same architecture.
pub static RULE: Rule = Rule {
    id: "arch-mismatch",
    title: "host and image have the same architecture",
    statement: "The architecture of the image must be the host's. Windows base images are published for amd64; for \
                arm64 there are only the servercore and nanoserver images of Windows Server 2025.",
    why: "Code for another processor cannot run: the pull ends with \"no matching manifest\", or the container \
          exits at once.",
    since: "always; arm64 base images since 2025-05-28",
    sources: &["moby", "containerd-platforms", "ms-container-base-images"],
    compares_versions: false,
    differences: "containerd also takes a 386 entry on an amd64 host. Microsoft's compatibility tables never name an \
                  architecture. Running amd64 images by emulation on arm64 hosts is not documented. Where one side is \
                  amd64 and nothing tells the other, it is taken to be amd64, too.",
    check,
    reason,
    examples: EXAMPLES,
};

fn check(case: &Case<'_>) -> Outcome {
    if (case.host.os, case.image.os) != (Os::Windows, Some(Os::Windows)) {
        return Outcome::NotApplicable;
    }
    match (case.host.architecture, case.image.architecture) {
        (Some(Architecture::Other), _) | (_, Some(Architecture::Other)) => Outcome::Blocked,
        (Some(host), Some(image)) if host == image => Outcome::Pass,
        (Some(Architecture::Amd64), Some(Architecture::X86)) if case.rules == RuleSet::Runtime => {
            Outcome::Pass
        }
        (Some(_), Some(_)) => Outcome::Blocked,
        // Every Windows image is published for amd64, so there silence is no gap.
        (Some(Architecture::Amd64) | None, None) | (None, Some(Architecture::Amd64)) => {
            Outcome::NotApplicable
        }
        (Some(_), None) => Outcome::Missing(Fact::ImageArchitecture),
        (None, Some(_)) => Outcome::Missing(Fact::HostArchitecture),
    }
}

fn reason(case: &Case<'_>, outcome: Outcome) -> String {
    let name = |it: Option<Architecture>| it.map_or("unknown", Architecture::as_str);
    let (host, image) = (name(case.host.architecture), name(case.image.architecture));
    match outcome {
        Outcome::Pass if host == image => format!("host and image are both {host}"),
        Outcome::Pass => format!("a {host} host runs {image} images"),
        Outcome::Missing(fact) => {
            format!("{fact} is not known; the other side is {}", if host == "unknown" { image } else { host })
        }
        _ if host == image => format!("no Windows container runs on {host}"),
        _ => format!("the image is built for {image} and the host is {host}"),
    }
}

const ARM64_IMAGE: Platform = Platform {
    architecture: Some(Architecture::Arm64),
    ..Platform::windows(OsVersion::of_build(26100), Provenance::Given)
};
const ARM64_HOST: Host =
    Host { architecture: Some(Architecture::Arm64), ..Host::client(OsVersion::of_build(26100)) };

const EXAMPLES: &[Example] = &[
    Example {
        says: "ltsc2025-arm64 on an amd64 server: no",
        host: Host::server(OsVersion::of_build(26100)),
        image: ARM64_IMAGE,
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "ltsc2022, which is amd64 only, on an arm64 Windows 11 24H2: no",
        host: ARM64_HOST,
        image: Platform::windows(OsVersion::of_build(20348), Provenance::Given),
        isolation: Isolation::HyperV,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "ltsc2025-arm64 on an arm64 Windows 11 24H2: yes",
        host: ARM64_HOST,
        image: ARM64_IMAGE,
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Pass,
    },
    Example {
        says: "an arm64 image on a host of unknown architecture: not decided",
        host: Host { architecture: None, ..Host::server(OsVersion::of_build(26100)) },
        image: ARM64_IMAGE,
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Missing(Fact::HostArchitecture),
    },
    Example {
        says: "host and image of an architecture for which there is no Windows: no",
        host: Host { architecture: Some(Architecture::Other), ..Host::server(OsVersion::of_build(26100)) },
        image: Platform { architecture: Some(Architecture::Other), ..ARM64_IMAGE },
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
];
