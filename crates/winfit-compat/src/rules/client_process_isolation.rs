//! Process isolation on Windows 10 and 11.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet};
use crate::{Fact, Host, HostKind, Isolation, Os, OsVersion, Platform, Provenance, Runtime, RuntimeVersion};

/// Clients were not meant for process isolation, and the documents changed their mind several times.
pub static RULE: Rule = Rule {
    id: "client-process-isolation",
    title: "process isolation on client hosts, by edition and engine",
    statement: "Windows 10 and 11 run containers in Hyper-V isolation by default. Process isolation is for development \
                and test only: Microsoft documents it for Windows 11, not for Windows 10; Docker allows it from build \
                17763 and Engine 18.09 on.",
    why: "A command that works on a server fails on a developer's machine, or works there and is \
          supported nowhere: scripts that say --isolation=process must know on which client they run.",
    since: "2016 as Hyper-V isolation only; Docker allows process isolation since 2018-10-09",
    sources: &["ms-version-compatibility", "ms-hyperv-container", "ms-system-requirements", "moby"],
    compares_versions: false,
    differences: "The first edition (2017) gives clients and servers one column, and so promises process isolation. \
                  Editions from 2017-12 to 2019 refuse it to clients. The 2020, 2021 and 2022-03 editions promise it \
                  from Windows 10 2004 on. Later editions refuse it to Windows 10 and promise it to Windows 11, as a \
                  preview in 2022-12 and 2022; the 2022-12 edition promised Windows Server 2019 images to Windows 10 \
                  and was withdrawn. Another Microsoft page allows matching versions from build 17763 on. An engine whose \
                  release is not known is taken to be 18.09 or later.",
    check,
    reason,
    examples: EXAMPLES,
};

/// First client build on which Docker allows process isolation, and on which one withdrawn edition promised it.
const WINDOWS_10_1809: u32 = 17763;

/// First Windows 10 that any edition since 2017-12 lets use process isolation.
const WINDOWS_10_2004: u32 = 19041;

/// Windows 11 starts here.
const WINDOWS_11: u32 = 22000;

/// Docker Engine 18.09 allows it.
const ENGINE_18_09: RuntimeVersion = RuntimeVersion { major: 18, minor: 9 };

fn check(case: &Case<'_>) -> Outcome {
    let host = case.host;
    if case.isolation != Isolation::Process || host.os != Os::Windows || host.kind == Some(HostKind::Server) {
        return Outcome::NotApplicable;
    }
    let Some(version) = host.os_version else { return Outcome::NotApplicable };
    let allowed = match case.rules {
        RuleSet::Documented(edition) => documented(edition, version.build),
        RuleSet::Runtime => runtime(version.build, host.runtime),
    };
    match (allowed, host.kind) {
        (true, Some(_)) => Outcome::Pass,
        // Allowed either way: the kind does not matter.
        (true, None) => Outcome::NotApplicable,
        (false, Some(_)) => Outcome::Blocked,
        (false, None) => Outcome::Missing(Fact::HostKind),
    }
}

fn documented(edition: Edition, build: u32) -> bool {
    match edition {
        Edition::V2017 => true,
        Edition::V2017Dec | Edition::V2018 | Edition::V2019Aug | Edition::V2019 => false,
        Edition::V2020 | Edition::V2021 | Edition::V2022Mar => build >= WINDOWS_10_2004,
        Edition::V2022Dec => build >= WINDOWS_11 || build == WINDOWS_10_1809,
        Edition::V2022Sep | Edition::V2022 | Edition::V2025 => build >= WINDOWS_11,
    }
}

fn runtime(build: u32, runtime: Option<Runtime>) -> bool {
    let engine = match runtime {
        Some(Runtime::Docker(version) | Runtime::DockerWithContainerdStore(version)) => version,
        Some(Runtime::Containerd(_)) | None => None,
    };
    build >= WINDOWS_10_1809 && engine.is_none_or(|version| version >= ENGINE_18_09)
}

fn reason(case: &Case<'_>, outcome: Outcome) -> String {
    let build = case.host.os_version.map_or(0, |version| version.build);
    match (outcome, case.rules) {
        (Outcome::Pass, RuleSet::Documented(edition)) => {
            format!(
                "the {edition} edition allows process isolation on client build {build}, for development and test"
            )
        }
        (Outcome::Pass, RuleSet::Runtime) => {
            format!("client build {build} starts containers in process isolation, for development and test")
        }
        (Outcome::Missing(_), _) => {
            format!(
                "a client of build {build} may not use process isolation, and nothing tells whether the host is one"
            )
        }
        (_, RuleSet::Documented(edition)) => {
            format!("the {edition} edition gives client build {build} Hyper-V isolation only")
        }
        (_, RuleSet::Runtime) if build < WINDOWS_10_1809 => {
            format!(
                "Docker refuses process isolation on clients below build {WINDOWS_10_1809}, and this is {build}"
            )
        }
        (_, RuleSet::Runtime) => "Docker before 18.09 refuses process isolation on clients".to_owned(),
    }
}

const fn image(build: u32) -> Platform {
    Platform::windows(OsVersion::of_build(build), Provenance::Given)
}

const fn client(build: u32) -> Host {
    Host::client(OsVersion::of_build(build))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "Windows 10 1809 with nanoserver:1809, documented: no",
        host: client(17763),
        image: image(17763),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "the same pair under Docker: it starts",
        host: client(17763),
        image: image(17763),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Pass,
    },
    Example {
        says: "the same pair under Docker 18.06: refused",
        host: client(17763).with_runtime(Runtime::Docker(Some(RuntimeVersion { major: 18, minor: 6 }))),
        image: image(17763),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "Windows 10 1803 with an image of its build under Docker: refused",
        host: client(17134),
        image: image(17134),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "Windows 10 2004 with an image of its build, by the 2020 edition: yes",
        host: client(19041),
        image: image(19041),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2020),
        outcome: Outcome::Pass,
    },
    Example {
        says: "the same pair by the 2022 edition: no",
        host: client(19041),
        image: image(19041),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2022),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "Windows 11 24H2 with ltsc2025: yes",
        host: client(26100),
        image: image(26100),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Pass,
    },
    Example {
        says: "a host of build 17763 that may be a server or a client: not decided",
        host: Host { kind: None, ..client(17763) },
        image: image(17763),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Missing(Fact::HostKind),
    },
    Example {
        says: "Windows 10 in Hyper-V isolation: not this rule's business",
        host: client(19045),
        image: image(17763),
        isolation: Isolation::HyperV,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::NotApplicable,
    },
];
