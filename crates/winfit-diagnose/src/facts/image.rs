//! Images: by the fields and messages that name them, with what the text, or else the tag, tells of their platforms.

use std::collections::HashMap;

use winfit_compat::catalog::Catalog;
use winfit_compat::reading::Form;
use winfit_compat::reference::Reference;
use winfit_compat::tag::read_tag;
use winfit_compat::{Os, Platform, Provenance};

use super::plain::Plain;
use super::reference::{is_reference, is_same};
use super::told::First;
use super::{ImageFact, ImageRole, MOST, Sighting};
use crate::text::Place;

mod base;
mod listed;
mod named;
mod pulled;

pub(super) use listed::{is_keyed, read as read_listed};

/// The images of all texts so far.
#[derive(Debug, Default)]
pub(super) struct Images {
    facts: Vec<ImageFact>,
    /// Of each fact its reference, and where it was found first.
    keys: Vec<Key>,
    /// Which fact a reference as written belongs to.
    known: HashMap<String, usize>,
    /// What `docker pull` printed, which does not name the registry.
    pulled: Vec<(pulled::Pulled, Place)>,
}

#[derive(Debug, Default)]
struct Key {
    reference: Option<Reference>,
    first: First,
}

/// So many ways to write references are remembered.
const MOST_SPELLINGS: usize = 16 * MOST;

impl Images {
    /// An image that is named at an offset; which fact it is of.
    pub(super) fn add(
        &mut self,
        reference: &str,
        role: ImageRole,
        plain: &Plain<'_>,
        at: usize,
    ) -> Option<usize> {
        let index = self.index(reference, role)?;
        let (key, fact) = (self.keys.get_mut(index)?, self.facts.get_mut(index)?);
        key.first.found(plain, at, &mut fact.place);
        Some(index)
    }

    /// An image that a message names.
    pub(super) fn told(&mut self, reference: &str, role: ImageRole, place: Place) -> Option<usize> {
        let index = self.index(reference, role)?;
        let known = &mut self.facts.get_mut(index)?.place;
        *known = Some(known.map_or(place, |known| known.min(place)));
        Some(index)
    }

    /// An image of which only its platforms are told.
    pub(super) fn listed(&mut self, platforms: Vec<Platform>, place: Place) {
        let is_known = self.facts.iter().any(|it| it.reference.is_none() && it.platforms == platforms);
        if !is_known && self.facts.len() < MOST {
            self.keys.push(Key::default());
            let role = ImageRole::Listed;
            self.facts.push(ImageFact { reference: None, role, platforms, place: Some(place) });
        }
    }

    /// What an image is made of; what was told first stands.
    pub(super) fn set_platforms(&mut self, index: usize, platforms: Vec<Platform>) {
        if let Some(fact) = self.facts.get_mut(index).filter(|fact| fact.platforms.is_empty()) {
            fact.platforms = platforms;
        }
    }

    /// The fact of a reference, with the role that says more of the two.
    fn index(&mut self, reference: &str, role: ImageRole) -> Option<usize> {
        let role = if is_pause(reference) { ImageRole::Sandbox } else { role };
        let index = self.known.get(reference).copied().or_else(|| self.new_spelling(reference, role))?;
        let known = &mut self.facts.get_mut(index)?.role;
        *known = (*known).that_tells_more(role);
        Some(index)
    }

    fn new_spelling(&mut self, reference: &str, role: ImageRole) -> Option<usize> {
        if self.known.len() >= MOST_SPELLINGS {
            return None;
        }
        let parsed = reference.parse::<Reference>().ok()?;
        let same = |key: &Key| key.reference.as_ref().is_some_and(|it| is_same(it, &parsed));
        let index = match self.keys.iter().position(same) {
            Some(index) => index,
            None if self.facts.len() >= MOST => return None,
            None => {
                let reference = Some(reference.to_owned());
                self.facts.push(ImageFact { reference, role, platforms: Vec::new(), place: None });
                self.keys.push(Key { reference: Some(parsed), first: First::default() });
                self.facts.len() - 1
            }
        };
        self.known.insert(reference.to_owned(), index);
        Some(index)
    }

    /// What messages tell of images.
    pub(super) fn of_sightings(&mut self, sightings: &[Sighting<'_>]) {
        for sighting in sightings {
            let role = match &*sighting.row.sign {
                "sandbox-failed" => ImageRole::Sandbox,
                _ => ImageRole::Workload,
            };
            let image = sighting.capture("image").and_then(super::reference::reference);
            let index = image.and_then(|image| self.told(image, role, sighting.place));
            let offered = sighting.capture("platform").filter(|_| !sighting.is_platform_wanted());
            let offered = offered.and_then(listed::platform_of).map(|it| vec![it]);
            match (index, offered) {
                (Some(index), Some(platforms)) => self.set_platforms(index, platforms),
                (None, Some(platforms)) => self.listed(platforms, sighting.place),
                (_, None) => {}
            }
            let version = sighting.capture("image_version").and_then(crate::cause::case::version_in);
            if let Some(version) = version {
                let platform = Platform::windows(version, Provenance::Daemon);
                self.listed(vec![Platform { architecture: None, ..platform }], sighting.place);
            }
        }
    }

    /// All of them in text order; what no text tells of their platforms is as the tags claim.
    pub(super) fn finish(mut self, catalog: &Catalog) -> Vec<ImageFact> {
        for (pulled, place) in std::mem::take(&mut self.pulled) {
            let known = self.keys.iter().any(|key| key.reference.as_ref().is_some_and(|it| pulled.is(it)));
            if !known {
                self.told(&pulled.reference(catalog), ImageRole::Workload, place);
            }
        }
        for fact in self.facts.iter_mut().filter(|fact| fact.platforms.is_empty()) {
            fact.platforms = fact.reference.as_deref().map(|it| of_name(catalog, it)).unwrap_or_default();
        }
        self.facts.sort_by_key(|fact| fact.place);
        self.facts
    }
}

impl ImageRole {
    /// Of two roles of one image the one that tells more.
    fn that_tells_more(self, other: Self) -> Self {
        let weight = |role| match role {
            Self::Sandbox => 0,
            Self::Base => 1,
            Self::Workload => 2,
            Self::Listed => 3,
        };
        if weight(other) < weight(self) { other } else { self }
    }
}

/// What the catalogue knows that a reference claims to offer.
fn claimed(catalog: &Catalog, reference: &str) -> Vec<Platform> {
    let Ok(reference) = reference.parse::<Reference>() else { return Vec::new() };
    let claim = read_tag(catalog, &reference);
    match claim.list.is_empty() {
        false => claim.list,
        true if claim.platform == Platform::unknown() => Vec::new(),
        true => vec![claim.platform],
    }
}

/// What a reference claims, by a tag that is known, or that holds a version.
pub(super) fn of_name(catalog: &Catalog, reference: &str) -> Vec<Platform> {
    let claimed = claimed(catalog, reference);
    if claimed.iter().any(|it| it.os_version.inside().is_some() || it.os == Some(Os::Linux)) {
        return claimed;
    }
    let readings = winfit_compat::reading::read(reference);
    let of_tag = readings.iter().find(|it| it.form == Form::ImageTag);
    let version = of_tag.and_then(|it| Some((it.os_version()?, it.architecture)));
    match version {
        Some((version, architecture)) => {
            vec![Platform { architecture, ..Platform::windows(version, Provenance::Tag) }]
        }
        None => claimed,
    }
}

/// Whether a name is that of the image that holds a pod's sandbox.
fn is_pause(reference: &str) -> bool {
    let last = reference.rsplit('/').next().unwrap_or_default();
    let name = last.split([':', '@']).next().unwrap_or_default();
    name == "pause" || name.starts_with("pause-") || name.ends_with("-pause") || name == "kubernetes-pause"
}

/// Adds the images of a text that are named by its fields and messages.
pub(super) fn read(plain: &Plain<'_>, images: &mut Images) {
    named::read(plain, images);
    base::read(plain, images);
    pulled::read(plain, images);
}

/// Adds an image if what is written names one.
fn add_if_reference(images: &mut Images, word: &str, role: ImageRole, plain: &Plain<'_>, at: usize) {
    if is_reference(word) {
        images.add(word, role, plain, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    pub(super) fn images(text: &str) -> Vec<(String, ImageRole)> {
        let piece = Piece::new(1, text.as_bytes());
        let plain = Plain::new(0, &piece);
        let mut images = Images::default();
        read(&plain, &mut images);
        let named = images.finish(winfit_compat::builtin::builtin()).into_iter();
        named.filter_map(|it| Some((it.reference?, it.role))).collect()
    }

    #[test]
    fn an_image_that_is_named_in_several_ways_is_one() {
        let text = "image: contoso/web\nimage: docker.io/contoso/web:latest\nImage ID: docker-pullable://contoso/web@sha256:0123456789abcdef0123456789abcdef\n";
        assert_eq!(images(text), [("contoso/web".to_owned(), ImageRole::Workload)]);
    }

    #[test]
    fn images_stand_in_text_order_whatever_names_them() {
        let text = "Step 1/2 : FROM two\nimage: one\nFROM three\n";
        let names: Vec<_> = images(text).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["two", "one", "three"]);
    }

    #[test]
    fn an_image_stands_where_it_is_named_first_whatever_names_it() {
        let piece = Piece::new(1, b"FROM contoso/web:1\nimage: contoso/web:1\n");
        let mut images = Images::default();
        read(&Plain::new(0, &piece), &mut images);
        let found = images.finish(winfit_compat::builtin::builtin());
        assert_eq!(found.iter().map(|it| it.place.map(|it| it.line)).collect::<Vec<_>>(), [Some(1)]);
    }

    #[test]
    fn a_version_in_a_tag_that_nobody_knows_is_claimed() {
        let claimed = |text| of_name(winfit_compat::builtin::builtin(), text);
        let version =
            |text| claimed(text).first().and_then(|it| it.os_version.inside()).map(|it| it.to_string());
        assert_eq!(version("contoso/erp:10.0.17763.1158-generic").as_deref(), Some("10.0.17763.1158"));
        assert_eq!(version("contoso/erp:1.2"), None);
    }

    #[test]
    fn a_pause_image_is_of_the_sandbox() {
        for (name, is) in [
            ("k8s.gcr.io/pause:3.1", true),
            ("mcr.microsoft.com/oss/kubernetes/pause:3.9", true),
            ("kubletwin/pause", true),
            ("contoso/pauser", false),
            ("pause/web", false),
        ] {
            assert_eq!(is_pause(name), is, "{name}");
            let role = if is { ImageRole::Sandbox } else { ImageRole::Workload };
            assert_eq!(images(&format!("image: {name}")), [(name.to_owned(), role)]);
        }
    }
}
