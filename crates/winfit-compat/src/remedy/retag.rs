//! Another tag of the same image.

use std::fmt;

use winfit_catalog::{Catalog, RepositoryRole};

use super::{Means, best_label};
use crate::ImageOsVersion;
use crate::reference::Reference;
use crate::verdict::Question;

/// Another tag of the same image that the host runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retag {
    /// The reference to write instead, as people write it.
    pub reference: String,
    /// The build that its tag names.
    pub build: u32,
    /// Official base images have a tag per release; of other images only the registry knows whether the tag exists.
    pub certain: bool,
}

/// The tag to use instead, where the repository is known to name releases in its tags.
pub(super) fn retag(catalog: &Catalog, question: &Question<'_>, means: &Means<'_>) -> Option<Retag> {
    let (reference, claim) = means.reference?;
    let repository = claim.repository?;
    let ImageOsVersion::Known(_) = question.image.os_version else { return None };
    let labels = repository.labels.iter().filter_map(|label| catalog.tag_label(label));
    let (label, tag) = best_label(catalog, question, labels)?;
    let name =
        claim.retired.map_or_else(|| reference.familiar_name(), |retired| retired.replaced_by.to_string());
    let is_base = repository.role == RepositoryRole::Base;
    let tag = if is_base {
        tag
    } else if tag == label.label {
        // The rest of the tag names the product: keep it.
        replace_label(reference, &claim.label?.label, &label.label)?
    } else {
        // Derived images have no tags by revision.
        return None;
    };
    (Some(&tag) != reference.tag.as_ref()).then(|| Retag {
        reference: format!("{name}:{tag}"),
        build: label.build,
        certain: is_base,
    })
}

fn replace_label(reference: &Reference, old: &str, new: &str) -> Option<String> {
    let tag = reference.tag.as_deref()?;
    let start = tag.to_ascii_lowercase().rfind(&old.to_ascii_lowercase())?;
    let (before, rest) = tag.split_at_checked(start)?;
    Some(format!("{before}{new}{}", rest.get(old.len()..)?))
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
