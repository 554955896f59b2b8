//! Which platform of several a host takes, in a sentence.

use winfit_compat::selection::STATEMENT;
use winfit_compat::verdict::ImageVerdict;
use winfit_compat::{ImageOsVersion, Os, Platform};

use crate::wire::fits::Evidence;

/// What is to say of the choice; nothing where there is none.
pub(super) fn evidence(platforms: &[Platform], judged: &ImageVerdict) -> Option<Evidence> {
    let count = platforms.len();
    if count < 2 {
        return None;
    }
    let evidence = |outcome, reason| Some(Evidence { rule: STATEMENT.id, outcome, reason });
    let Some(index) = judged.platform else {
        return evidence("missing", format!("which of {count} platforms the host takes is not known"));
    };
    let taken = named(platforms, index);
    if !judged.taken {
        return evidence(
            "blocked",
            format!("the host takes none of {count} platforms: {taken} comes nearest"),
        );
    }
    let newer =
        judged.newer.map(|newer| format!(", although {} is in the list, too", named(platforms, newer)));
    let newer = newer.unwrap_or_default();
    evidence("pass", format!("the host takes {taken}, number {} of {count} platforms{newer}", index + 1))
}

fn named(platforms: &[Platform], index: usize) -> String {
    match platforms.get(index).map(|it| (it.os, it.os_version)) {
        Some((_, ImageOsVersion::Known(version))) => version.to_string(),
        Some((_, ImageOsVersion::Unlisted(version))) => {
            format!("{version}, which the index does not name, so that it chooses without knowing")
        }
        Some((Some(Os::Linux), _)) => "Linux".to_owned(),
        _ => "the one without os.version".to_owned(),
    }
}
