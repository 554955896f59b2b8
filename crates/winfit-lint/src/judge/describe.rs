//! What is known of an image, in the few words that stand under it.

use winfit_compat::reference::Reference;

use super::Judged;
use crate::Help;
use crate::facts::{inside, origin};

/// What is known of a container's image.
pub(crate) fn describe(judged: &Judged<'_>, container: usize) -> String {
    let place = judged.found.images.get(container);
    let unknown: Vec<_> = place.into_iter().flat_map(crate::ImagePlace::unknown_variables).collect();
    if !unknown.is_empty() {
        return format!("nothing tells the value of {}", unknown.join(", "));
    }
    let Some(image) = judged.images.get(container) else { return String::new() };
    if let Some(contents) = judged.contents(container) {
        let place = origin(image).map(|origin| format!(" in {origin}")).unwrap_or_default();
        let inside = inside(image).or_else(|| contents.missing(Some(0)));
        return format!("{}{place}", inside.unwrap_or_else(|| "no OS version".to_owned()));
    }
    match inside(image) {
        Some(inside) => format!("{inside} by its tag"),
        None => of_name(&image.reference),
    }
}

/// Why a container's image was not read, where that was tried, and what to do about it.
pub(crate) fn unread(judged: &Judged<'_>, container: usize) -> Option<(String, Option<Help>)> {
    let unread = judged.unread(container)?;
    let image = judged.images.get(container).map(|image| image.reference.clone());
    let help = unread.help_for(image.as_slice()).map(|text| Help::new("learn", text));
    Some((format!("the image itself was not read: {}", unread.message), help))
}

/// Why the name tells no release.
fn of_name(text: &str) -> String {
    match text.parse::<Reference>() {
        Err(error) => error.to_string(),
        Ok(reference) if reference.tag.is_some() => "the tag names no Windows release".to_owned(),
        Ok(reference) if reference.digest.is_some() => "a digest names no Windows release".to_owned(),
        Ok(_) => "there is no tag to name a Windows release".to_owned(),
    }
}
