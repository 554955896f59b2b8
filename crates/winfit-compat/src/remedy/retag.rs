//! Another tag of the same image.

use std::fmt;

use winfit_catalog::{Catalog, ImageFamily, Repository, RepositoryRole};

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
    /// Official base images have a tag per release; of other images only the registry knows whether the tag exists.
    pub certain: bool,
}

/// The tag to use instead, where the repository is known to name releases in its tags: one that runs as asked.
#[must_use]
pub fn retag(catalog: &Catalog, question: &Question<'_>, means: &Means<'_>) -> Option<Retag> {
    let (reference, claim) = means.reference?;
    question.image.os_version.inside()?;
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
    if let Some((label, tag)) = best_label(catalog, question, named.repository) {
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
    let (label, tag) = best_label(catalog, question, repository)?;
    Some(Retag { reference: format!("{}:{tag}", repository.name), build: label.build, certain: true })
}

fn of_derived_image(catalog: &Catalog, question: &Question<'_>, named: &Named<'_>) -> Option<Retag> {
    let (label, tag) = best_label(catalog, question, named.repository)?;
    if tag != label.label {
        // Derived images have no tags by revision, and none for other architectures.
        return None;
    }
    // The rest of the tag names the product: keep it.
    let tag = replace_label(named.reference.tag.as_deref()?, &named.claim.label?.label, &label.label)?;
    let name = named.current_name();
    Some(Retag { reference: format!("{name}:{tag}"), build: label.build, certain: false })
}

/// Replaces the last word that is the label: a date may contain the same digits.
fn replace_label(tag: &str, old: &str, new: &str) -> Option<String> {
    let is_end = |c: Option<char>| c.is_none_or(|c| matches!(c, '-' | '_'));
    let lower = tag.to_ascii_lowercase();
    let start = lower.rmatch_indices(&old.to_ascii_lowercase()).map(|(start, _)| start).find(|start| {
        let (before, behind) = (tag.get(..*start), tag.get(start + old.len()..));
        before.is_some_and(|it| is_end(it.chars().next_back()))
            && behind.is_some_and(|it| is_end(it.chars().next()))
    })?;
    Some(format!("{}{new}{}", tag.get(..start)?, tag.get(start + old.len()..)?))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_is_replaced_and_not_the_same_digits_elsewhere() {
        for (tag, old, new, replaced) in [
            ("8.0-nanoserver-1809", "1809", "ltsc2022", Some("8.0-nanoserver-ltsc2022")),
            ("lts-nanoserver-1809-20180912", "1809", "ltsc2022", Some("lts-nanoserver-ltsc2022-20180912")),
            ("1809_KB4480116", "1809", "ltsc2019", Some("ltsc2019_KB4480116")),
            ("sdk-nanoserver-20H2", "20h2", "1809", Some("sdk-nanoserver-1809")),
            ("v18091-nanoserver", "1809", "ltsc2022", None),
        ] {
            assert_eq!(replace_label(tag, old, new).as_deref(), replaced, "{tag}");
        }
    }
}
