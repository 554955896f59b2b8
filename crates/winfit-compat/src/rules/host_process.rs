//! Host-process containers.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet};
use crate::{Host, Isolation, Os, OsVersion, Platform, Provenance, Runtime};

/// Host-process containers run on the host itself, whatever Windows the image was built on.
pub static RULE: Rule = Rule {
    id: "host-process",
    title: "host-process containers need containerd and no matching version",
    statement: "A host-process container runs directly on a Windows host, so the OS version of its image does not \
                matter; its usual base image carries none. It needs containerd: Docker has no such containers.",
    why: "Such containers need no matching image, so a tag per Windows release buys nothing; and a \
          host without containerd cannot run them at all.",
    since: "Kubernetes 1.22 (alpha), 1.26 (stable), with containerd 1.6 or later",
    sources: &["k8s-host-process", "containerd"],
    compares_versions: true,
    differences: "A host whose runtime is not known is taken to run containerd 1.6 or later, and an image of which \
                  nothing is known to be a Windows image: only Kubernetes on Windows offers such containers. An \
                  index helps them only where an entry fits the host or carries no os.version.",
    check,
    reason,
    examples: EXAMPLES,
};

fn check(case: &Case<'_>) -> Outcome {
    if case.isolation != Isolation::HostProcess || case.host.os != Os::Windows {
        return Outcome::NotApplicable;
    }
    match case.host.runtime {
        Some(Runtime::Docker(_) | Runtime::DockerWithContainerdStore(_)) => Outcome::Blocked,
        Some(Runtime::Containerd(Some(version))) if (version.major, version.minor) < (1, 6) => {
            Outcome::Blocked
        }
        Some(Runtime::Containerd(_)) | None => Outcome::Pass,
    }
}

fn reason(case: &Case<'_>, outcome: Outcome) -> String {
    match (outcome, case.host.runtime) {
        (Outcome::Blocked, Some(Runtime::Containerd(_))) => {
            "host-process containers need containerd 1.6 or later, and the host's is older".to_owned()
        }
        (Outcome::Blocked, _) => {
            "host-process containers need containerd, and the host runs Docker".to_owned()
        }
        _ => "a host-process container runs on the host itself: the image's OS version does not matter"
            .to_owned(),
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a servercore 2019 image as host-process container on Server 2022: yes",
        host: Host::server(OsVersion::of_build(20348)).with_runtime(Runtime::Containerd(None)),
        image: Platform::windows(OsVersion::of_build(17763), Provenance::Given),
        isolation: Isolation::HostProcess,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Pass,
    },
    Example {
        says: "the same under Docker: no",
        host: Host::server(OsVersion::of_build(20348)).with_runtime(Runtime::Docker(None)),
        image: Platform::windows(OsVersion::of_build(20348), Provenance::Given),
        isolation: Isolation::HostProcess,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "an ordinary container: not this rule's business",
        host: Host::server(OsVersion::of_build(20348)),
        image: Platform::windows(OsVersion::of_build(20348), Provenance::Given),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::NotApplicable,
    },
];
