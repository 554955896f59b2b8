//! How an image is written in a file, and how another is written in its place.

use winfit_fleet::WorkloadKind;

use super::Judged;
use crate::{Edit, Fix, ImagePlace, ImageStyle, Safety, Substitution};

/// The line that names an image in this kind of file.
pub(crate) fn line(judged: &Judged<'_>, reference: &str) -> String {
    match judged.found.workload.kind {
        WorkloadKind::DockerfileStage => format!("FROM {reference}"),
        _ => format!("image: {reference}"),
    }
}

/// Names another image in the place of a container's, quoted as that is; `None` where the text is not to be edited.
///
/// Of a reference with a variable, the variable's default is changed, if that is all that the two differ in. Where others
/// use the variable as well, this is only offered.
pub(crate) fn fix(judged: &Judged<'_>, container: usize, reference: &str, safety: Safety) -> Option<Fix> {
    let place = judged.found.images.get(container)?;
    let title = format!("use {reference}");
    match place.substitutions.as_slice() {
        [] => Fix::new(title, safety, vec![Edit::replace(place.span, quoted(place, reference)?)]),
        [variable] => {
            let default = default_for(judged, place, variable, reference)?;
            let safety = if is_shared(judged, variable) { Safety::Offered } else { safety };
            Fix::new(title, safety, vec![default])
        }
        _ => None,
    }
}

fn quoted(place: &ImagePlace, reference: &str) -> Option<String> {
    match place.style {
        ImageStyle::Plain => Some(reference.to_owned()),
        ImageStyle::SingleQuoted => Some(format!("'{reference}'")),
        ImageStyle::DoubleQuoted => Some(format!("\"{reference}\"")),
        ImageStyle::Block | ImageStyle::Shared | ImageStyle::Missing => None,
    }
}

/// The edit of a variable's default that makes another reference of the one that is written.
fn default_for(
    judged: &Judged<'_>,
    place: &ImagePlace,
    variable: &Substitution,
    reference: &str,
) -> Option<Edit> {
    let text = judged.document.source.text();
    let (source, value) = (variable.source?, variable.value.as_deref()?);
    // A default that is quoted, or made of others, is left alone.
    if text.get(source.start..source.end)? != value {
        return None;
    }
    let written = text.get(place.span.start..place.span.end)?.trim_matches(['"', '\'']);
    let (before, behind) = around(written, &variable.name)?;
    let default = reference.strip_prefix(before)?.strip_suffix(behind)?;
    (!default.is_empty()).then(|| Edit::replace(source, default))
}

/// What stands before and behind the only use of a variable.
fn around<'t>(written: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let (before, from_name) = written.split_once('$')?;
    let behind = match from_name.strip_prefix('{') {
        Some(inside) => inside.strip_prefix(name)?.strip_prefix('}')?,
        None => from_name.strip_prefix(name)?,
    };
    (!behind.contains('$')).then_some((before, behind))
}

/// In a file with more workloads than this, every default is taken to be shared.
const LOOKED_AT: usize = 1_000;

/// Whether another image of the file is made with the same default.
fn is_shared(judged: &Judged<'_>, variable: &Substitution) -> bool {
    if judged.document.workloads.len() > LOOKED_AT {
        return true;
    }
    let images = judged.document.workloads.iter().flat_map(|found| &found.images);
    images.filter(|place| place.substitutions.iter().any(|it| it.source == variable.source)).nth(1).is_some()
}
