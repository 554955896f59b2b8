//! What is known of an image, in the few words that stand under it.

use winfit_compat::reference::Reference;
use winfit_compat::{Image, ImageOsVersion, Os, Platform, Provenance};

use super::Judged;
use crate::facts::{Known, origin};

/// As many OS versions as the words take before the rest is counted.
const VERSIONS: usize = 4;

pub(super) fn describe(judged: &Judged<'_>, container: usize) -> String {
    let place = judged.found.images.get(container);
    let unknown: Vec<_> = place.into_iter().flat_map(crate::ImagePlace::unknown_variables).collect();
    if !unknown.is_empty() {
        return format!("nothing tells the value of {}", unknown.join(", "));
    }
    let Some(image) = judged.images.get(container) else { return String::new() };
    if let Some(Known::Read(_)) = judged.known(container) {
        let place = origin(image).map(|origin| format!(" in {origin}")).unwrap_or_default();
        return format!("{}{place}", inside(image));
    }
    match image.platforms.as_slice() {
        [Platform { os_version: ImageOsVersion::Known(version), provenance: Provenance::Tag, .. }] => {
            format!("{version} by its tag")
        }
        _ => of_name(&image.reference),
    }
}

/// What an image has inside: the OS versions of its platforms, in list order.
pub(super) fn inside(image: &Image) -> String {
    let mut words: Vec<String> = Vec::new();
    for platform in &image.platforms {
        let word = match (platform.os, platform.os_version) {
            (_, ImageOsVersion::Known(version)) => version.to_string(),
            (Some(Os::Linux), _) => "Linux".to_owned(),
            _ => "no os.version".to_owned(),
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let more = words.len().saturating_sub(VERSIONS);
    words.truncate(VERSIONS);
    match (words.is_empty(), more) {
        (true, _) => "no platform".to_owned(),
        (false, 0) => words.join(", "),
        (false, more) => format!("{} and {more} more", words.join(", ")),
    }
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
