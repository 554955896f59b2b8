//! A workload with what is known of its images, and whether it is for Windows at all.

use winfit_compat::catalog::Catalog;
use winfit_compat::reference::Reference;
use winfit_compat::tag::{TagClaim, read_tag};
use winfit_compat::verdict::{Answer, ImageVerdict, image_verdict};
use winfit_compat::{Image, Os, Platform, Provenance};
use winfit_fleet::{Fleet, FleetHost, Orchestrator, WorkloadKind};

use super::{Check, Unpullable, wanted};
use crate::facts::{Contents, Known, Unread};
use crate::{Document, Found, ImagePlace};

/// A workload that may come to run on Windows, with what is known of its images.
pub(crate) struct Judged<'d> {
    pub(crate) file: usize,
    pub(crate) document: &'d Document,
    pub(crate) found: &'d Found,
    /// Whether it is meant for Windows: the file says so, or its images are for nothing else.
    pub(crate) is_for_windows: bool,
    /// One for each container: as it was read, else as its name claims.
    pub(crate) images: Vec<Image>,
    /// What came of looking them up: one for each container.
    known: Vec<Option<&'d Known>>,
    /// Their names: one for each container.
    names: Vec<Option<Name<'d>>>,
    /// Why they cannot be pulled: one for each container.
    unpullable: Vec<Option<Unpullable<'d>>>,
}

/// The name of an image, written without gaps.
#[derive(Debug, Clone)]
pub(crate) struct Name<'d> {
    pub(crate) reference: Reference,
    /// What it claims.
    pub(crate) claim: TagClaim<'d>,
}

impl<'d> Judged<'d> {
    /// A workload with what is known of its images; `None` if nothing says that it may come to run on Windows.
    pub(super) fn read(
        check: &Check<'d>,
        file: usize,
        document: &'d Document,
        found: &'d Found,
    ) -> Option<Self> {
        let count = found.workload.containers.len();
        let known: Vec<_> = (0..count).map(|container| known(check, found, container)).collect();
        let names: Vec<_> = (0..count).map(|container| name(check.catalog, found, container)).collect();
        let images: Vec<_> = known
            .iter()
            .zip(&names)
            .enumerate()
            .map(|(it, (known, name))| image(check.catalog, found, it, name.as_ref(), *known))
            .collect();
        // A stage that goes on from another, or a service that is only built, has no image.
        let is_for_windows = says_windows(found) || images.iter().any(is_windows);
        let may_stray = !images.is_empty() && strays(check, found, &images, &known);
        if !is_for_windows && !may_stray {
            return None;
        }
        let unpullable = known
            .iter()
            .zip(&names)
            .enumerate()
            .map(|(it, (known, name))| Unpullable::of(found, it, name.as_ref(), *known))
            .collect();
        Some(Self { file, document, found, is_for_windows, images, known, names, unpullable })
    }

    /// The platforms of a container's image; of an image of which nothing is known, one of which nothing is known.
    pub(crate) fn platforms(&self, container: usize) -> &[Platform] {
        self.images.get(container).map(|image| image.platforms.as_slice()).unwrap_or_default()
    }

    /// The platform that a verdict is about: the one that the host takes, else the one that comes nearest.
    pub(crate) fn platform(&self, container: usize, verdict: &ImageVerdict) -> Platform {
        let index = verdict.platform;
        index.and_then(|it| self.platforms(container).get(it)).copied().unwrap_or(Platform::unknown())
    }

    fn known(&self, container: usize) -> Option<&'d Known> {
        self.known.get(container).copied().flatten()
    }

    /// What was read of a container's image, where it was.
    pub(crate) fn contents(&self, container: usize) -> Option<&'d Contents> {
        match self.known(container)? {
            Known::Read(contents) => Some(contents),
            Known::Unread(_) => None,
        }
    }

    /// Why a container's image was not read, where that was tried.
    pub(crate) fn unread(&self, container: usize) -> Option<&'d Unread> {
        match self.known(container)? {
            Known::Unread(unread) => Some(unread),
            Known::Read(_) => None,
        }
    }

    /// The name of a container's image, if it is one, and written without gaps.
    pub(crate) fn name(&self, container: usize) -> Option<&Name<'d>> {
        self.names.get(container)?.as_ref()
    }

    /// Why a container's image cannot be pulled, whatever the host.
    pub(crate) fn unpullable(&self, container: usize) -> Option<&Unpullable<'d>> {
        self.unpullable.get(container)?.as_ref()
    }

    /// Whether its file says that it is for Windows, and not its images alone.
    pub(crate) fn says_windows(&self) -> bool {
        says_windows(self.found)
    }

    /// Whether its image is made from the sources beside the file, rather than pulled.
    pub(crate) fn is_built(&self, fleet: Option<&Fleet>) -> bool {
        wanted::is_built(self.found, fleet)
    }

    /// Whether all of its images were looked up and read.
    pub(crate) fn is_known(&self) -> bool {
        self.known.iter().all(|it| matches!(it, Some(Known::Read(_))))
    }

    /// What makes pulling one of its images fail.
    pub(super) fn first_unpullable(&self) -> Option<&Unpullable<'d>> {
        self.unpullable.iter().flatten().next()
    }

    /// Whether an orchestrator places it on any host that its placement allows.
    pub(crate) fn is_scheduled(&self, fleet: &Fleet) -> bool {
        is_scheduled(self.found, fleet)
    }
}

pub(super) fn is_scheduled(found: &Found, fleet: &Fleet) -> bool {
    match found.workload.kind {
        WorkloadKind::Kubernetes(_) => true,
        WorkloadKind::ComposeService => fleet.orchestrator == Orchestrator::Swarm,
        WorkloadKind::DockerfileStage => false,
    }
}

/// Whether the document says that a workload is for Windows.
pub(super) fn says_windows(found: &Found) -> bool {
    found.workload.os == Some(Os::Windows) || (found.workload.os.is_none() && !found.windows_hints.is_empty())
}

/// Whether the name of an image claims so.
pub(super) fn claims_windows(catalog: &Catalog, found: &Found) -> bool {
    (0..found.workload.containers.len()).any(|container| {
        let name = name(catalog, found, container);
        is_windows(&image(catalog, found, container, name.as_ref(), None))
    })
}

/// Whether an image is for Windows alone. One that is for Linux as well runs there, too, and makes no workload one for
/// Windows.
fn is_windows(image: &Image) -> bool {
    let has = |os| image.platforms.iter().any(|it| it.os == Some(os));
    has(Os::Windows) && !has(Os::Linux)
}

/// Whether a scheduler may bring a workload, whose images were read and are for Windows and Linux alike, to a Windows host
/// that does not run them. Where it may not, it is a Linux workload like any other, and left alone.
fn strays(check: &Check<'_>, found: &Found, images: &[Image], known: &[Option<&Known>]) -> bool {
    let Some(fleet) = check.fleet else { return false };
    let is_read = known.iter().all(|it| matches!(it, Some(Known::Read(_))));
    let is_both = |image: &Image| {
        let has = |os| image.platforms.iter().any(|it| it.os == Some(os));
        has(Os::Windows) && has(Os::Linux)
    };
    if found.workload.os.is_some() || !is_scheduled(found, fleet) || !is_read || !images.iter().all(is_both) {
        return false;
    }
    let is_refused = |host: &FleetHost| {
        images.iter().zip(&found.workload.containers).any(|(image, container)| {
            let verdict =
                image_verdict(check.catalog, &host.host, &image.platforms, container.isolation, check.rules);
            matches!(verdict.verdict.answer, Answer::Blocked(_) | Answer::RunsWithHyperV(_))
        })
    };
    let windows = fleet.hosts.iter().filter(|host| host.host.os == Os::Windows);
    let mut reached = windows.filter(|host| found.workload.placement.admits(host).is_ok());
    reached.any(is_refused)
}

/// The reference of a container's image, if it is written without gaps.
pub(crate) fn reference(found: &Found, container: usize) -> Option<Reference> {
    let is_known = found.images.get(container).is_some_and(ImagePlace::is_known);
    found.workload.containers.get(container).filter(|_| is_known)?.image.parse().ok()
}

/// What came of looking up a container's image. What is built beside the file is not what a registry has.
fn known<'a>(check: &Check<'a>, found: &Found, container: usize) -> Option<&'a Known> {
    if check.facts.is_empty() || wanted::is_built(found, check.fleet) {
        return None;
    }
    check.facts.get(&reference(found, container)?)
}

/// The name of a container's image with what it claims.
fn name<'c>(catalog: &'c Catalog, found: &Found, container: usize) -> Option<Name<'c>> {
    let reference = reference(found, container)?;
    let claim = read_tag(catalog, &reference);
    Some(Name { reference, claim })
}

/// What is known of the images of a workload, one for each container.
pub(crate) fn images(check: &Check<'_>, found: &Found) -> Vec<Image> {
    let containers = 0..found.workload.containers.len();
    let name = |it| name(check.catalog, found, it);
    containers.map(|it| image(check.catalog, found, it, name(it).as_ref(), known(check, found, it))).collect()
}

/// What is known of a container's image: what was read, else what its name claims; of a name with variables that have
/// no value only what stands before them, which may tell a repository of Windows images.
fn image(
    catalog: &Catalog,
    found: &Found,
    container: usize,
    name: Option<&Name<'_>>,
    known: Option<&Known>,
) -> Image {
    let text = found.workload.containers.get(container).map_or("", |it| it.image.as_str());
    if let Some(Known::Read(contents)) = known {
        return Image { reference: text.to_owned(), ..contents.image.clone() };
    }
    let is_known = found.images.get(container).is_some_and(ImagePlace::is_known);
    let platforms = match name {
        Some(name) => name.claim.platforms().to_vec(),
        None if is_known => vec![of_folder(catalog, text)],
        None => vec![of_repository(catalog, text)],
    };
    Image { reference: text.to_owned(), digest: None, platforms }
}

/// What the folder alone claims, of a text that is no reference: base images of Windows have one of their own.
fn of_folder(catalog: &Catalog, text: &str) -> Platform {
    let text = text.to_ascii_lowercase();
    let is_below = |folder: &str| {
        folder.contains('/') && text.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    };
    let mut bases = catalog.repositories.iter().filter(|row| row.windows_only);
    let is_windows = bases.any(|row| row.name.rsplit_once('/').is_some_and(|(folder, _)| is_below(folder)));
    match is_windows {
        true => Platform { os: Some(Os::Windows), provenance: Provenance::Tag, ..Platform::unknown() },
        false => Platform::unknown(),
    }
}

/// What the repository alone claims, of a reference whose tag has a variable in it.
fn of_repository(catalog: &Catalog, text: &str) -> Platform {
    let before = text.split(['$', '{', '@']).next().unwrap_or_default();
    // The tag starts behind the last slash; without its colon the variable is part of the name.
    let name = before.rsplit_once(':').filter(|(_, tag)| !tag.contains('/')).map(|(name, _)| name);
    let reference = name.and_then(|name| name.parse::<Reference>().ok());
    let os = reference.and_then(|reference| read_tag(catalog, &reference).platform.os);
    match os {
        Some(_) => Platform { os, provenance: Provenance::Tag, ..Platform::unknown() },
        None => Platform::unknown(),
    }
}
