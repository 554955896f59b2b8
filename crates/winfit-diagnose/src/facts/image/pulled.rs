//! `1809: Pulling from windows/nanoserver`: Docker names the tag and the repository, and not the registry.

use winfit_compat::catalog::Catalog;
use winfit_compat::reference::Reference;

use super::super::plain::Plain;
use super::super::reference::{is_reference, tag};
use super::super::scan::{before, word};
use super::{Images, MOST};

/// What was pulled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pulled {
    tag: String,
    repository: String,
}

const BETWEEN: &str = ": pulling from ";

pub(super) fn read(plain: &Plain<'_>, images: &mut Images) {
    for (at, _) in plain.lower().match_indices(BETWEEN) {
        if images.pulled.len() >= MOST {
            return;
        }
        let start = before(plain.start_of_line(at), plain.start_of_line(at).len(), 160);
        let of = start.rsplit(|c: char| c.is_whitespace() || c == '|').next().unwrap_or_default();
        let behind = plain.rest_of_line(at + BETWEEN.len());
        let repository = word(behind);
        if repository.len() < behind.len() {
            continue;
        }
        let pulled = Pulled { tag: of.to_owned(), repository: repository.to_owned() };
        if is_reference(&pulled.short()) && images.pulled.iter().all(|(known, _)| *known != pulled) {
            images.pulled.push((pulled, plain.place(at - of.len())));
        }
    }
}

impl Pulled {
    /// Whether a reference, with its registry, is what was pulled.
    pub(super) fn is(&self, reference: &Reference) -> bool {
        tag(reference).is_none_or(|tag| tag == self.tag) && reference.repository == self.repository
    }

    /// With the registry of Microsoft where the catalogue knows the repository there, else without one.
    pub(super) fn reference(&self, catalog: &Catalog) -> String {
        let microsoft = format!("mcr.microsoft.com/{}", self.repository);
        match catalog.repositories.iter().any(|row| *row.name == *microsoft) {
            true => format!("{microsoft}:{}", self.tag),
            false => self.short(),
        }
    }

    fn short(&self) -> String {
        let repository = self.repository.strip_prefix("library/").unwrap_or(&self.repository);
        format!("{repository}:{}", self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::images;

    #[test]
    fn what_was_pulled_has_its_tag_and_its_registry_where_it_is_known() {
        for (text, image) in [
            ("latest: Pulling from library/ubuntu", "ubuntu:latest"),
            ("    1.0: Pulling from contoso/web", "contoso/web:1.0"),
            ("ltsc2019: Pulling from windows/servercore", "mcr.microsoft.com/windows/servercore:ltsc2019"),
        ] {
            assert_eq!(images(text).first().map(|it| it.0.as_str()), Some(image), "{text}");
        }
    }

    #[test]
    fn the_registry_is_taken_from_where_the_image_is_named() {
        let text = "image: contoso.azurecr.io/web:1\n1: Pulling from web\n";
        assert_eq!(images(text).len(), 1);
    }

    #[test]
    fn other_lines_about_pulling_name_no_image() {
        for text in
            ["0123456789ab: Pulling fs layer", "Error: Pulling from the registry failed", "x: Pulling from"]
        {
            assert_eq!(images(text), [], "{text}");
        }
    }
}
