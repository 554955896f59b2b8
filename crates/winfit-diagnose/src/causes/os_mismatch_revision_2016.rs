//! Revisions of Windows Server 2016.

use super::mismatch::{self, Kind};
use crate::cause::{Cause, Class, Confidence, Example};

/// Host and image are Windows Server 2016 with revisions that do not go together.
pub static CAUSE: Cause = Cause {
    id: "os-mismatch-revision-2016",
    class: Class::OsMismatch,
    title: "host and image are Windows Server 2016 with revisions that do not go together",
    statement: "On Windows Server 2016 the revisions of host and image decide too. Install the update that the image was built with, or take the tag of the host's own update.",
    requires: "The sentence of Windows where both sides are build 14393; or a check of the host that misses an update of that build.",
    against: "Another build on either side.",
    signs: &["os-mismatch", "compute-system-failed"],
    sources: &["ms-version-compatibility"],
    retry_may_help: false,
    find: |case| mismatch::found(case, Kind::Revision2016, &CAUSE),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "both sides told",
        text: r#"C:\>docker run --rm microsoft/nanoserver:10.0.14393.1715
docker: Error response from daemon: container 0f1e encountered an error during CreateContainer: failure in a Windows system call: The operating system of the container does not match the operating system of the host. (0xc0370101)

Microsoft Windows [Version 10.0.14393.206]"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a host of another build",
        text: r#"docker run --rm microsoft/nanoserver:10.0.14393.1715
The operating system of the container does not match the operating system of the host. (0xc0370101)
Microsoft Windows [Version 10.0.16299.15]"#,
        found: None,
    },
];
