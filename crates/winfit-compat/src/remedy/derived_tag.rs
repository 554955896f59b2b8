//! Tags of images that are built on a base image: a product, and a suffix that names the Windows inside.

use std::cmp::Reverse;

use winfit_catalog::{Catalog, ImageFamily, List, TagSuffix, Text};

use crate::reference::Reference;
use crate::tag::TagClaim;

/// A tag of a derived image, whose suffix can be replaced or added.
pub(super) struct DerivedTag<'a> {
    /// As it is written; empty if it is `latest`, or there is none.
    tag: &'a str,
    /// The label in it.
    label: Option<&'a str>,
    /// The spelling of the family that has to be added.
    family: Option<&'static str>,
    /// What is known of the product's suffixes.
    suffix: Option<&'a TagSuffix>,
    /// The suffixes are known of the product itself, and the tag has nothing else.
    is_listed: bool,
}

impl<'a> DerivedTag<'a> {
    /// Reads a tag; `None` if nothing tells which suffix it would take: it may be that of a Linux image.
    pub(super) fn of(
        catalog: &'a Catalog,
        reference: &'a Reference,
        claim: &'a TagClaim<'a>,
    ) -> Option<Self> {
        let repository = claim.repository?;
        let tag = reference.tag.as_deref().filter(|tag| *tag != "latest").unwrap_or_default();
        let suffixes = catalog.tag_suffixes_of(&repository.name);
        let label = claim.label.map(|label| &*label.label);
        if let Some(Parts { product, family, behind }) = parts(tag) {
            let suffix = nearest(suffixes.iter().filter(|row| row.family == family), product);
            let is_whole = behind.len() == label.map_or(0, |label| 1 + label.len());
            let is_listed = is_whole && suffix.is_some_and(|row| row.product == product);
            return Some(Self { tag, label, family: None, suffix, is_listed });
        }
        if label.is_some() {
            return Some(Self { tag, label, family: None, suffix: None, is_listed: false });
        }
        // The family that tags without a suffix hold comes first.
        let suffix = nearest(suffixes.iter(), tag);
        let is_windows = repository.windows_only && !tag.is_empty();
        let family = suffix.map(|row| row.family).or(repository.family.filter(|_| is_windows))?;
        let is_listed = suffix.is_some_and(|row| row.product == tag);
        Some(Self { tag, label, family: Some(family.in_tags()?), suffix, is_listed })
    }

    /// The labels that there are, where that is known of the product.
    pub(super) fn labels(&self) -> Option<&'a List<Text>> {
        self.suffix.map(|row| &row.labels)
    }

    /// Whether the tags with those labels are known to exist. Of a patch, or a day's build, they are not: it may be older
    /// than the newest of them.
    pub(super) const fn is_listed(&self) -> bool {
        self.is_listed
    }

    /// The tag with another label.
    pub(super) fn with_label(&self, label: &str) -> Option<String> {
        if let Some(old) = self.label {
            return replace_label(self.tag, old, label);
        }
        let parts = [Some(self.tag).filter(|tag| !tag.is_empty()), self.family, Some(label)];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join("-"))
    }
}

/// A tag with a family in it.
struct Parts<'a> {
    product: &'a str,
    family: ImageFamily,
    /// What stands behind the family: `-LABEL` and more.
    behind: &'a str,
}

fn parts(tag: &str) -> Option<Parts<'_>> {
    ImageFamily::IN_TAGS.into_iter().find_map(|(family, word)| {
        let start = tag.rfind(word)?;
        let (before, behind) = (tag.get(..start)?, tag.get(start + word.len()..)?);
        let product = if before.is_empty() { Some("") } else { before.strip_suffix('-') };
        let ends_well = behind.is_empty() || behind.starts_with('-');
        product.filter(|_| ends_well).map(|product| Parts { product, family, behind })
    })
}

/// The row about a product: the one about itself rather than one about what it is a patch of.
fn nearest<'a>(rows: impl Iterator<Item = &'a TagSuffix>, product: &str) -> Option<&'a TagSuffix> {
    rows.filter(|row| is_of(row, product)).min_by_key(|row| Reverse(row.product.len()))
}

/// Whether a tag's product is that of the row, or a patch of it: `8.0.30` is one of `8.0`, and `1.25` none of `1`.
fn is_of(row: &TagSuffix, product: &str) -> bool {
    let Some(rest) = product.strip_prefix(&*row.product) else { return false };
    let is_patch = |rest: &str| !rest.is_empty() && rest.bytes().all(|it| it.is_ascii_digit());
    rest.is_empty() || (row.product.contains('.') && rest.strip_prefix('.').is_some_and(is_patch))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::builtin;
    use crate::tag::read_tag;

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

    #[test]
    fn a_suffix_is_added_where_the_catalogue_knows_the_product_and_labels_are_those_that_there_are() {
        for (reference, labelled, labels) in [
            (
                "mcr.microsoft.com/dotnet/framework/aspnet:4.8",
                "4.8-windowsservercore-X",
                "ltsc2016 ltsc2019 ltsc2022",
            ),
            (
                "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1",
                "4.8.1-windowsservercore-X",
                "ltsc2022 ltsc2025",
            ),
            ("mcr.microsoft.com/dotnet/runtime:8.0", "8.0-nanoserver-X", "1809 ltsc2022 ltsc2025"),
            ("mcr.microsoft.com/dotnet/runtime:8.0.30", "8.0.30-nanoserver-X", "1809 ltsc2022 ltsc2025"),
            (
                "mcr.microsoft.com/dotnet/runtime:8.0-windowsservercore-ltsc2019",
                "8.0-windowsservercore-X",
                "ltsc2019 ltsc2022 ltsc2025",
            ),
            ("golang:1.25.3", "1.25.3-windowsservercore-X", "ltsc2022 ltsc2025"),
            ("golang:1.25-nanoserver", "1.25-nanoserver-X", "ltsc2022 ltsc2025"),
            ("golang", "windowsservercore-X", "ltsc2022 ltsc2025"),
            ("python:latest", "windowsservercore-X", "ltsc2022 ltsc2025"),
        ] {
            let reference: Reference = reference.parse().unwrap();
            let claim = read_tag(builtin(), &reference);
            let tag = DerivedTag::of(builtin(), &reference, &claim).unwrap();
            assert_eq!(tag.with_label("X").as_deref(), Some(labelled), "{reference}");
            assert_eq!(tag.labels().unwrap().join(" "), labels, "{reference}");
        }
    }

    #[test]
    fn a_tag_that_may_be_that_of_a_linux_image_gets_no_suffix() {
        for reference in [
            "golang:1.25-alpine",
            "golang:1",
            "golang:1.22",
            "python:3.14-slim",
            "redis:7",
            "mcr.microsoft.com/dotnet/runtime",
            "mcr.microsoft.com/dotnet/runtime:8.0-alpine",
            "mcr.microsoft.com/dotnet/framework/aspnet:latest",
        ] {
            let reference: Reference = reference.parse().unwrap();
            let claim = read_tag(builtin(), &reference);
            assert!(DerivedTag::of(builtin(), &reference, &claim).is_none(), "{reference}");
        }
    }
}
