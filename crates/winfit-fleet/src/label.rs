//! The labels by which workloads are kept on hosts of a build, and the value of each for an OS version.

use winfit_compat::OsVersion;
use winfit_compat::rules::SERVER_2016;

/// Label that Kubernetes sets on Windows nodes since 1.17: three parts, no revision.
pub const WINDOWS_BUILD: &str = "node.kubernetes.io/windows-build";

/// Label by convention, on clusters that are older, and where the revision matters.
pub const OS_BUILD: &str = "beta.kubernetes.io/osbuild";

/// Label by convention on Swarm nodes.
pub const OS_VERSION: &str = "OsVersion";

/// The value of [`WINDOWS_BUILD`].
#[must_use]
pub fn windows_build(version: OsVersion) -> Option<String> {
    Some(OsVersion { revision: None, ..version }.to_string())
}

/// The value of [`OS_BUILD`]: the build, and on Windows Server 2016 the revision too, for there it decides.
#[must_use]
pub fn os_build(version: OsVersion) -> Option<String> {
    match (version.build, version.revision) {
        (SERVER_2016, revision) => Some(format!("{SERVER_2016}.{}", revision?)),
        (build, _) => Some(build.to_string()),
    }
}

/// The value of [`OS_VERSION`]: without the revision, but on Windows Server 2016, for there it decides.
#[must_use]
pub fn swarm_version(version: OsVersion) -> Option<String> {
    Some(match version.build {
        SERVER_2016 => version.to_string(),
        _ => OsVersion { revision: None, ..version }.to_string(),
    })
}
