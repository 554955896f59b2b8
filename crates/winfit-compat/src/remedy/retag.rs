//! Another tag of the same image.

use std::fmt;

use winfit_catalog::{Catalog, ImageFamily, Repository, RepositoryRole};

use super::derived_tag::DerivedTag;
use super::{Means, best_label, runs};
use crate::reference::Reference;
use crate::tag::{TagClaim, read_tag};
use crate::verdict::Question;

/// Another tag of the same image that the host runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retag {
    /// The reference to write instead, as people write it.
    pub reference: String,
    /// The build that its tag names.
    pub build: u32,
    /// Whether the catalogue knows that the tag exists: official base images have one per release, and of other images it lists
    /// some; else only the registry knows.
    pub certain: bool,
}

/// The tag to use instead, where the repository is known to name releases in its tags: one that runs as asked.
#[must_use]
pub fn retag(catalog: &Catalog, question: &Question<'_>, means: &Means<'_>) -> Option<Retag> {
    let (reference, claim) = means.reference?;
    let named = Named { reference, claim, repository: claim.repository? };
    let retag = if named.repository.role == RepositoryRole::Base {
        of_base_image(catalog, question, &named)
    } else {
        of_derived_image(catalog, question, &named)
    }?;
    let offered: Reference = retag.reference.parse().ok()?;
    // The rest of a derived tag stays, and may name another architecture: what is offered is read like any tag.
    let image = read_tag(catalog, &offered).platform;
    (offered != *reference && runs(catalog, &Question { image: &image, ..*question })).then_some(retag)
}

/// A reference to a repository that the catalogue knows.
struct Named<'a> {
    reference: &'a Reference,
    claim: &'a TagClaim<'a>,
    repository: &'a Repository,
}

impl Named<'_> {
    /// The repository as people write it today.
    fn current_name(&self) -> String {
        let Self { reference, claim, .. } = self;
        claim.retired.map_or_else(|| reference.familiar_name(), |retired| retired.replaced_by.to_string())
    }
}

fn of_base_image(catalog: &Catalog, question: &Question<'_>, named: &Named<'_>) -> Option<Retag> {
    if let Some((label, tag)) = best_label(catalog, question, named.repository, &named.repository.labels) {
        let name = named.current_name();
        return Some(Retag { reference: format!("{name}:{tag}"), build: label.build, certain: true });
    }
    // One repository ends where the other begins.
    let sibling = match named.repository.family? {
        ImageFamily::Windows => ImageFamily::Server,
        ImageFamily::Server => ImageFamily::Windows,
        ImageFamily::NanoServer | ImageFamily::ServerCore => return None,
    };
    let is_sibling = |row: &&Repository| row.role == RepositoryRole::Base && row.family == Some(sibling);
    let repository = catalog.repositories.iter().find(is_sibling)?;
    let (label, tag) = best_label(catalog, question, repository, &repository.labels)?;
    Some(Retag { reference: format!("{}:{tag}", repository.name), build: label.build, certain: true })
}

fn of_derived_image(catalog: &Catalog, question: &Question<'_>, named: &Named<'_>) -> Option<Retag> {
    let derived = DerivedTag::of(catalog, named.reference, named.claim)?;
    let known = derived.labels();
    let labels = known.unwrap_or(&named.repository.labels);
    let (label, tag) = best_label(catalog, question, named.repository, labels)?;
    if !tag.eq_ignore_ascii_case(&label.label) {
        // Derived images have no tags by revision, and none for other architectures.
        return None;
    }
    let (name, tag) = (named.current_name(), derived.with_label(&tag)?);
    Some(Retag { reference: format!("{name}:{tag}"), build: label.build, certain: derived.is_listed() })
}

impl fmt::Display for Retag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "use {}", self.reference)?;
        if !self.certain {
            write!(f, " (if the registry has that tag)")?;
        }
        Ok(())
    }
}
