//! The rules of compatibility, a file each: statement, source, since when it holds, the check, worked examples.
//!
//! A rule looks at one [`Case`] and says whether it allows it. [`crate::verdict`] asks all of them in the order of
//! [`RULES`]; it alone makes an answer of what they say.

pub mod architecture_mismatch;
pub mod baseline_2020_02;
pub mod build_mismatch;
pub mod client_process_isolation;
pub mod host_process;
pub mod hyperv_unavailable;
pub mod image_newer_than_host;
pub mod linux_image_on_windows;
pub mod older_than_containers;
pub mod os_version_unknown;
pub mod revision_mismatch_2016;
pub mod stable_abi_window;
pub mod windows_image_on_linux;

use std::fmt;

use winfit_catalog::{Catalog, Edition};

use crate::{Architecture, Fact, Host, HostKind, Isolation, Os, OsVersion, Platform};

/// First build with the stable container ABI: Windows Server 2022. From here on a window of builds replaces equality.
pub const STABLE_ABI: u32 = 20348;

/// Build of Windows Server 2016, the one release on which revisions must be equal too.
pub const SERVER_2016: u32 = 14393;

/// Which truth is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleSet {
    /// What Microsoft supports, by an edition of its compatibility document.
    Documented(Edition),
    /// What Docker, containerd and Windows in fact let start.
    Runtime,
}

impl Default for RuleSet {
    fn default() -> Self {
        Self::Documented(Edition::default())
    }
}

impl RuleSet {
    /// The name on the command line: `documented` or `runtime`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documented(_) => "documented",
            Self::Runtime => "runtime",
        }
    }

    /// The rule set that a verdict compares with: the runtime's, or the newest edition of the documents.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Documented(_) => Self::Runtime,
            Self::Runtime => Self::default(),
        }
    }

    /// The edition that is documented; `None` for the runtime's rules.
    #[must_use]
    pub const fn edition(self) -> Option<Edition> {
        match self {
            Self::Documented(edition) => Some(edition),
            Self::Runtime => None,
        }
    }
}

/// What a rule is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The facts of the catalogue.
    pub catalog: &'a Catalog,
    /// Where the container shall run.
    pub host: &'a Host,
    /// The platform of the image.
    pub image: &'a Platform,
    /// In which isolation.
    pub isolation: Isolation,
    /// By which rules.
    pub rules: RuleSet,
}

impl Case<'_> {
    /// The OS versions of host and image, where both are known and compared at all: not for host-process containers, and
    /// not on Linux.
    #[must_use]
    pub fn versions(&self) -> Option<(OsVersion, OsVersion)> {
        if self.host.os != Os::Windows {
            return None;
        }
        match (self.isolation, self.host.os_version, self.image.os_version.inside()) {
            (Isolation::Process | Isolation::HyperV, Some(host), Some(image)) => Some((host, image)),
            _ => None,
        }
    }

    /// Whether the rule sets are sure to agree: they differ on hosts that are or may be clients, inside the window of
    /// builds, and on 386 images alone.
    #[must_use]
    pub(crate) fn is_alike_by_all_rules(&self) -> bool {
        let is_inside_window = self
            .versions()
            .is_some_and(|(host, image)| STABLE_ABI <= image.build && image.build < host.build);
        self.host.kind == Some(HostKind::Server)
            && self.image.architecture != Some(Architecture::X86)
            && !is_inside_window
    }

    /// As [`Case::versions`], in process isolation only.
    #[must_use]
    pub fn versions_in_process(&self) -> Option<(OsVersion, OsVersion)> {
        if self.isolation == Isolation::Process { self.versions() } else { None }
    }
}

/// What a rule says of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The rule is not about such cases.
    NotApplicable,
    /// The rule is about it, and allows it.
    Pass,
    /// Allowed as a preview.
    Preview,
    /// Not allowed.
    Blocked,
    /// It depends on this fact, which is not known.
    Missing(Fact),
}

/// A rule of compatibility.
pub struct Rule {
    /// Kebab-case name; keeps its meaning once released.
    pub id: &'static str,
    /// The rule in a few words.
    pub title: &'static str,
    /// The rule in full.
    pub statement: &'static str,
    /// What goes wrong where it is not heeded, as a user meets it.
    pub why: &'static str,
    /// Since when it holds.
    pub since: &'static str,
    /// Ids of the catalogue's sources.
    pub sources: &'static [&'static str],
    /// Whether the rule compares the OS versions of host and image, and so tells why a pair fits.
    pub compares_versions: bool,
    /// Where sources are silent or contradict each other; empty if they do not.
    pub differences: &'static str,
    /// What the rule says of a case.
    pub check: fn(&Case<'_>) -> Outcome,
    /// The sentence behind an outcome, with the values that decided. Empty for [`Outcome::NotApplicable`].
    pub reason: fn(&Case<'_>, Outcome) -> String,
    /// Worked examples: what the rule says of each is tested.
    pub examples: &'static [Example],
}

/// A worked example of a rule.
pub struct Example {
    /// The example in words.
    pub says: &'static str,
    /// The host.
    pub host: Host,
    /// The image.
    pub image: Platform,
    /// The isolation.
    pub isolation: Isolation,
    /// The rule set.
    pub rules: RuleSet,
    /// What the rule says.
    pub outcome: Outcome,
}

/// All rules, in the order in which they are asked: operating system, architecture, what is known at all, versions,
/// then what the kind of host adds.
pub static RULES: [&Rule; 13] = [
    &windows_image_on_linux::RULE,
    &linux_image_on_windows::RULE,
    &architecture_mismatch::RULE,
    &host_process::RULE,
    &older_than_containers::RULE,
    &os_version_unknown::RULE,
    &image_newer_than_host::RULE,
    &build_mismatch::RULE,
    &stable_abi_window::RULE,
    &revision_mismatch_2016::RULE,
    &baseline_2020_02::RULE,
    &client_process_isolation::RULE,
    &hyperv_unavailable::RULE,
];

/// The rule with this id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.into_iter().find(|rule| rule.id == id)
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}
