//! Which platform of a multi-platform image a host takes.
//!
//! Like a rule of compatibility it has a statement with sources: [`STATEMENT`].

use std::cmp::Reverse;

use crate::rules::STABLE_ABI;
use crate::rules::stable_abi_window::oldest_image_build;
use crate::{Architecture, Fact, Host, HostKind, ImageOsVersion, Os, Platform, Runtime, RuntimeVersion};

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
/// Where the runtime of a server is not known, the answer stands only if Docker and containerd agree.
///
/// ```
/// use winfit_compat::selection::{Selection, select};
/// use winfit_compat::{Host, OsVersion, Platform, Provenance, Runtime};
/// let entry = |build, revision| Platform::windows(OsVersion::new(build, revision), Provenance::Registry);
/// let host = Host::server(OsVersion::new(20348, 2000)).with_runtime(Runtime::Containerd(None));
/// let platforms = [entry(20348, 887), entry(20348, 1006)];
/// assert_eq!(select(&host, &platforms), Selection::Takes { index: 0, newer: Some(1) });
/// ```
#[must_use]
pub fn select(host: &Host, platforms: &[Platform]) -> Selection {
    let selection = among_known(host, platforms);
    // An entry that could not be read may be the one that fits.
    let is_unread = |it: &Platform| it.os.is_none() && it.os_version == ImageOsVersion::Unknown;
    if !platforms.iter().any(is_unread) || is_certain(host, platforms, selection) {
        return selection;
    }
    Selection::Unknown(Fact::ImageOs)
}

/// Whether what a host makes of the entries that could be read holds whatever the others are: an entry of its own build,
/// which it prefers to all else, on Linux any that fits.
fn is_certain(host: &Host, platforms: &[Platform], selection: Selection) -> bool {
    let index = match selection {
        Selection::Takes { index, .. } => index,
        Selection::Unknown(fact) => return fact != Fact::HostRuntime,
        Selection::NoMatch => return false,
    };
    let own = |image| host.os_version.is_some_and(|host| host.same_build(image));
    host.os == Os::Linux
        || platforms
            .get(index)
            .is_some_and(|it| matches!(it.os_version, ImageOsVersion::Known(it) if own(it)))
}

fn among_known(host: &Host, platforms: &[Platform]) -> Selection {
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
        // Of a client nobody needs to say that it runs Docker: its default isolation is taken to be Docker's, too.
        None if host.kind == Some(HostKind::Client) => docker(host, platforms),
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
mod tests;
