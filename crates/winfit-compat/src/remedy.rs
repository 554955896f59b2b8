//! What to do about an answer, least effort first.
//!
//! Every remedy is tried before it is offered: its host or image goes through [`crate::verdict`], and only what runs
//! there is named.

mod best_label;
mod derived_tag;
mod of_image;
mod retag;

use std::fmt;

use winfit_catalog::{Catalog, Channel, Date, ImageFamily, Kb, Release, RepositoryRole};

use crate::caution::update_reaching;
use crate::reference::Reference;
use crate::rules::revision_mismatch_2016::revisions_go_together;
use crate::rules::{RuleSet, SERVER_2016, host_process};
use crate::tag::TagClaim;
use crate::verdict::{Answer, Question, verdict};
use crate::{Architecture, Fact, Host, HostKind, Isolation, Os, OsVersion, Platform};

use best_label::best_label;
use derived_tag::DerivedTag;
pub use of_image::{ImageQuestion, host_of_release_for, image_remedies};
pub use retag::{Retag, retag};

/// Something that a user can do so that the image runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Run it in this isolation, on the host as it is.
    UseIsolation(Isolation),
    /// Use another tag of the same image.
    Retag(Retag),
    /// Run it on a host of one of these releases.
    PickHost {
        /// Ids and names of the releases that run it, newest first.
        releases: Vec<ReleaseName>,
        /// In which isolation they run it.
        isolation: Isolation,
    },
    /// Run it on a Linux host.
    PickLinuxHost,
    /// Install an update on the host.
    UpdateHost {
        /// The update.
        kb: Kb,
        /// The OS version that it brings the host to.
        to: OsVersion,
    },
    /// Build the image anew on a base image that the host runs.
    Rebuild {
        /// The base image to build on.
        base: String,
        /// The build inside it.
        build: u32,
        /// The architecture to build for, where that of the image is not the host's.
        architecture: Option<Architecture>,
    },
    /// Find out a fact, then ask again.
    Learn(Fact),
}

/// A release that a remedy names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseName {
    /// Id in the catalogue, e.g. `ltsc2022`.
    pub id: String,
    /// Name for people, e.g. `Windows Server 2022`.
    pub name: String,
    /// Build number.
    pub build: u32,
}

/// What remedies may draw on besides the question.
#[derive(Debug, Clone, Copy)]
pub struct Means<'a> {
    /// The image's reference and what it claims, where there is one.
    pub reference: Option<(&'a Reference, &'a TagClaim<'a>)>,
    /// The day for which "supported" is judged.
    pub today: Date,
}

/// The remedies for a question, least effort first; none if it runs.
#[must_use]
pub fn remedies(catalog: &Catalog, question: &Question<'_>, means: &Means<'_>) -> Vec<Remedy> {
    let verdict = verdict(catalog, question);
    let isolation = verdict.isolation;
    // What follows tries other hosts and images in the isolation that was judged.
    let question = Question { isolation: Some(isolation), ..*question };
    let mut remedies = Vec::new();
    match verdict.answer {
        Answer::Runs | Answer::Preview(_) => return remedies,
        Answer::Unknown(fact, _) => remedies.push(Remedy::Learn(fact)),
        Answer::Blocked(_) | Answer::RunsWithHyperV(_) => {}
    }
    remedies.extend(other_isolation(catalog, &question, isolation));
    if matches!(verdict.answer, Answer::Unknown(..)) {
        return remedies;
    }
    remedies.extend(retag(catalog, &question, means).map(Remedy::Retag));
    remedies.extend(update_host(catalog, &question));
    // What a host-process container lacks is another runtime, which no release brings.
    if verdict.answer.rule() != Some(&host_process::RULE) {
        remedies.extend(pick_host(catalog, &question, isolation, means.today));
    }
    remedies.extend(rebuild(catalog, &question, means));
    remedies
}

/// Whether a tag that names no release takes a suffix that does: it is one of Windows images, or of a product that the
/// catalogue knows to have some.
#[must_use]
pub fn takes_suffix(catalog: &Catalog, reference: &Reference, claim: &TagClaim<'_>) -> bool {
    let is_derived = claim.repository.is_some_and(|row| row.role == RepositoryRole::Derived);
    is_derived && DerivedTag::of(catalog, reference, claim).is_some()
}

fn runs(catalog: &Catalog, question: &Question<'_>) -> bool {
    verdict(catalog, question).answer == Answer::Runs
}

fn other_isolation(catalog: &Catalog, question: &Question<'_>, judged: Isolation) -> Option<Remedy> {
    let other = match judged {
        Isolation::Process => Isolation::HyperV,
        Isolation::HyperV => Isolation::Process,
        Isolation::HostProcess => return None,
    };
    let question = Question { isolation: Some(other), ..*question };
    runs(catalog, &question).then_some(Remedy::UseIsolation(other))
}

/// An update of the host that makes the revisions fit: Server 2016, and hosts from before February 2020.
fn update_host(catalog: &Catalog, question: &Question<'_>) -> Option<Remedy> {
    let host = question.host.os_version?;
    let image = question.image.os_version.inside()?;
    let (ours, theirs) = host.revision.zip(image.revision)?;
    if !host.same_build(image) || ours >= theirs {
        return None;
    }
    let wanted = if host.build == SERVER_2016 {
        // An image-only revision goes with the host revision published beside it.
        catalog
            .updates_of_build(host.build)
            .iter()
            .map(|update| update.revision)
            .find(|it| revisions_go_together(*it, theirs))?
    } else {
        catalog.baseline_of_build(host.build)?.host_revision
    };
    let update = update_reaching(catalog, host.build, wanted, question.host.kind)?;
    let to = OsVersion { revision: Some(update.revision), ..host };
    let updated = Host { os_version: Some(to), ..*question.host };
    let kb = update.kb?;
    runs(catalog, &Question { host: &updated, ..*question }).then_some(Remedy::UpdateHost { kb, to })
}

/// The supported servers that run the image, newest first; at most four, for nobody reads more.
fn pick_host(
    catalog: &Catalog,
    question: &Question<'_>,
    isolation: Isolation,
    today: Date,
) -> Option<Remedy> {
    match (question.host.os, question.image.os) {
        (Os::Windows, Some(Os::Linux)) => return Some(Remedy::PickLinuxHost),
        (_, Some(Os::Windows)) => {}
        _ => return None,
    }
    let mut releases: Vec<&Release> =
        releases_that_run(catalog, question.image, isolation, question.rules, today);
    let is_other = |release: &&Release| {
        question.host.kind == Some(HostKind::Client)
            || question.host.os_version.is_none_or(|host| host.build != release.build)
    };
    releases.retain(is_other);
    releases.reverse();
    releases.truncate(4);
    let releases: Vec<_> = releases
        .into_iter()
        .map(|release| ReleaseName {
            id: release.id.to_string(),
            name: release.name.to_string(),
            build: release.build,
        })
        .collect();
    (!releases.is_empty()).then_some(Remedy::PickHost { releases, isolation })
}

/// The server releases supported on a day that run an image in an isolation, oldest first.
///
/// A release is asked as a host with the image's own revision where that decides, so that "Windows Server 2016" means
/// one with the right update; Hyper-V is taken to be there.
#[must_use]
pub fn releases_that_run<'c>(
    catalog: &'c Catalog,
    image: &Platform,
    isolation: Isolation,
    rules: RuleSet,
    today: Date,
) -> Vec<&'c Release> {
    let is_asked = |release: &&Release| release.is_server() && release.is_supported_on(today);
    let does_run = |release: &&Release| {
        let host = host_of_release(release, image);
        runs(catalog, &Question { host: &host, image, isolation: Some(isolation), rules })
    };
    catalog.releases.iter().filter(is_asked).filter(does_run).collect()
}

/// A host of a release on which everything but its build favours the image. Servers are amd64: for arm64 there is no
/// released Windows Server, only Windows 11.
#[must_use]
pub fn host_of_release(release: &Release, image: &Platform) -> Host {
    let of_build = |version: &OsVersion| version.build == release.build;
    let revision = image.os_version.inside().filter(of_build).and_then(|version| version.revision);
    let (kind, architecture) = match (release.channel, image.architecture) {
        (Channel::Client, Some(Architecture::Arm64)) => (HostKind::Client, Architecture::Arm64),
        (Channel::Client, _) => (HostKind::Client, Architecture::Amd64),
        _ => (HostKind::Server, Architecture::Amd64),
    };
    Host {
        kind: Some(kind),
        architecture: Some(architecture),
        hyperv: crate::HyperV::Available,
        ..Host::server(OsVersion { revision, ..OsVersion::of_build(release.build) })
    }
}

/// The newest base image that the host runs in the isolation asked for.
fn rebuild(catalog: &Catalog, question: &Question<'_>, means: &Means<'_>) -> Option<Remedy> {
    let claim = means.reference.map(|(_, claim)| claim);
    let is_base =
        claim.and_then(|claim| claim.repository).is_some_and(|row| row.role == RepositoryRole::Base);
    if is_base || question.image.os == Some(Os::Linux) || question.host.os != Os::Windows {
        return None;
    }
    let family = claim.and_then(|claim| claim.family).unwrap_or(ImageFamily::ServerCore);
    let name = match family {
        ImageFamily::NanoServer => "mcr.microsoft.com/windows/nanoserver",
        ImageFamily::ServerCore => "mcr.microsoft.com/windows/servercore",
        ImageFamily::Windows => "mcr.microsoft.com/windows",
        ImageFamily::Server => "mcr.microsoft.com/windows/server",
    };
    let repository = catalog.repositories.iter().find(|row| row.name == name)?;
    let host = question.host.architecture.unwrap_or(Architecture::Amd64);
    let is_another = question.image.architecture.is_some_and(|it| it != host);
    let architecture = is_another.then_some(host);
    best_label(catalog, question, repository, &repository.labels).map(|(label, tag)| Remedy::Rebuild {
        base: format!("{name}:{tag}"),
        build: label.build,
        architecture,
    })
}

impl Remedy {
    /// The name in machine-readable output.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::UseIsolation(Isolation::HyperV) => "use-hyperv",
            Self::UseIsolation(_) => "use-process",
            Self::Retag(_) => "retag",
            Self::PickHost { .. } | Self::PickLinuxHost => "pick-host",
            Self::UpdateHost { .. } => "update-host",
            Self::Rebuild { .. } => "rebuild",
            Self::Learn(_) => "learn",
        }
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UseIsolation(Isolation::HyperV) => {
                write!(f, "run it in Hyper-V isolation: --isolation=hyperv")
            }
            Self::UseIsolation(isolation) => {
                write!(f, "run it in {isolation} isolation: --isolation={isolation}")
            }
            Self::Retag(retag) => write!(f, "{retag}"),
            Self::PickHost { releases, isolation } => {
                let names: Vec<_> =
                    releases.iter().map(|release| format!("{} ({})", release.name, release.build)).collect();
                let with = if *isolation == Isolation::HyperV { " in Hyper-V isolation" } else { "" };
                write!(f, "run it on {}{with}", names.join(" or "))
            }
            Self::PickLinuxHost => write!(f, "run it on a Linux host"),
            Self::UpdateHost { kb, to } => write!(f, "install {kb} on the host, which brings it to {to}"),
            Self::Rebuild { base, architecture: Some(architecture), .. } => {
                write!(f, "build the image for windows/{architecture}: FROM {base}")
            }
            Self::Rebuild { base, .. } => write!(f, "rebuild the image: FROM {base}"),
            Self::Learn(fact) => write!(f, "find out {fact}: {}", fact.how_to_learn()),
        }
    }
}
