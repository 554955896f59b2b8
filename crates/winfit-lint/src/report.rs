//! What comes of checking files: every printer takes this and decides nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use winfit_compat::reference::Reference;
use winfit_compat::verdict::Answer;
use winfit_compat::{Image, Isolation, Runtime};
use winfit_fleet::Refusal;

use crate::facts::{Cause, Unread};
use crate::{Document, Finding, Severity, Span, Suppressed};

/// What comes of checking a set of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The files that could be read, in the order given.
    pub documents: Vec<Document>,
    /// What is wrong, by file and place.
    pub findings: Vec<Finding>,
    /// What is wrong and somebody accepts, by file and place.
    pub suppressed: Vec<Suppressed>,
    /// The workloads for Windows, by file and place.
    pub workloads: Vec<WorkloadReport>,
    /// What the workloads were judged against.
    pub against: Against,
    /// What concerns the check as a whole and no place in a file.
    pub notices: Vec<Notice>,
}

/// Something to know about the check as a whole: what it could not look up, how old its facts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// In one line.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The images that it is about, sorted.
    pub images: Vec<String>,
}

/// What notices are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// Images that could not be read, and were judged by their tags or not at all.
    UnreadImages,
    /// Platforms that could not be read of an image that was.
    UnreadPlatforms,
    /// Images that the facts file does not have.
    MissingFacts,
    /// Facts that were read long ago.
    StaleFacts,
    /// Findings that a baseline accepts, and that are no longer there.
    StaleBaseline,
    /// A baseline that was written.
    BaselineWritten,
}

/// What workloads are judged against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The hosts of a fleet.
    Fleet {
        /// How many hosts it has.
        hosts: usize,
    },
    /// Every release that is supported today.
    Releases,
}

/// What comes of one workload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkloadReport {
    /// Index of its file.
    pub file: usize,
    /// Where its object stands.
    pub span: Span,
    /// Kind: `Deployment`, `service`, `stage` …
    pub kind: String,
    /// Its name; may be empty.
    pub name: String,
    /// Its Kubernetes namespace.
    pub namespace: Option<String>,
    /// Its images.
    pub images: Vec<ImageReport>,
    /// The answer as a whole.
    pub outcome: Outcome,
    /// The answer on each target.
    pub targets: Vec<TargetReport>,
}

/// What is known of an image of a workload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageReport {
    /// Name of its container.
    pub container: String,
    /// The reference, with known variables filled in.
    pub reference: String,
    /// Where it is written.
    pub span: Span,
    /// What is known of it, and how.
    pub image: Image,
    /// What is wrong with each of its platforms, as in [`Contents`](crate::facts::Contents::problems).
    pub problems: Vec<Option<String>>,
    /// Why it was not read, where that was tried.
    pub unread: Option<Unread>,
}

/// The answer for a workload as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It runs wherever it may be placed; where nothing places it, it runs somewhere.
    Runs,
    /// As written it runs nowhere, but it would in Hyper-V isolation.
    NeedsHyperV,
    /// A fact is missing.
    Unknown,
    /// Placement allows no host.
    NoHost,
    /// It fails on a host where it may be placed; where nothing places it, it runs nowhere.
    Fails,
}

/// The answer for a workload on one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetReport {
    /// A pool of hosts or a release.
    pub target: Target,
    /// The rule by which an image of the workload cannot be pulled, so that it runs nowhere, whatever the answer.
    pub unpullable: Option<&'static str>,
    /// The answer of the worst container; `None` for a workload without containers.
    pub answer: Option<Answer>,
    /// The isolation in which that container was judged.
    pub isolation: Option<Isolation>,
    /// Why.
    pub reason: String,
}

/// What a workload is judged on. Workloads of one placement share the names of their hosts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Hosts that are alike.
    Pool {
        /// OS version, or `linux`.
        version: String,
        /// Names of the hosts on which placement allows it.
        hosts: Arc<[String]>,
        /// Names of the others, and why.
        refused: Arc<[(String, Refusal)]>,
    },
    /// Any host of a release.
    Release {
        /// Id in the catalogue.
        id: String,
        /// Name for people.
        name: String,
        /// Build.
        build: u32,
        /// The runtime without which the workload would fare worse there.
        runtime: Option<Runtime>,
    },
}

impl Target {
    /// A release with its build, and the runtime where that matters, e.g. `Windows Server 2025 (26100) under containerd`;
    /// of hosts those that placement allows, as `hosts` puts them into words, with their version.
    pub fn name(&self, hosts: impl Fn(&[String]) -> String) -> String {
        match self {
            Self::Pool { version, hosts: names, .. } => format!("{} ({version})", hosts(names)),
            Self::Release { name, build, runtime, .. } => match runtime {
                None => format!("{name} ({build})"),
                Some(Runtime::Containerd(_)) => format!("{name} ({build}) under containerd"),
                Some(Runtime::Docker(_) | Runtime::DockerWithContainerdStore(_)) => {
                    format!("{name} ({build}) under Docker")
                }
            },
        }
    }

    /// Whether hosts of it are kept from the workload by their taints, and by nothing before.
    #[must_use]
    pub fn is_refused_by_taints(&self) -> bool {
        match self {
            Self::Pool { refused, .. } => refused.iter().any(|(_, it)| matches!(it, Refusal::Taint(_))),
            Self::Release { .. } => false,
        }
    }

    /// Whether the workload may come to run there.
    #[must_use]
    pub fn is_considered(&self) -> bool {
        match self {
            Self::Pool { hosts, .. } => !hosts.is_empty(),
            Self::Release { .. } => true,
        }
    }
}

impl Report {
    /// The worst severity, if there is any finding.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The images that could not be read although somebody was to be asked, and that are not missing where they should be:
    /// first those of the workloads, then those of which nothing says that they are for Windows.
    #[must_use]
    pub fn unread(&self) -> [BTreeSet<Reference>; 2] {
        let images = || self.workloads.iter().flat_map(|workload| &workload.images);
        let parsed = |text: &String| text.parse::<Reference>().ok();
        let failed = |it: &&ImageReport| {
            it.unread.as_ref().is_some_and(|it| !matches!(it.cause, Cause::Offline | Cause::NotFound))
        };
        let of_workloads = images().filter(failed).filter_map(|it| parsed(&it.reference)).collect();
        let judged: BTreeSet<_> = images().filter_map(|it| parsed(&it.reference)).collect();
        let is_told = |it: &&Notice| matches!(it.kind, NoticeKind::UnreadImages | NoticeKind::MissingFacts);
        let told = self.notices.iter().filter(is_told).flat_map(|it| &it.images).filter_map(parsed);
        [of_workloads, told.filter(|it| !judged.contains(it)).collect()]
    }

    /// How many workloads have this outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.workloads.iter().filter(|workload| workload.outcome == outcome).count()
    }
}

impl Outcome {
    /// The word in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Runs => "runs",
            Self::NeedsHyperV => "needs-hyperv",
            Self::Unknown => "unknown",
            Self::NoHost => "no-host",
            Self::Fails => "fails",
        }
    }
}

impl NoticeKind {
    /// The word in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnreadImages => "unread-images",
            Self::UnreadPlatforms => "unread-platforms",
            Self::MissingFacts => "missing-facts",
            Self::StaleFacts => "stale-facts",
            Self::StaleBaseline => "stale-baseline",
            Self::BaselineWritten => "baseline-written",
        }
    }
}
