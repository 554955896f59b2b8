//! A Linux image on a Windows host.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet};
use crate::{Fact, Host, Isolation, Os, OsVersion, Platform, Provenance};

/// Linux containers run on Linux hosts only.
pub static RULE: Rule = Rule {
    id: "linux-image-on-windows",
    title: "Linux images need a Linux host",
    statement: "An image whose operating system is linux does not run on a Windows host. Docker Desktop runs such \
                images in a Linux virtual machine, which is another host; Linux containers under the Windows daemon \
                were an experiment that never left that state.",
    why: "In a mixed cluster a pod without a node selector lands on a Windows node and stays in \
          ImagePullBackOff or ErrImagePull.",
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
        (Os::Windows, Some(Os::Linux)) => Outcome::Blocked,
        (Os::Windows, Some(Os::Windows)) => Outcome::Pass,
        // Nothing is known of such an image but a number, and the number is to decide. Where not even that is known,
        // the rule on versions speaks.
        (Os::Windows, None) if case.versions().is_some() => Outcome::Missing(Fact::ImageOs),
        _ => Outcome::NotApplicable,
    }
}

fn reason(_: &Case<'_>, outcome: Outcome) -> String {
    match outcome {
        Outcome::Pass => "host and image are both Windows".to_owned(),
        Outcome::Missing(_) => "nothing tells whether the image is a Windows image".to_owned(),
        _ => "the image is a Linux image and the host runs Windows containers".to_owned(),
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "debian on a Windows Server 2025: no",
        host: Host::server(OsVersion::of_build(26100)),
        image: Platform::linux(Provenance::Given),
        isolation: Isolation::Process,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "Hyper-V isolation does not help: its kernel is a Windows kernel",
        host: Host::server(OsVersion::of_build(26100)),
        image: Platform::linux(Provenance::Given),
        isolation: Isolation::HyperV,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "a Windows image: yes, as far as this rule goes",
        host: Host::server(OsVersion::of_build(17763)),
        image: Platform::windows(OsVersion::of_build(17763), Provenance::Given),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Pass,
    },
    Example {
        says: "an OS version without an operating system: not decided",
        host: Host::server(OsVersion::of_build(17763)),
        image: Platform { os: None, ..Platform::windows(OsVersion::of_build(17763), Provenance::Given) },
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Missing(Fact::ImageOs),
    },
];
