//! Which platform of a multi-platform image a host takes.
//!
//! Like a rule of compatibility it has a statement with sources: [`STATEMENT`].

use std::cmp::Reverse;

use crate::rules::STABLE_ABI;
use crate::rules::stable_abi_window::oldest_image_build;
use crate::{Architecture, Fact, Host, ImageOsVersion, Os, Platform, Runtime, RuntimeVersion};

/// A statement that decides no verdict by itself, told like a rule of compatibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Kebab-case name; keeps its meaning once released.
    pub id: &'static str,
    /// The statement in a few words.
    pub title: &'static str,
    /// The statement in full.
    pub statement: &'static str,
    /// What goes wrong where it is not heeded, as a user meets it.
    pub why: &'static str,
    /// Since when it holds.
    pub since: &'static str,
    /// Ids of the catalogue's sources.
    pub sources: &'static [&'static str],
    /// Where sources are silent or contradict each other; empty if they do not.
    pub differences: &'static str,
}

/// How hosts choose.
pub static STATEMENT: Statement = Statement {
    id: "platform-selection",
    title: "which platform of a multi-platform image a host takes",
    statement: "containerd keeps the Windows entries of a fitting architecture whose major, minor and build fit the \
                host (an entry without os.version fits every host), and takes the one whose os.version is the \
                greatest as text: revision 887 beats 1006. Docker's own image store drops entries of another \
                architecture and entries of a newer build than the host's, whatever the isolation, and takes the \
                first entry of exactly the host's build, else the first that is left. Neither looks for the newest \
                revision.",
    why: "One tag gives different hosts different images, and not always the patched one. \"No matching manifest\" means \
          that no entry of the list fits the host, even where Hyper-V isolation would have run an older one.",
    since: "Docker since 2018-02-26; containerd since 1.7, and since 2025-08-21 in this order also inside lists that mix \
            Windows and Linux",
    sources: &["moby", "containerd-platforms", "hcsshim"],
    differences: "Docker with containerd's image store chooses as containerd does. Before 1.7 containerd knows no window \
                  of builds: they must be equal.",
};

/// What a host makes of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// It takes this entry.
    Takes {
        /// Position in the list of platforms.
        index: usize,
        /// An entry that the host could take as well and that is newer than the one it takes.
        newer: Option<usize>,
    },
    /// It takes none: "no matching manifest".
    NoMatch,
    /// It depends on a fact that is not known.
    Unknown(Fact),
}

/// The platform that a host takes out of a list, in the list's order.
///
/// Where the runtime is not known, the answer stands only if Docker and containerd agree.
///
/// ```
/// use winfit_compat::selection::{Selection, select};
/// use winfit_compat::{Host, OsVersion, Platform, Provenance, Runtime};
/// let entry = |build, revision| Platform::windows(OsVersion::new(build, revision), Provenance::Digest);
/// let host = Host::server(OsVersion::new(20348, 2000)).with_runtime(Runtime::Containerd(None));
/// let platforms = [entry(20348, 887), entry(20348, 1006)];
/// assert_eq!(select(&host, &platforms), Selection::Takes { index: 0, newer: Some(1) });
/// ```
#[must_use]
pub fn select(host: &Host, platforms: &[Platform]) -> Selection {
    if host.os == Os::Linux {
        let fits = |it: &Platform| it.os == Some(Os::Linux) && architecture_fits(host, it, false);
        return platforms
            .iter()
            .position(fits)
            .map_or(Selection::NoMatch, |index| Selection::Takes { index, newer: None });
    }
    match host.runtime {
        Some(Runtime::Docker(_)) => docker(host, platforms),
        Some(runtime @ (Runtime::Containerd(_) | Runtime::DockerWithContainerdStore(_))) => {
            containerd(host, runtime, platforms)
        }
        None => {
            let by_docker = docker(host, platforms);
            let by_containerd = containerd(host, Runtime::Containerd(None), platforms);
            match (by_docker, by_containerd) {
                (Selection::Unknown(fact), _) | (_, Selection::Unknown(fact)) => Selection::Unknown(fact),
                _ if by_docker == by_containerd => by_docker,
                _ => Selection::Unknown(Fact::HostRuntime),
            }
        }
    }
}

fn docker(host: &Host, platforms: &[Platform]) -> Selection {
    if windows(host, platforms, false).next().is_none() {
        return Selection::NoMatch;
    }
    let Some(version) = host.os_version else { return Selection::Unknown(Fact::HostOsVersion) };
    let is_newer =
        |it: &Platform| matches!(it.os_version, ImageOsVersion::Known(image) if image.build > version.build);
    let is_same =
        |it: &Platform| matches!(it.os_version, ImageOsVersion::Known(image) if image.same_build(version));
    let candidates: Vec<usize> =
        windows(host, platforms, false).filter(|(_, it)| !is_newer(it)).map(|(i, _)| i).collect();
    let same = candidates.iter().copied().find(|index| platforms.get(*index).is_some_and(is_same));
    match same.or(candidates.first().copied()) {
        Some(index) => Selection::Takes { index, newer: newer_of_its_build(platforms, &candidates, index) },
        None => Selection::NoMatch,
    }
}

fn containerd(host: &Host, runtime: Runtime, platforms: &[Platform]) -> Selection {
    if windows(host, platforms, true).next().is_none() {
        return Selection::NoMatch;
    }
    let Some(version) = host.os_version else { return Selection::Unknown(Fact::HostOsVersion) };
    // Releases before 1.7 know no window: builds must be equal.
    let equal_only = matches!(runtime, Runtime::Containerd(Some(version)) if version < RuntimeVersion { major: 1, minor: 7 });
    let mut undecided = false;
    let mut candidates = Vec::new();
    for (index, platform) in windows(host, platforms, true) {
        let ImageOsVersion::Known(image) = platform.os_version else {
            candidates.push(index);
            continue;
        };
        let window = version.build >= STABLE_ABI && image.build >= STABLE_ABI && image.build < version.build;
        if image.same_build(version) {
            candidates.push(index);
        } else if window && !equal_only && (image.major, image.minor) == (version.major, version.minor) {
            match oldest_image_build(version.build, Some(runtime)) {
                Some(floor) if image.build < floor => {}
                Some(_) => candidates.push(index),
                None => undecided = true,
            }
        }
    }
    let text = |index: &usize| match platforms.get(*index).map(|it| it.os_version) {
        Some(ImageOsVersion::Known(version)) => version.to_string(),
        _ => String::new(),
    };
    // Among equal texts the first of the list wins, as in a stable sort.
    let taken = candidates.iter().copied().min_by_key(|index| Reverse(text(index)));
    // Entries in doubt are older than those of a version that surely fits, so they matter only if there is none. An
    // entry without os.version comes last of all.
    let is_sure = |index: &usize| !undecided || !text(index).is_empty();
    match taken.filter(is_sure) {
        Some(index) => Selection::Takes { index, newer: newer_of_its_build(platforms, &candidates, index) },
        None if undecided => Selection::Unknown(Fact::HostRuntime),
        None => Selection::NoMatch,
    }
}

fn windows<'p>(
    host: &Host,
    platforms: &'p [Platform],
    also_386: bool,
) -> impl Iterator<Item = (usize, &'p Platform)> {
    let host = *host;
    platforms
        .iter()
        .enumerate()
        .filter(move |(_, it)| it.os == Some(Os::Windows) && architecture_fits(&host, it, also_386))
}

fn architecture_fits(host: &Host, platform: &Platform, also_386: bool) -> bool {
    match (host.architecture, platform.architecture) {
        (Some(Architecture::Amd64), Some(Architecture::X86)) => also_386,
        (Some(host), Some(image)) => host == image,
        _ => true,
    }
}

fn newer_of_its_build(platforms: &[Platform], candidates: &[usize], taken: usize) -> Option<usize> {
    let version = |index: usize| match platforms.get(index)?.os_version {
        ImageOsVersion::Known(version) => Some(version),
        _ => None,
    };
    let ours = version(taken)?;
    let newest = candidates.iter().copied().max_by_key(|index| version(*index))?;
    version(newest).filter(|newest| *newest > ours).map(|_| newest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{OsVersion, Provenance};

    fn entry(version: &str) -> Platform {
        Platform::windows(version.parse::<OsVersion>().unwrap(), Provenance::Digest)
    }

    fn entries(versions: &[&str]) -> Vec<Platform> {
        versions.iter().map(|version| entry(version)).collect()
    }

    fn host(build: u32, runtime: Runtime) -> Host {
        Host::server(OsVersion::of_build(build)).with_runtime(runtime)
    }

    fn taken(host: &Host, platforms: &[Platform]) -> Option<usize> {
        match select(host, platforms) {
            Selection::Takes { index, .. } => Some(index),
            _ => None,
        }
    }

    const DOCKER: Runtime = Runtime::Docker(None);
    const CONTAINERD: Runtime = Runtime::Containerd(None);
    const CONTAINERD_2_2: Runtime = Runtime::Containerd(Some(RuntimeVersion { major: 2, minor: 2 }));
    const CONTAINERD_1_6: Runtime = Runtime::Containerd(Some(RuntimeVersion { major: 1, minor: 6 }));

    #[test]
    fn containerd_compares_os_versions_as_text() {
        let revisions = entries(&["10.0.20348.1006", "10.0.20348.887"]);
        assert_eq!(
            select(&host(20348, CONTAINERD), &revisions),
            Selection::Takes { index: 1, newer: Some(0) }
        );
        let across_builds = entries(&["10.0.20348.5499", "10.0.26100.33296"]);
        assert_eq!(
            select(&host(26100, CONTAINERD), &across_builds),
            Selection::Takes { index: 1, newer: None }
        );
    }

    #[test]
    fn docker_takes_the_first_entry_of_its_build_whatever_the_revision() {
        let platforms = entries(&["10.0.14393.1", "10.0.17763.437", "10.0.17763.973"]);
        assert_eq!(select(&host(17763, DOCKER), &platforms), Selection::Takes { index: 1, newer: Some(2) });
    }

    #[test]
    fn docker_keeps_older_builds_and_containerd_does_not() {
        let platforms = entries(&["10.0.14393.1", "10.0.18362.1"]);
        assert_eq!(taken(&host(17763, DOCKER), &platforms), Some(0));
        assert_eq!(select(&host(17763, CONTAINERD), &platforms), Selection::NoMatch);
        let unknown = Host { runtime: None, ..host(17763, DOCKER) };
        assert_eq!(select(&unknown, &platforms), Selection::Unknown(Fact::HostRuntime));
    }

    #[test]
    fn every_newer_build_is_refused_by_docker() {
        assert_eq!(
            select(&host(17763, DOCKER), &entries(&["10.0.20348.1", "10.0.26100.1"])),
            Selection::NoMatch
        );
    }

    #[test]
    fn the_pause_list_serves_its_builds_only() {
        let pause =
            entries(&["10.0.17763.1", "10.0.18362.1", "10.0.18363.1", "10.0.19041.1", "10.0.19042.1"]);
        assert_eq!(taken(&host(17763, CONTAINERD), &pause), Some(0));
        assert_eq!(select(&host(20348, CONTAINERD), &pause), Selection::NoMatch);
    }

    #[test]
    fn the_window_of_containerd_depends_on_its_release() {
        let platforms = entries(&["10.0.20348.1"]);
        assert_eq!(select(&host(26200, CONTAINERD_2_2), &platforms), Selection::NoMatch);
        assert_eq!(select(&host(26200, CONTAINERD), &platforms), Selection::Unknown(Fact::HostRuntime));
        assert_eq!(taken(&host(26100, CONTAINERD_2_2), &platforms), Some(0));
        assert_eq!(select(&host(26100, CONTAINERD_1_6), &platforms), Selection::NoMatch);
    }

    #[test]
    fn entries_of_another_architecture_or_system_are_never_taken() {
        let arm = Platform { architecture: Some(Architecture::Arm64), ..entry("10.0.26100.1") };
        let x86 = Platform { architecture: Some(Architecture::X86), ..entry("10.0.26100.1") };
        let platforms = [Platform::linux(Provenance::Digest), arm, x86];
        assert_eq!(select(&host(26100, DOCKER), &platforms), Selection::NoMatch);
        assert_eq!(taken(&host(26100, CONTAINERD), &platforms), Some(2));
        assert_eq!(taken(&Host::linux(), &platforms), Some(0));
    }

    #[test]
    fn an_entry_without_os_version_fits_every_host_and_comes_last() {
        let absent = Platform { os_version: ImageOsVersion::Absent, ..entry("10.0.1.1") };
        assert_eq!(taken(&host(17763, CONTAINERD), &[absent]), Some(0));
        assert_eq!(taken(&host(17763, CONTAINERD), &[absent, entry("10.0.17763.1")]), Some(1));
    }

    #[test]
    fn an_entry_in_doubt_comes_before_one_without_os_version() {
        let absent = Platform { os_version: ImageOsVersion::Absent, ..entry("10.0.1.1") };
        let platforms = [absent, entry("10.0.20348.1")];
        assert_eq!(select(&host(26200, CONTAINERD), &platforms), Selection::Unknown(Fact::HostRuntime));
        assert_eq!(taken(&host(26200, CONTAINERD_2_2), &platforms), Some(0));
        assert_eq!(taken(&host(26100, CONTAINERD), &platforms), Some(1));
    }

    #[test]
    fn a_list_without_windows_entries_offers_nothing_to_a_windows_host_of_any_version() {
        let platforms = [Platform::linux(Provenance::Digest), Platform::linux(Provenance::Digest)];
        let unknown = Host { os_version: None, runtime: None, ..host(1, DOCKER) };
        assert_eq!(select(&unknown, &platforms), Selection::NoMatch);
    }

    #[test]
    fn nothing_is_taken_by_a_host_of_unknown_version() {
        let unknown = Host { os_version: None, ..host(1, DOCKER) };
        assert_eq!(select(&unknown, &entries(&["10.0.17763.1"])), Selection::Unknown(Fact::HostOsVersion));
    }
}
