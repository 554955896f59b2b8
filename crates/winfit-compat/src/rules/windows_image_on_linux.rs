//! A Windows image on a Linux host.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet};
use crate::{Fact, Host, Isolation, Os, OsVersion, Platform, Provenance};

/// Windows containers run on Windows hosts only.
pub static RULE: Rule = Rule {
    id: "windows-image-on-linux",
    title: "Windows images need a Windows host",
    statement: "An image whose operating system is windows does not run on a Linux host, in any isolation. A Docker \
                Desktop that is switched to Linux containers is a Linux host.",
    why: "In a mixed cluster a Windows pod without a node selector lands on a Linux node and stays in \
          ImagePullBackOff: the pull finds no manifest for linux.",
    since: "always",
    sources: &["k8s-windows-intro", "moby"],
    compares_versions: false,
    differences: "",
    check,
    reason,
    examples: EXAMPLES,
};

fn check(case: &Case<'_>) -> Outcome {
    match (case.host.os, case.image.os) {
        (Os::Windows, _) => Outcome::NotApplicable,
        (Os::Linux, Some(Os::Windows)) => Outcome::Blocked,
        (Os::Linux, Some(Os::Linux)) => Outcome::Pass,
        (Os::Linux, None) => Outcome::Missing(Fact::ImageOs),
    }
}

fn reason(_: &Case<'_>, outcome: Outcome) -> String {
    match outcome {
        Outcome::Pass => "host and image are both Linux".to_owned(),
        Outcome::Missing(_) => "the host runs Linux, and nothing tells what the image needs".to_owned(),
        _ => "the image is a Windows image and the host runs Linux containers".to_owned(),
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "nanoserver on a daemon in Linux mode: no",
        host: Host::linux(),
        image: Platform::windows(OsVersion::of_build(17763), Provenance::Given),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "a Linux image on a Linux host: not a question of Windows versions",
        host: Host::linux(),
        image: Platform::linux(Provenance::Given),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Pass,
    },
    Example {
        says: "an image of which nothing is known: not decided",
        host: Host::linux(),
        image: Platform::unknown(),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Missing(Fact::ImageOs),
    },
];
