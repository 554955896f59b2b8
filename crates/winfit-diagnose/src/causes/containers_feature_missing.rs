//! The Windows feature Containers.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The Windows feature Containers is not installed on the host.
pub static CAUSE: Cause = Cause {
    id: "containers-feature-missing",
    class: Class::Node,
    title: "the Windows feature Containers is not installed on the host",
    statement: "Docker and containerd start containers through services of Windows that come with the feature Containers. It is \
                not installed, or the host was not restarted since.",
    requires: "A message that names the feature, or the library that comes with it.",
    against: "Nothing: the message names it.",
    signs: &["containers-feature-missing"],
    sources: &["moby", "docker-for-win"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |it| {
            let host = it.host_words();
            Some(
                Says::certain(format!("{host} lacks the Windows feature Containers"))
                    .remedy("install it on Windows Server; it restarts", "Install-WindowsFeature -Name Containers -Restart")
                    .remedy("or enable it on Windows 10 and 11", "Enable-WindowsOptionalFeature -Online -FeatureName Containers -All")
                    .settle("whether it is there", "Get-WindowsOptionalFeature -Online -FeatureName Containers; Get-Service vmcompute, hns"),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "a daemon that does not start",
        text: "failed to start daemon: failed to load vmcompute.dll, ensure that the Containers feature is installed",
        found: Some(Confidence::Certain),
    },
    Example { says: "a list of features", text: "[X] Containers    Containers    Installed", found: None },
];
