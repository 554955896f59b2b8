//! The window of builds that share the stable container ABI.

use winfit_catalog::{Catalog, Channel, Edition};

use super::{Case, Example, Outcome, Rule, RuleSet, STABLE_ABI};
use crate::{Fact, Host, HostKind, Isolation, OsVersion, Platform, Provenance, Runtime, RuntimeVersion};

/// From build 20348, process isolation takes images from an older LTSC release up to the host's own build.
pub static RULE: Rule = Rule {
    id: "stable-abi-window",
    title: "from build 20348, process isolation takes a window of builds",
    statement: "Where host and image both have build 20348 or later, an older image runs in process isolation if it \
                comes from an LTSC release inside the host's window: Windows Server 2022 images on Windows Server \
                2025, version 23H2 and every Windows 11; Windows Server 2025 images on Windows Server 2025 and on \
                Windows 11 24H2 or later.",
    why: "It decides whether one image serves a fleet of several releases, and with it whether hosts \
          can be upgraded before images are.",
    since: "2021, with Windows 11 and Windows Server 2022; Server 2025 hosts since 2024-11-29",
    sources: &["ms-version-compatibility", "ms-portability", "hcsshim", "containerd-platforms"],
    compares_versions: true,
    differences: "Microsoft names no Windows 11 after 24H2 in a table. The code is wider: it takes every build in the \
                  window, not only published LTSC images. On hosts after 26100, containerd 2.2 takes nothing before \
                  26100, older releases take 20348 as Microsoft says, and newer ones return to that at a release \
                  which the sources do not name. The 2022 editions know the window for Windows 11 only, two of them \
                  as a preview.",
    check,
    reason,
    examples: EXAMPLES,
};

/// Windows 11 starts here.
const WINDOWS_11: u32 = 22000;

/// The last LTSC build with which every host-side matcher agrees on the window.
const SERVER_2025: u32 = 26100;

fn check(case: &Case<'_>) -> Outcome {
    let Some((host, image)) = case.versions_in_process() else { return Outcome::NotApplicable };
    let comparable = (host.major, host.minor) == (image.major, image.minor)
        && image.build >= STABLE_ABI
        && image.build < host.build;
    if !comparable {
        // Equal builds pass by the build rule, newer images are refused before.
        return Outcome::NotApplicable;
    }
    match case.rules {
        RuleSet::Documented(edition) => documented(case, edition, host.build, image.build),
        RuleSet::Runtime => match oldest_image_build(host.build, case.host.runtime) {
            Some(floor) if image.build < floor => Outcome::Blocked,
            Some(_) => Outcome::Pass,
            // Both possible windows start at 26100 or below.
            None if image.build >= SERVER_2025 => Outcome::Pass,
            None => Outcome::Missing(Fact::HostRuntime),
        },
    }
}

fn documented(case: &Case<'_>, edition: Edition, host: u32, image: u32) -> Outcome {
    // The 2022 editions know the window for Windows 11 and Server 2022 images only.
    let to_windows_11 = |promised| match case.host.kind {
        _ if host < WINDOWS_11 || image != STABLE_ABI => Outcome::Blocked,
        Some(HostKind::Client) => promised,
        Some(HostKind::Server) => Outcome::Blocked,
        None => Outcome::Missing(Fact::HostKind),
    };
    match edition {
        Edition::V2017
        | Edition::V2017Dec
        | Edition::V2018
        | Edition::V2019Aug
        | Edition::V2019
        | Edition::V2020
        | Edition::V2021 => Outcome::Blocked,
        Edition::V2022Mar | Edition::V2022Sep => to_windows_11(Outcome::Pass),
        Edition::V2022Dec | Edition::V2022 => to_windows_11(Outcome::Preview),
        Edition::V2025 if !is_ltsc(case.catalog, image) => Outcome::Blocked,
        Edition::V2025 if case.catalog.releases_of_build(host).next().is_none() => {
            Outcome::Missing(Fact::HostRelease)
        }
        Edition::V2025 => Outcome::Pass,
    }
}

fn is_ltsc(catalog: &Catalog, build: u32) -> bool {
    catalog.releases_of_build(build).any(|release| release.channel == Channel::Ltsc)
}

/// The oldest image build that a host of build 20348 or later takes in process isolation, as its matcher computes it.
///
/// `None` where containerd releases differ and the host's is not known.
#[must_use]
pub fn oldest_image_build(host: u32, runtime: Option<Runtime>) -> Option<u32> {
    if host <= SERVER_2025 {
        return Some(STABLE_ABI);
    }
    match runtime {
        // Docker's own store compares nothing but "newer than the host", and Windows keeps the documented promise.
        Some(Runtime::Docker(_)) => Some(STABLE_ABI),
        Some(Runtime::Containerd(Some(version))) => match version {
            RuntimeVersion { major: 0..=1, .. } | RuntimeVersion { major: 2, minor: 0..=1 } => {
                Some(STABLE_ABI)
            }
            RuntimeVersion { major: 2, minor: 2 } => Some(SERVER_2025),
            _ => None,
        },
        Some(Runtime::Containerd(None) | Runtime::DockerWithContainerdStore(_)) | None => None,
    }
}

fn reason(case: &Case<'_>, outcome: Outcome) -> String {
    let Some((host, image)) = case.versions_in_process() else { return String::new() };
    let (host, image) = (host.build, image.build);
    match (outcome, case.rules) {
        (Outcome::Pass, _) => format!("image build {image} lies in the window of host build {host}"),
        (Outcome::Preview, _) => {
            format!("image build {image} on Windows 11 build {host} is a preview in this edition")
        }
        (Outcome::Missing(Fact::HostRelease), _) => format!("no release of build {host} is known"),
        (Outcome::Missing(Fact::HostKind), _) => {
            format!(
                "only Windows 11 is promised image build {image}, and nothing tells whether the host is one"
            )
        }
        (Outcome::Missing(_), _) => {
            format!("whether a build {host} host takes image build {image} depends on its containerd release")
        }
        (_, RuleSet::Runtime) => {
            let floor = oldest_image_build(host, case.host.runtime).unwrap_or(STABLE_ABI);
            format!(
                "image build {image} is older than {floor}, the oldest that this runtime takes on host build {host}"
            )
        }
        (_, RuleSet::Documented(edition)) => {
            format!("the {edition} edition does not promise images of build {image} to hosts of build {host}")
        }
    }
}

const fn image(build: u32) -> Platform {
    Platform::windows(OsVersion::of_build(build), Provenance::Given)
}

const DOCUMENTED: RuleSet = RuleSet::Documented(Edition::V2025);

const EXAMPLES: &[Example] = &[
    Example {
        says: "Server 2022 image on Server 2025: yes",
        host: Host::server(OsVersion::of_build(26100)),
        image: image(20348),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Pass,
    },
    Example {
        says: "Server 2022 image on Server 2025, by the 2022 edition: not promised",
        host: Host::server(OsVersion::of_build(26100)),
        image: image(20348),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2022),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "Server 2022 image on Windows 11 23H2: yes",
        host: Host::client(OsVersion::of_build(22631)),
        image: image(20348),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Pass,
    },
    Example {
        says: "Server 2022 image on Windows 11, by the 2022 edition: preview",
        host: Host::client(OsVersion::of_build(22631)),
        image: image(20348),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2022),
        outcome: Outcome::Preview,
    },
    Example {
        says: "Server 2022 image on the annual channel 23H2: yes",
        host: Host::server(OsVersion::of_build(25398)),
        image: image(20348),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Pass,
    },
    Example {
        says: "Server 2022 image on Windows 11 25H2 under containerd 2.2: no",
        host: Host::client(OsVersion::of_build(26200))
            .with_runtime(Runtime::Containerd(Some(RuntimeVersion { major: 2, minor: 2 }))),
        image: image(20348),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "Server 2022 image on Windows 11 25H2 under containerd 2.1: yes",
        host: Host::client(OsVersion::of_build(26200))
            .with_runtime(Runtime::Containerd(Some(RuntimeVersion { major: 2, minor: 1 }))),
        image: image(20348),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Pass,
    },
    Example {
        says: "Server 2022 image on Windows 11 25H2 under an unknown runtime: not decided",
        host: Host::client(OsVersion::of_build(26200)),
        image: image(20348),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Missing(Fact::HostRuntime),
    },
    Example {
        says: "Server 2025 image on Windows 11 25H2: yes by every matcher",
        host: Host::client(OsVersion::of_build(26200)),
        image: image(26100),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Pass,
    },
    Example {
        says: "an image of a client build inside the window: the code takes it, no document does",
        host: Host::server(OsVersion::of_build(26100)),
        image: image(22621),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "a host build that no release has yet: not decided",
        host: Host::server(OsVersion::of_build(99999)),
        image: image(26100),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Missing(Fact::HostRelease),
    },
    Example {
        says: "a host build between two releases: not decided either",
        host: Host::server(OsVersion::of_build(26120)),
        image: image(20348),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Missing(Fact::HostRelease),
    },
    Example {
        says: "Server 2022 image on a host of build 26100 that may be a server or a client, by the 2022 edition: not decided",
        host: Host { kind: None, ..Host::server(OsVersion::of_build(26100)) },
        image: image(20348),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2022),
        outcome: Outcome::Missing(Fact::HostKind),
    },
    Example {
        says: "Server 2019 image on Server 2025: another rule, for it lacks the stable ABI",
        host: Host::server(OsVersion::of_build(26100)),
        image: image(17763),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::NotApplicable,
    },
];
