//! Hyper-V isolation needs a hypervisor.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet};
use crate::{Fact, Host, HyperV, Isolation, Os, OsVersion, Platform, Provenance};

/// Hyper-V isolation needs Hyper-V on the host.
pub static RULE: Rule = Rule {
    id: "hyperv-unavailable",
    title: "Hyper-V isolation needs Hyper-V on the host",
    statement: "Hyper-V isolation needs the Hyper-V role on the host, and nested virtualization where the host is itself \
                a virtual machine. In Kubernetes it also needs a runtime handler for it, which few clusters have.",
    why: "Hyper-V isolation is the usual way out of a mismatch, and no way out on cloud machines \
          without nested virtualization or in clusters without a runtime handler for it: containers \
          stay in ContainerCreating.",
    since: "2016",
    sources: &["ms-hyperv-container", "ms-system-requirements", "k8s-windows-intro"],
    compares_versions: false,
    differences: "",
    check,
    reason,
    examples: EXAMPLES,
};

fn check(case: &Case<'_>) -> Outcome {
    if case.isolation != Isolation::HyperV || case.host.os != Os::Windows {
        return Outcome::NotApplicable;
    }
    match case.host.hyperv {
        HyperV::Available => Outcome::Pass,
        HyperV::Unavailable => Outcome::Blocked,
        HyperV::Unknown => Outcome::Missing(Fact::HostHyperV),
    }
}

fn reason(_: &Case<'_>, outcome: Outcome) -> String {
    match outcome {
        Outcome::Pass => "the host offers Hyper-V isolation".to_owned(),
        Outcome::Missing(_) => "nothing tells whether the host offers Hyper-V isolation".to_owned(),
        _ => "the host does not offer Hyper-V isolation".to_owned(),
    }
}

const fn host(hyperv: HyperV) -> Host {
    Host::server(OsVersion::of_build(17763)).with_hyperv(hyperv)
}

const IMAGE: Platform = Platform::windows(OsVersion::of_build(14393), Provenance::Given);

const EXAMPLES: &[Example] = &[
    Example {
        says: "a cloud machine without nested virtualization: no",
        host: host(HyperV::Unavailable),
        image: IMAGE,
        isolation: Isolation::HyperV,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Blocked,
    },
    Example {
        says: "a host with the Hyper-V role: yes",
        host: host(HyperV::Available),
        image: IMAGE,
        isolation: Isolation::HyperV,
        rules: RuleSet::Documented(Edition::V2025),
        outcome: Outcome::Pass,
    },
    Example {
        says: "a Kubernetes node of which nothing more is known: not decided",
        host: host(HyperV::Unknown),
        image: IMAGE,
        isolation: Isolation::HyperV,
        rules: RuleSet::Runtime,
        outcome: Outcome::Missing(Fact::HostHyperV),
    },
    Example {
        says: "process isolation: not this rule's business",
        host: host(HyperV::Unavailable),
        image: IMAGE,
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::NotApplicable,
    },
];
