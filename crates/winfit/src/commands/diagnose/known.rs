//! What the registries say of the images in a text.

use winfit_compat::reference::Reference;
use winfit_compat::{ImageOsVersion, Platform};
use winfit_diagnose::facts::{Facts, ImageRole};
use winfit_lint::facts::Known;

use crate::cli::DiagnoseArgs;
use crate::context::Context;
use crate::error::Error;
use crate::facts::look_up;
use crate::wire::ImageError;

/// More images are not looked up: a failure is about one, or two.
const MOST: usize = 16;

/// Looks up the images of which the text itself does not tell the platforms. Why some were not read comes back.
pub(super) fn add(
    facts: &mut Facts<'_>,
    arguments: &DiagnoseArgs,
    context: &Context,
) -> Result<Vec<(String, ImageError)>, Error> {
    let is_open = |platforms: &[Platform]| {
        use winfit_compat::Provenance::{None, Tag};
        platforms
            .iter()
            .all(|it| matches!(it.provenance, Tag | None) || it.os_version == ImageOsVersion::Unknown)
    };
    let images = facts.images.iter().filter(|it| it.role != ImageRole::Listed && is_open(&it.platforms));
    let mut wanted: Vec<Reference> = images.filter_map(|it| it.reference.as_deref()?.parse().ok()).collect();
    wanted.sort();
    wanted.dedup();
    wanted.truncate(MOST);
    let looked_up = look_up(&arguments.lookup, context, wanted)?;
    let mut unread = Vec::new();
    for image in facts.images.iter_mut().filter(|it| it.role != ImageRole::Listed) {
        let Some(text) = image.reference.clone() else { continue };
        let Some(reference) = text.parse::<Reference>().ok() else { continue };
        match looked_up.facts.get(&reference) {
            Some(Known::Read(contents)) if is_open(&image.platforms) => {
                image.platforms.clone_from(&contents.image.platforms);
            }
            Some(Known::Unread(why)) => {
                let error = ImageError::of(why, &text);
                unread.push((text, error));
            }
            Some(Known::Read(_)) | None => {}
        }
    }
    Ok(unread)
}
