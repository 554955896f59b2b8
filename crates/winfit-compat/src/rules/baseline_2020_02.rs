//! The security update of February 2020.

use winfit_catalog::Edition;

use super::{Case, Example, Outcome, Rule, RuleSet};
use crate::{Fact, Host, Isolation, OsVersion, Platform, Provenance};

/// Host and image stand on the same side of the update of 2020-02-11.
pub static RULE: Rule = Rule {
    id: "baseline-2020-02",
    title: "host and image stand on the same side of the February 2020 update",
    statement: "The security update of 2020-02-11 changed an interface between host and container. On the builds that \
                existed then, process isolation works where host and image are both older, or both have it; where \
                one has it and the other not, 32-bit programs crash or hang, or the container does not start. \
                Hyper-V isolation is not affected, nor are builds from 19041 on.",
    why: "The container starts and then its 32-bit programs hang or die without a message that names \
          the cause, often right after a patch day and on some hosts only.",
    since: "2020-02-11; corrected images since 2020-02-18",
    sources: &["ms-update-containers"],
    compares_versions: false,
    differences: "Microsoft lists no image with the update for build 16299, so an image of that build is taken to be older \
                  unless its revision tells otherwise. Images published on 2020-02-11 itself were replaced \
                  a week later; how they behave is described nowhere. A revision that is not known counts only where \
                  the known side is old: base images of today have the update.",
    check,
    reason,
    examples: EXAMPLES,
};

/// On which side of the update a revision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

fn check(case: &Case<'_>) -> Outcome {
    let Some((host, image)) = case.versions_in_process() else { return Outcome::NotApplicable };
    if !host.same_build(image) {
        return Outcome::NotApplicable;
    }
    let Some(row) = case.catalog.baseline_of_build(host.build) else { return Outcome::NotApplicable };
    let side = |revision: Option<u32>| {
        revision.map(|it| if it < row.host_revision { Side::Before } else { Side::After })
    };
    let image_side = match (host.revision, image.revision, row.image_revision) {
        // No image of such a build was published with the update.
        (Some(_), None, None) => Some(Side::Before),
        (_, revision, _) => side(revision),
    };
    match (side(host.revision), image_side) {
        (Some(host), Some(image)) if host == image => Outcome::Pass,
        (Some(_), Some(_)) => Outcome::Blocked,
        (Some(Side::Before), None) => Outcome::Missing(Fact::ImageRevision),
        (None, Some(Side::Before)) => Outcome::Missing(Fact::HostRevision),
        (Some(Side::After) | None, None) | (None, Some(Side::After)) => Outcome::NotApplicable,
    }
}

fn reason(case: &Case<'_>, outcome: Outcome) -> String {
    let Some((host, _)) = case.versions_in_process() else { return String::new() };
    let Some(row) = case.catalog.baseline_of_build(host.build) else { return String::new() };
    let split = row.host_revision;
    match outcome {
        Outcome::Pass if host.revision < Some(split) => {
            "host and image are both older than the February 2020 update".to_owned()
        }
        Outcome::Pass => "host and image both have the February 2020 update".to_owned(),
        Outcome::Missing(fact) => {
            let old = if fact == Fact::HostRevision { "image" } else { "host" };
            format!(
                "the {old} is older than the February 2020 update (revision {split}), and {fact} is not known"
            )
        }
        Outcome::Blocked => {
            let (has, lacks) =
                if host.revision < Some(split) { ("image", "host") } else { ("host", "image") };
            format!(
                "the {has} has the security update of 2020-02-11 and the {lacks} has not: programs crash or hang \
                 (build {}, revision {split} is the first with it)",
                host.build
            )
        }
        _ => String::new(),
    }
}

const fn image(build: u32, revision: u32) -> Platform {
    Platform::windows(OsVersion::new(build, revision), Provenance::Given)
}

const fn host(build: u32, revision: u32) -> Host {
    Host::server(OsVersion::new(build, revision))
}

const DOCUMENTED: RuleSet = RuleSet::Documented(Edition::V2025);

const EXAMPLES: &[Example] = &[
    Example {
        says: "host 17763.1039, image 17763.973: no",
        host: host(17763, 1039),
        image: image(17763, 973),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "host 17763.1039, image 17763.1040: yes",
        host: host(17763, 1039),
        image: image(17763, 1040),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Pass,
    },
    Example {
        says: "host with KB4534273 (17763.973), image 17763.437: yes, both are older",
        host: host(17763, 973),
        image: image(17763, 437),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Pass,
    },
    Example {
        says: "host 17763.973, image 17763.1040: no",
        host: host(17763, 973),
        image: image(17763, 1040),
        isolation: Isolation::Process,
        rules: RuleSet::Runtime,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "host 17763.1012, a preview of January 2020, image 17763.973: yes, both are older",
        host: host(17763, 1012),
        image: image(17763, 973),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Pass,
    },
    Example {
        says: "host 18363.592, image 18363.719: no",
        host: host(18363, 592),
        image: image(18363, 719),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Blocked,
    },
    Example {
        says: "the same in Hyper-V isolation: not affected",
        host: host(18363, 592),
        image: image(18363, 719),
        isolation: Isolation::HyperV,
        rules: DOCUMENTED,
        outcome: Outcome::NotApplicable,
    },
    Example {
        says: "an old host and an image of unknown revision: not decided",
        host: host(17763, 973),
        image: Platform::windows(OsVersion::of_build(17763), Provenance::Tag),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Missing(Fact::ImageRevision),
    },
    Example {
        says: "host 16299.125 and the image 1709, of which no revision with the update exists: yes",
        host: host(16299, 125),
        image: Platform::windows(OsVersion::of_build(16299), Provenance::Tag),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::Pass,
    },
    Example {
        says: "host 20348: the build came after it",
        host: host(20348, 1),
        image: image(20348, 9999),
        isolation: Isolation::Process,
        rules: DOCUMENTED,
        outcome: Outcome::NotApplicable,
    },
];
