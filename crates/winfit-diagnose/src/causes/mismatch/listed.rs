//! Why a list of platforms has none that fits.

use winfit_compat::{Architecture, Os, Provenance};

use super::{Kind, kind_of_rule};
use crate::cause::{Case, Confidence, Judged, Pair};
use crate::facts::Sighting;

/// A list of platforms had none that fits.
pub(super) fn unlisted(
    case: &Case<'_>,
    sighting: &Sighting<'_>,
    pair: &Pair<'_>,
    judged: Option<&Judged>,
) -> (Kind, Confidence) {
    let asked = sighting.capture("platform").unwrap_or_default().to_ascii_lowercase();
    let platforms = pair.image.as_ref().map(|it| it.platforms.as_slice()).unwrap_or_default();
    let is_read = platforms.iter().all(|it| it.provenance < Provenance::Tag);
    let sure = if is_read { Confidence::Certain } else { Confidence::Likely };
    let has = |os| platforms.iter().any(|it| it.os == Some(os));
    let architecture = architecture_in(&asked).or_else(|| told_architecture(case, sighting));
    let lacks = |wanted: Architecture| {
        !platforms.is_empty() && !platforms.iter().any(|it| it.architecture.is_none_or(|it| it == wanted))
    };
    if asked.starts_with("linux") {
        return match (has(Os::Windows), has(Os::Linux)) {
            (true, false) => (Kind::WindowsImage, sure),
            (false, false) if architecture != Some(Architecture::Amd64) => {
                (Kind::Architecture, Confidence::Likely)
            }
            (false, false) => (Kind::WindowsImage, Confidence::Likely),
            (_, true) => (Kind::Architecture, sure),
        };
    }
    if architecture.is_some_and(|it| it != Architecture::Amd64) {
        let is_sure = architecture.is_some_and(lacks) && is_read;
        return (Kind::Architecture, if is_sure { Confidence::Certain } else { Confidence::Likely });
    }
    if has(Os::Linux) && !has(Os::Windows) {
        return (Kind::LinuxImage, sure);
    }
    match kind_of_rule(judged) {
        Some(kind @ (Kind::ImageNewer | Kind::Build)) => (kind, sure),
        _ => (Kind::NoMatch, Confidence::Certain),
    }
}

fn architecture_in(platform: &str) -> Option<Architecture> {
    let words = platform.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter_map(|word| word.parse().ok()).next()
}

/// The architecture that stands nearest, a few lines away at most: BuildKit names the platform of a step above it, and again
/// where it sums up.
fn told_architecture(case: &Case<'_>, sighting: &Sighting<'_>) -> Option<Architecture> {
    let distance =
        |line: u64| sighting.lines.0.saturating_sub(line).max(line.saturating_sub(sighting.lines.1));
    let told = case.facts.architectures.iter().filter_map(|told| {
        let place = told.place.filter(|it| it.input == sighting.place.input)?;
        Some((distance(place.line), told.value)).filter(|(distance, _)| *distance <= 4)
    });
    told.min_by_key(|(distance, _)| *distance).map(|(_, architecture)| architecture)
}
