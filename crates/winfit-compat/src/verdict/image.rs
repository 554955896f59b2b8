//! The verdict on an image of several platforms: first which one the host takes, then whether that one runs.

use std::cmp::Reverse;

use winfit_catalog::Catalog;

use super::{Answer, Question, Verdict, verdict};
use crate::rules::{RuleSet, os_version_unknown};
use crate::selection::{Selection, select};
use crate::{Fact, Host, ImageOsVersion, Isolation, Platform};

/// A verdict on an image, with the platform that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageVerdict {
    /// The verdict on the platform that the host takes; where it takes none, on the one that comes nearest.
    pub verdict: Verdict,
    /// Position of the platform that the verdict is about; `None` for an image without platforms.
    pub platform: Option<usize>,
    /// Whether the host takes that platform; otherwise it finds no matching manifest.
    pub taken: bool,
    /// A platform that the host could take as well and that is newer than the one it takes.
    pub newer: Option<usize>,
}

/// Decides whether an image runs on a host, in an isolation or the host's default, by a rule set.
#[must_use]
pub fn image_verdict(
    catalog: &Catalog,
    host: &Host,
    platforms: &[Platform],
    isolation: Option<Isolation>,
    rules: RuleSet,
) -> ImageVerdict {
    let of = |image: &Platform| verdict(catalog, &Question { host, image, isolation, rules });
    let unknown = |fact| Verdict {
        answer: Answer::Unknown(fact, &os_version_unknown::RULE),
        otherwise: None,
        ..of(&Platform::unknown())
    };
    match platforms {
        [] => {
            ImageVerdict { verdict: unknown(Fact::ImageOsVersion), platform: None, taken: false, newer: None }
        }
        // A single platform is taken or refused by its own facts.
        [only] => ImageVerdict { verdict: of(only), platform: Some(0), taken: true, newer: None },
        _ => match select(host, platforms) {
            Selection::Takes { index, newer } => {
                let verdict = platforms.get(index).map_or_else(|| unknown(Fact::ImageOsVersion), of);
                ImageVerdict { verdict, platform: Some(index), taken: true, newer }
            }
            Selection::Unknown(fact) => {
                ImageVerdict { verdict: unknown(fact), platform: None, taken: false, newer: None }
            }
            Selection::NoMatch => {
                let nearest = nearest(host, platforms);
                let verdict = platforms.get(nearest).map_or_else(|| unknown(Fact::ImageOsVersion), of);
                ImageVerdict { verdict: refused(verdict), platform: Some(nearest), taken: false, newer: None }
            }
        },
    }
}

/// What no runtime takes out of the list does not run, even where the platform alone would in another isolation.
fn refused(verdict: Verdict) -> Verdict {
    let answer = match verdict.answer {
        Answer::RunsWithHyperV(rule)
        | Answer::Preview(rule)
        | Answer::Blocked(rule)
        | Answer::Unknown(_, rule) => Answer::Blocked(rule),
        Answer::Runs => Answer::Blocked(&os_version_unknown::RULE),
    };
    Verdict { answer, otherwise: None, ..verdict }
}

/// The platform that comes nearest to the host: its operating system, its architecture, the newest build not above it,
/// else the oldest above.
fn nearest(host: &Host, platforms: &[Platform]) -> usize {
    let ours = host.os_version.map_or((0, 0, 0), crate::OsVersion::build_key);
    let key = |platform: &Platform| {
        let other_os = platform.os != Some(host.os);
        let other_architecture = host.architecture.is_some() && platform.architecture != host.architecture;
        let build = match platform.os_version {
            ImageOsVersion::Known(version) => version.build_key(),
            _ => (0, 0, 0),
        };
        let above = build > ours;
        (other_os, other_architecture, above, if above { Ok(build) } else { Err(Reverse(build)) })
    };
    platforms.iter().enumerate().min_by_key(|(_, platform)| key(platform)).map_or(0, |(index, _)| index)
}
