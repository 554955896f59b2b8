//! What a reader should know besides the answer. A caution never changes a verdict.

use std::fmt;

use winfit_catalog::{
    Catalog, FieldReport, ReportedEffect, ReportedRelation, Update, UpdateChannel, UpdateKind,
};

use crate::verdict::{Answer, Question, Verdict};
use crate::{HostKind, Isolation, Os, OsVersion};

/// A caution about an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caution<'c> {
    /// Users report that such a combination behaves otherwise than documented.
    Reported {
        /// What they report.
        report: &'c FieldReport,
        /// The update that brings the host's revision up to the image's, where the gap is the point.
        closes_gap: Option<&'c Update>,
    },
    /// Process isolation on a client is for development and test.
    DevelopmentOnly,
    /// The image was published on 2020-02-11 and replaced a week later; how it behaves is described nowhere.
    BaselineWeek,
    /// No printed table names hosts of this build; the answer follows from the rule alone.
    NamedByNoTable(u32),
}

/// The cautions about an answer.
#[must_use]
pub fn cautions<'c>(catalog: &'c Catalog, question: &Question<'_>, verdict: &Verdict) -> Vec<Caution<'c>> {
    let (Os::Windows, Some(host), Some(image)) =
        (question.host.os, question.host.os_version, question.image.os_version.inside())
    else {
        return Vec::new();
    };
    let may_run = matches!(verdict.answer, Answer::Runs | Answer::Preview(_));
    let in_process = verdict.isolation == Isolation::Process;
    let mut cautions: Vec<_> = reports(catalog, question, verdict, host, image).collect();
    if may_run && in_process && question.host.kind == Some(HostKind::Client) {
        cautions.push(Caution::DevelopmentOnly);
    }
    let baseline = catalog.baseline_of_build(host.build).filter(|_| may_run && in_process);
    let replaced = |row: &winfit_catalog::Baseline| {
        image.revision == Some(row.host_revision)
            && row.image_revision.is_some_and(|it| it != row.host_revision)
    };
    if baseline.is_some_and(replaced) {
        cautions.push(Caution::BaselineWeek);
    }
    if may_run
        && !host.same_build(image)
        && is_named_by_no_table(question.host.kind, host.build, verdict.isolation)
    {
        cautions.push(Caution::NamedByNoTable(host.build));
    }
    cautions
}

/// Windows 11 after 24H2, and Hyper-V isolation on the annual channel: the newest tables stop short of them.
fn is_named_by_no_table(kind: Option<HostKind>, build: u32, isolation: Isolation) -> bool {
    const WINDOWS_11_24H2: u32 = 26100;
    const ANNUAL_CHANNEL_23H2: u32 = 25398;
    match isolation {
        Isolation::Process => build > WINDOWS_11_24H2,
        Isolation::HyperV => {
            build > WINDOWS_11_24H2 || (build == ANNUAL_CHANNEL_23H2 && kind != Some(HostKind::Client))
        }
        Isolation::HostProcess => false,
    }
}

fn reports<'c>(
    catalog: &'c Catalog,
    question: &Question<'_>,
    verdict: &Verdict,
    host: OsVersion,
    image: OsVersion,
) -> impl Iterator<Item = Caution<'c>> {
    let kind = question.host.kind;
    let isolation = verdict.isolation;
    let contradicted = match verdict.answer {
        Answer::Runs | Answer::Preview(_) => Some(ReportedEffect::Fails),
        Answer::Blocked(_) | Answer::RunsWithHyperV(_) => Some(ReportedEffect::Starts),
        Answer::Unknown(..) => None,
    };
    let applies = move |report: &FieldReport| {
        let builds = |list: &[u32], build: u32| list.is_empty() || list.contains(&build);
        let is_kind = report
            .host_client
            .is_none_or(|client| kind.is_none_or(|kind| (kind == HostKind::Client) == client));
        // What runs in a host-process container is the host's own Windows.
        let has_kernel_of_its_own = isolation != Isolation::HostProcess;
        let gap = match report.relation {
            // Only process isolation shares files of that age with the host.
            ReportedRelation::ImageRevisionNewer => {
                isolation == Isolation::Process
                    && host.same_build(image)
                    && host.revision.zip(image.revision).is_some_and(|(host, image)| image > host)
            }
            ReportedRelation::Any => {
                report.effect == ReportedEffect::Fails || isolation == Isolation::Process
            }
        };
        let cured = report.host_below_revision.is_some_and(|cure| host.revision.is_some_and(|it| it >= cure));
        Some(report.effect) == contradicted
            && builds(&report.host_builds, host.build)
            && builds(&report.image_builds, image.build)
            && report.image_from_revision.is_none_or(|from| image.revision.is_none_or(|it| it >= from))
            && is_kind
            && has_kernel_of_its_own
            && gap
            && !cured
    };
    catalog.field_reports.iter().filter(move |report| applies(report)).map(move |report| {
        let closes_gap = match report.relation {
            ReportedRelation::ImageRevisionNewer => {
                image.revision.and_then(|revision| update_reaching(catalog, host.build, revision, kind))
            }
            ReportedRelation::Any => None,
        };
        Caution::Reported { report, closes_gap }
    })
}

/// The first update that brings a host of a build to a revision or beyond it.
#[must_use]
pub fn update_reaching(
    catalog: &Catalog,
    build: u32,
    revision: u32,
    kind: Option<HostKind>,
) -> Option<&Update> {
    let is_offered = |update: &&Update| {
        let is_for_another_kind = matches!(
            (update.channel, kind),
            (UpdateChannel::Server, Some(HostKind::Client)) | (UpdateChannel::Client, Some(HostKind::Server))
        );
        !is_for_another_kind
            && update.kind != UpdateKind::ImageOnly
            && update.kb.is_some()
            && update.revision >= revision
    };
    catalog.updates_of_build(build).iter().find(is_offered)
}

impl fmt::Display for Caution<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reported { report, closes_gap } => {
                write!(f, "field report: {}", report.statement)?;
                if !report.symptom.is_empty() {
                    write!(f, " ({})", report.symptom)?;
                }
                if let Some(update) = closes_gap
                    && let Some(kb) = update.kb
                {
                    let version = OsVersion::new(update.build, update.revision);
                    write!(f, " {kb} brings the host to {version} and closes the gap.")?;
                }
                Ok(())
            }
            Self::DevelopmentOnly => {
                write!(
                    f,
                    "process isolation on a client host is for development and test, not for production"
                )
            }
            Self::BaselineWeek => write!(
                f,
                "the image was published on 2020-02-11 and replaced a week later; how it behaves is described nowhere"
            ),
            Self::NamedByNoTable(build) => {
                write!(
                    f,
                    "no table of Microsoft's names hosts of build {build}: the answer follows from the rule alone"
                )
            }
        }
    }
}

impl Caution<'_> {
    /// A short name for machine-readable output: the field report's id, or the kind of caution.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Reported { report, .. } => &report.id,
            Self::DevelopmentOnly => "development-only",
            Self::BaselineWeek => "baseline-week-image",
            Self::NamedByNoTable(_) => "named-by-no-table",
        }
    }
}
