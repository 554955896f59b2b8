//! Revisions of Windows Server 2016.

use super::compute;
use super::host_update_missing::{is_of_2016, missing};
use super::mismatch::{self, Kind};
use super::told::{Says, Told, told_of};
use crate::cause::{Case, Cause, Class, Confidence, Evidence, Example, Found};

/// Host and image are Windows Server 2016 with revisions that do not go together.
pub static CAUSE: Cause = Cause {
    id: "os-mismatch-revision-2016",
    class: Class::OsMismatch,
    title: "host and image are Windows Server 2016 with revisions that do not go together",
    statement: "On Windows Server 2016 the revisions of host and image decide too. Install the update that the image was built with, or take the tag of the host's own update.",
    requires: "The sentence of Windows where both sides are build 14393; or a check of the host that misses an update of that build.",
    against: "Another build on either side.",
    signs: &["os-mismatch", "compute-system-failed", "missing-update"],
    sources: &["ms-version-compatibility"],
    retry_may_help: false,
    find,
    examples: EXAMPLES,
};

fn find(case: &Case<'_>) -> Vec<Found> {
    let mut found = mismatch::found(case, Kind::Revision2016, &CAUSE);
    match found.first_mut() {
        Some(first) => first.evidence.extend(case.seen(UPDATE).take(1).map(Evidence::seen)),
        None => found = told_of(case, &CAUSE, case.seen(UPDATE), say),
    }
    found
}

/// A check of the host that misses an update.
const UPDATE: &[&str] = &["missing-update"];

/// An update that images of Windows Server 2016 need on their hosts.
fn say(told: &Told<'_>) -> Option<Says> {
    let missing = missing(told);
    if !is_of_2016(told.case.catalog, &missing) {
        return None;
    }
    let names: Vec<String> = missing.iter().map(ToString::to_string).collect();
    let (host, image) = (told.host_words(), told.image());
    Some(
        Says::likely(format!(
            "{host} is Windows Server 2016 or Windows 10 of that time, and lacks {}: images that were built with it do not \
             run there",
            names.join(", ")
        ))
        .remedy("install the newest update of Windows on the host, which has all before it; then restart", compute::UPDATE)
        .remedy(
            "or take the tag of the update that the host has, while the registry still has it",
            "winfit fits mcr.microsoft.com/windows/servercore:ltsc2016 --host 10.0.14393.REVISION",
        )
        .settle("the revision of the host; on that host", "cmd /c ver")
        .settle("the revision inside the image", format!("winfit image {image}")),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "both sides told",
        text: r#"C:\>docker run --rm microsoft/nanoserver:10.0.14393.1715
docker: Error response from daemon: container 0f1e encountered an error during CreateContainer: failure in a Windows system call: The operating system of the container does not match the operating system of the host. (0xc0370101)

Microsoft Windows [Version 10.0.14393.206]"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a check of the host that misses an update of that time",
        text: "  [Fail] Missing KB3192366, KB3194496, or later installed",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "an update of another build",
        text: "  [Fail] Missing KB4551853 or later installed",
        found: None,
    },
    Example {
        says: "a host of another build",
        text: r#"docker run --rm microsoft/nanoserver:10.0.14393.1715
The operating system of the container does not match the operating system of the host. (0xc0370101)
Microsoft Windows [Version 10.0.16299.15]"#,
        found: None,
    },
];
