//! Equal builds below the stable ABI.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet, STABLE_ABI};
use crate::{Fact, Host, HostKind, Isolation, OsVersion, Platform, Provenance};

/// Below build 20348, process isolation needs equal builds.
pub static RULE: Rule = Rule {
    id: "build-mismatch",
    title: "process isolation below build 20348 needs equal builds",
    statement: "Where the host or the image has a build below 20348, a container starts in process isolation only if \
                both have the same build; major and minor version must be equal too. Windows refuses every other \
                pair with error 0xc0370101.",
    why: "A process-isolated container shares the host's kernel and brings its own system files; below \
          the stable ABI the two fit only if they come from the same build. Otherwise a pull of \
          several gigabytes ends in 0xc0370101, REPLICAS 0/1 or CrashLoopBackOff.",
    since: "2016, for all builds before the stable ABI",
    sources: &["ms-version-compatibility", "hcsshim", "containerd-platforms", "k8s-windows-intro"],
    compares_versions: true,
    differences: "The 2021 edition lets Windows 10 21H1 run 20H2 images; the next one takes that back. Builds 19041 \
                  to 19045 share their system files, and users report that such pairs start, which no document \
                  promises: see the field reports.",
    check,
    reason,
    examples: EXAMPLES,
};

/// 19043 and 19042: Windows 10 21H1 and the 20H2 images that one edition promises to it.
const PROMISED_IN_2021: (u32, u32) = (19043, 19042);

fn check(case: &Case<'_>) -> Outcome {
    let Some((host, image)) = case.versions_in_process() else { return Outcome::NotApplicable };
    if host.same_build(image) {
        return Outcome::Pass;
    }
    if host.build >= STABLE_ABI
        && image.build >= STABLE_ABI
        && (host.major, host.minor) == (image.major, image.minor)
    {
        return Outcome::NotApplicable;
    }
    let is_promised =
        case.rules == RuleSet::Documented(Edition::V2021) && (host.build, image.build) == PROMISED_IN_2021;
    match case.host.kind {
        Some(HostKind::Client) if is_promised => Outcome::Pass,
        None if is_promised => Outcome::Missing(Fact::HostKind),
        _ => Outcome::Blocked,
    }
}

fn reason(case: &Case<'_>, outcome: Outcome) -> String {
    let Some((host, image)) = case.versions_in_process() else { return String::new() };
    match outcome {
        Outcome::Pass if host.same_build(image) => format!("host and image are both build {}", host.build),
        Outcome::Pass => "the 2021 edition promises 20H2 images to Windows 10 21H1".to_owned(),
        Outcome::Missing(_) => {
            "the 2021 edition promises 20H2 images to Windows 10 21H1, and nothing tells whether the host is one"
                .to_owned()
        }
        _ => format!(
            "image build {} is not host build {}, as process isolation needs",
            image.build, host.build
        ),
    }
}

const fn image(build: u32, revision: u32) -> Platform {
    Platform::windows(OsVersion::new(build, revision), Provenance::Given)
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "host 17763.973, image 17763.437: yes as far as this rule goes",
        host: Host::server(OsVersion::new(17763, 973)),
        image: image(17763, 437),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Pass,
    },
    Example {
        says: "host 17763, image 14393: no",
        host: Host::server(OsVersion::new(17763, 973)),
        image: image(14393, 1715),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "the same in Hyper-V isolation: not this rule's business",
        host: Host::server(OsVersion::new(17763, 973)),
        image: image(14393, 1715),
        isolation: Isolation::HyperV,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::NotApplicable,
    },
    Example {
        says: "host 16299, image 14393: no",
        host: Host::server(OsVersion::new(16299, 0)),
        image: image(14393, 1715),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2017),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "host 18363, image 18362: no, although both builds get the same updates",
        host: Host::server(OsVersion::new(18363, 592)),
        image: image(18362, 592),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "host 20348, image 17763: no",
        host: Host::server(OsVersion::of_build(20348)),
        image: image(17763, 437),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "Windows 10 22H2 (19045), any image: no image of that build exists",
        host: Host::client(OsVersion::of_build(19045)),
        image: image(19042, 1889),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "Windows 10 21H1, 20H2 image, by the 2021 edition: yes",
        host: Host::client(OsVersion::of_build(19043)),
        image: image(19042, 1889),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2021),
        outcome: Outcome::Pass,
    },
    Example {
        says: "Windows 10 21H1, 20H2 image, by the next edition: no",
        host: Host::client(OsVersion::of_build(19043)),
        image: image(19042, 1889),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2022Mar),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "host 26100, image 20348: another rule, for both have the stable ABI",
        host: Host::server(OsVersion::of_build(26100)),
        image: image(20348, 825),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::NotApplicable,
    },
];
