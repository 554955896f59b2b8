//! Which of several images is meant: by name, by digest, by position, or because it is the only one.

use winfit_compat::reference::Reference;

use super::DocumentError;
use crate::Digest;
use crate::shown::shown;

/// An image that may be meant.
pub(crate) struct Candidate {
    /// What tells it from others: a digest or the path of its configuration.
    pub(crate) image: String,
    /// Its digest.
    pub(crate) digest: Option<Digest>,
    /// Its names that are references, so that `app` means `docker.io/library/app:latest`.
    pub(crate) references: Vec<String>,
    /// Its names that mean nothing but themselves.
    pub(crate) names: Vec<String>,
}

/// What a user asks for.
pub(crate) enum Wanted {
    /// The only one.
    Only,
    /// The one of this digest.
    Digest(Digest),
    /// The one at this position, counted from 0.
    Position(usize),
    /// The one of this name.
    Name(String),
}

impl Wanted {
    /// What a [`crate::Source`]'s name asks for.
    pub(crate) fn from_name(name: Option<&str>) -> Self {
        let Some(name) = name else { return Self::Only };
        let special = name.strip_prefix('@');
        if let Some(digest) = special.and_then(|digest| digest.parse().ok()) {
            return Self::Digest(digest);
        }
        match special.and_then(|position| position.parse().ok()) {
            Some(position) => Self::Position(position),
            None => Self::Name(name.to_owned()),
        }
    }
}

/// The image that is wanted. One that is listed several times is still one.
pub(crate) fn choose(images: Vec<Candidate>, wanted: &Wanted) -> Result<String, DocumentError> {
    if images.is_empty() {
        return Err(DocumentError::Empty);
    }
    let reference = match wanted {
        Wanted::Name(name) => complete(name),
        _ => None,
    };
    let is_meant = |position: usize, image: &Candidate| match wanted {
        Wanted::Only => true,
        Wanted::Digest(digest) => image.digest.as_ref() == Some(digest),
        Wanted::Position(wanted) => position == *wanted,
        Wanted::Name(name) => {
            image.names.contains(name)
                || image.references.contains(name)
                || (reference.is_some() && image.references.iter().any(|it| complete(it) == reference))
        }
    };
    let mut meant = images.iter().enumerate().filter(|(position, image)| is_meant(*position, image));
    let name = match wanted {
        Wanted::Only => None,
        Wanted::Digest(digest) => Some(format!("@{digest}")),
        Wanted::Position(position) => Some(format!("@{position}")),
        Wanted::Name(name) => Some(name.clone()),
    };
    let Some((_, first)) = meant.next() else {
        let name = name.unwrap_or_default();
        return Err(DocumentError::NoSuchImage {
            name,
            present: present(&images),
            example: example(&images),
        });
    };
    if meant.any(|(_, other)| other.image != first.image) {
        return Err(DocumentError::Several { name, present: present(&images), example: example(&images) });
    }
    Ok(first.image.clone())
}

/// The reference with the tag that a missing one means.
fn complete(name: &str) -> Option<Reference> {
    let mut reference: Reference = name.parse().ok()?;
    if reference.digest.is_none() {
        reference.tag.get_or_insert_with(|| "latest".to_owned());
    }
    Some(reference)
}

/// A name that means one image only.
fn example(images: &[Candidate]) -> Option<String> {
    let names = |image: &Candidate| image.references.first().or(image.names.first()).cloned();
    let mut named = images.iter().filter_map(|image| Some((names(image)?, &image.image)));
    let is_of_one = |name: &String, image: &String| {
        let has_name = |it: &&Candidate| it.references.contains(name) || it.names.contains(name);
        images.iter().filter(has_name).all(|it| it.image == *image)
    };
    named.find(|(name, image)| is_of_one(name, image)).map(|(name, _)| name)
}

/// Images that an error names.
const LISTED: usize = 10;

fn present(images: &[Candidate]) -> String {
    let listed = images.iter().enumerate().take(LISTED).map(|(position, image)| {
        match image.references.first().or(image.names.first()) {
            Some(name) => format!("\"{}\" (@{position})", shown(name)),
            None => format!("one without a name (@{position})"),
        }
    });
    let mut text = format!("there are: {}", listed.collect::<Vec<_>>().join(", "));
    if let Some(more @ 1..) = images.len().checked_sub(LISTED) {
        text.push_str(&format!(" and {more} more"));
    }
    text
}
