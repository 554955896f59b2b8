//! An update of Windows that the host lacks.

use winfit_compat::catalog::{Catalog, Kb};
use winfit_compat::rules::SERVER_2016;

use super::compute;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Evidence, Example};

/// A check of the host misses an update of Windows.
pub static CAUSE: Cause = Cause {
    id: "host-update-missing",
    class: Class::Node,
    title: "the host lacks an update of Windows",
    statement: "A health check or an installer misses an update on the host. Containers and their networks need it there.",
    requires: "The check names the update.",
    against: "An update of Windows Server 2016, where it decides about images: that is another cause.",
    signs: &["missing-update"],
    sources: &["ms-troubleshooting-containers"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let missing = missing(told);
    if is_of_2016(told.case.catalog, &missing) {
        return None;
    }
    let names: Vec<String> = missing.iter().map(Kb::to_string).collect();
    let words = if names.is_empty() { "an update of Windows".to_owned() } else { names.join(", ") };
    let host = told.host_words();
    let rows = missing.iter().flat_map(|kb| told.case.catalog.updates_of_kb(*kb));
    let brings =
        rows.map(|row| format!("{words} brings build {} to revision {}", row.build, row.revision)).next();
    let says = Says::likely(format!("{host} lacks {words}"));
    let says = match brings {
        Some(brings) => says.because(Evidence::follows(brings)),
        None => says,
    };
    Some(
        says.remedy(
            "install the newest update of Windows, which has all before it; then restart",
            compute::UPDATE,
        )
        .settle("which updates the host has", "Get-HotFix | Sort-Object InstalledOn")
        .settle("which revision the host has", "cmd /c ver"),
    )
}

/// The updates that the messages miss.
pub(super) fn missing(told: &Told<'_>) -> Vec<Kb> {
    let told = ["kb", "message"].into_iter().flat_map(|name| told.captures(name));
    let words = told.flat_map(|it| it.split(|c: char| !c.is_ascii_alphanumeric()));
    words.filter_map(|word| word.parse().ok()).collect()
}

/// Whether one of the updates is for Windows Server 2016.
pub(super) fn is_of_2016(catalog: &Catalog, missing: &[Kb]) -> bool {
    missing.iter().flat_map(|kb| catalog.updates_of_kb(*kb)).any(|row| row.build == SERVER_2016)
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a health check of a newer host",
        text: "Describing Windows Version and Prerequisites\n [-] Has KB4551853 or later installed 31ms\n  [Fail] Missing KB4551853 or \
               later installed",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "an update of Windows Server 2016",
        text: "  [Fail] Missing KB3192366, KB3194496, or later installed",
        found: None,
    },
    Example {
        says: "an update that is installed",
        text: "  [+] KB4551853 or later installed 31ms",
        found: None,
    },
];
