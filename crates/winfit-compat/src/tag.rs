//! What the name of an image claims about the Windows inside it.
//!
//! A tag is only a claim: everything here is marked [`Provenance::Tag`], and what the image itself says outweighs it.

mod template;

use winfit_catalog::{
    Catalog, ImageFamily, Kb, MovingTag, Repository, RepositoryRole, RetiredName, TagLabel,
};

use crate::reference::Reference;
use crate::{Architecture, ImageOsVersion, Os, OsVersion, Platform, Provenance};
use template::Captures;

/// What a reference claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagClaim<'c> {
    /// The claimed platform; of unknown OS version where the tag names no release.
    pub platform: Platform,
    /// What the list behind the tag offers, where the catalogue knows it; else none, and the platform is all that is
    /// claimed.
    pub list: Vec<Platform>,
    /// What the catalogue knows of the repository.
    pub repository: Option<&'c Repository>,
    /// The repository goes by another name today.
    pub retired: Option<&'c RetiredName>,
    /// The tag had a moving meaning, or is gone.
    pub moving: Option<&'c MovingTag>,
    /// The label in the tag, e.g. `ltsc2019`.
    pub label: Option<&'c TagLabel>,
    /// The update in the tag, e.g. KB4493509.
    pub kb: Option<Kb>,
    /// The base image family that the tag or the repository names.
    pub family: Option<ImageFamily>,
    /// The tag is moved to newer revisions every month.
    pub floating: bool,
}

/// The row whose patterns hold in repositories that the catalogue does not know.
const ANY_REPOSITORY: &str = "*";

/// Reads what a reference claims.
#[must_use]
pub fn read_tag<'c>(catalog: &'c Catalog, reference: &Reference) -> TagClaim<'c> {
    let name = reference.name();
    let retired = catalog.retired_names.iter().find(|row| row.name == name);
    let repository = repository_of(catalog, &name)
        .or_else(|| retired.and_then(|row| repository_of(catalog, &row.replaced_by)));
    let mut claim = TagClaim {
        platform: Platform::unknown(),
        list: Vec::new(),
        repository,
        retired,
        moving: None,
        label: None,
        kb: None,
        family: repository.and_then(|row| row.family),
        floating: true,
    };
    if repository.is_some_and(|row| row.windows_only) {
        claim.platform.os = Some(Os::Windows);
        claim.platform.provenance = Provenance::Tag;
    }
    // A digest without a tag names one image, and tells nothing about it.
    if reference.tag.is_none() && reference.digest.is_some() {
        claim.floating = false;
        return claim;
    }
    let tag = reference.tag.as_deref().unwrap_or("latest");
    claim.list = pause_platforms(catalog, repository, tag);
    claim.moving = catalog.moving_tags.iter().find(|row| row.repository == name && row.tag == tag);
    let patterns = repository.or_else(|| repository_of(catalog, ANY_REPOSITORY)).map(|row| &row.patterns);
    let matched = patterns.into_iter().flat_map(|ids| ids.iter()).find_map(|id| {
        let pattern = catalog.tag_patterns.iter().find(|pattern| pattern.id == *id)?;
        let captures = template::captures(catalog, &pattern.template, tag)?;
        Some((pattern, captures))
    });
    if let Some((pattern, captures)) = matched {
        fill(catalog, &mut claim, &captures, pattern.fixed_build);
    } else if let Some(build) = claim.moving.and_then(|row| row.build) {
        claim.platform =
            Platform { architecture: None, ..Platform::windows(OsVersion::of_build(build), Provenance::Tag) };
    }
    if claim.platform.os.is_none() && claim.list.is_empty() && says_linux(catalog, &name, tag) {
        claim.platform = Platform { architecture: None, ..Platform::linux(Provenance::Tag) };
    }
    claim
}

/// Whether a repository has images for Linux alone, or a tag names a distribution.
fn says_linux(catalog: &Catalog, name: &str, tag: &str) -> bool {
    catalog.is_linux_only(name) || catalog.linux_words.iter().any(|row| row.holds(tag))
}

/// What a pause image offers: variants for Linux, and for the builds that the catalogue lists.
fn pause_platforms(catalog: &Catalog, repository: Option<&Repository>, tag: &str) -> Vec<Platform> {
    let Some(repository) = repository.filter(|row| row.role == RepositoryRole::Pause) else {
        return Vec::new();
    };
    let Some(pause) = catalog.pause_image(&format!("{}:{tag}", repository.name)) else { return Vec::new() };
    let windows =
        pause.builds.iter().map(|build| Platform::windows(OsVersion::of_build(*build), Provenance::Tag));
    // One of the first two was for Windows alone; that it is told to be for Linux as well harms nobody.
    [Platform::linux(Provenance::Tag)].into_iter().chain(windows).collect()
}

fn repository_of<'c>(catalog: &'c Catalog, name: &str) -> Option<&'c Repository> {
    let exact = catalog.repositories.iter().find(|row| row.name == name);
    exact.or_else(|| {
        catalog.repositories.iter().find(|row| {
            row.name.strip_suffix("/*").is_some_and(|above| {
                name.strip_prefix(above).is_some_and(|below| below.starts_with('/') && below.len() > 1)
            })
        })
    })
}

fn fill<'c>(
    catalog: &'c Catalog,
    claim: &mut TagClaim<'c>,
    captures: &Captures<'_>,
    fixed_build: Option<u32>,
) {
    claim.label = captures.label.and_then(|word| catalog.tag_label(word));
    claim.kb = captures.kb.and_then(|word| word.parse().ok());
    claim.family = captures.family.and_then(family).or(claim.family);
    let number = |word: Option<&str>| word.and_then(|word| word.parse::<u32>().ok());
    let build = number(captures.build).or(claim.label.map(|label| label.build)).or(fixed_build);
    let Some(build) = build else {
        if claim.family.is_some() && captures.family.is_some() {
            claim.platform.os = Some(Os::Windows);
            claim.platform.provenance = Provenance::Tag;
        }
        return;
    };
    let of_kb = claim.kb.and_then(|kb| {
        let mut revisions = catalog.updates_of_kb(kb).filter(|update| update.build == build);
        // A KB with two revisions of one build does not tell which is inside.
        revisions.next().filter(|_| revisions.next().is_none()).map(|update| update.revision)
    });
    let revision = number(captures.revision).or(of_kb);
    claim.floating = captures.revision.is_none() && claim.kb.is_none();
    let architecture = captures.arch.and_then(|word| word.parse().ok());
    claim.platform = Platform {
        os: Some(Os::Windows),
        architecture: architecture.or_else(|| only_architecture(catalog, claim.repository, build)),
        os_version: ImageOsVersion::Known(OsVersion { revision, ..OsVersion::of_build(build) }),
        provenance: Provenance::Tag,
    };
}

/// Whether base images of a family are published for other architectures than amd64, where their release is.
pub(crate) fn is_published_beside_amd64(family: Option<ImageFamily>) -> bool {
    matches!(family, Some(ImageFamily::NanoServer | ImageFamily::ServerCore))
}

/// The architecture of base images of a build, where there is only one.
fn only_architecture(catalog: &Catalog, repository: Option<&Repository>, build: u32) -> Option<Architecture> {
    let repository = repository.filter(|row| row.role == RepositoryRole::Base)?;
    if !is_published_beside_amd64(repository.family) {
        return Some(Architecture::Amd64);
    }
    let release = catalog.releases_of_build(build).find(|release| !release.image_tags.is_empty())?;
    match release.image_architectures.as_ref() {
        [only] => only.parse().ok(),
        _ => None,
    }
}

fn family(word: &str) -> Option<ImageFamily> {
    ImageFamily::IN_TAGS.into_iter().find(|(_, known)| *known == word).map(|(family, _)| family)
}

impl TagClaim<'_> {
    /// The platforms that are claimed: those of the list that is known, else the one.
    #[must_use]
    pub fn platforms(&self) -> &[Platform] {
        match self.list.as_slice() {
            [] => std::slice::from_ref(&self.platform),
            list => list,
        }
    }

    /// Whether the repository is known to have tags of this release and spelling; `None` where the catalogue does not
    /// list all of them, or the tag names no release.
    ///
    /// `mcr.microsoft.com/windows/server:ltsc2019` looks right, and was never published.
    #[must_use]
    pub fn is_published(&self) -> Option<bool> {
        let repository = self.repository.filter(|row| row.role == RepositoryRole::Base)?;
        let label = self.label?;
        Some(repository.labels.contains(&label.label))
    }

    /// Whether anything about the name says Windows.
    #[must_use]
    pub fn says_windows(&self) -> bool {
        self.platform.os == Some(Os::Windows)
    }
}
