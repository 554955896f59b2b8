//! The verdict on an image of several platforms: first which one the host takes, then whether that one runs.

use std::cmp::Reverse;

use winfit_catalog::Catalog;

use super::{Answer, Question, Verdict, verdict};
use crate::rules::{Case, Outcome, Rule, RuleSet, os_version_unknown};
use crate::selection::{STATEMENT, Selection, select};
use crate::{Fact, Host, Isolation, OsVersion, Platform, Runtime};

/// What a verdict rests on where a list offers the host nothing, or nobody can tell what. It is about lists, so it never
/// speaks of a single platform, and is not among the rules that are asked about one.
static PLATFORM_SELECTION: Rule = Rule {
    id: STATEMENT.id,
    title: STATEMENT.title,
    statement: STATEMENT.statement,
    why: STATEMENT.why,
    since: STATEMENT.since,
    sources: STATEMENT.sources,
    compares_versions: false,
    differences: STATEMENT.differences,
    check: |_| Outcome::NotApplicable,
    reason: selection_reason,
    examples: &[],
};

fn selection_reason(_: &Case<'_>, outcome: Outcome) -> String {
    match outcome {
        Outcome::Missing(fact) => format!("which platform of the image the host takes depends on {fact}"),
        _ => "the host takes none of the image's platforms: it finds no matching manifest".to_owned(),
    }
}

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
    match platforms {
        [] => unknown(Fact::ImageOsVersion, of(&Platform::unknown())),
        // A single platform is taken or refused by its own facts.
        [only] => ImageVerdict { verdict: of(only), platform: Some(0), taken: true, newer: None },
        _ => match select(host, platforms) {
            Selection::Unknown(Fact::HostRuntime) if host.runtime.is_none() => {
                // Whichever it is, what it takes may be refused: that outweighs the missing fact.
                let under = |runtime| {
                    of_selection(select(&host.with_runtime(runtime), platforms), host, platforms, of)
                };
                let [docker, containerd] = [Runtime::Docker(None), Runtime::Containerd(None)].map(under);
                let is_refused = |it: &ImageVerdict| matches!(it.verdict.answer, Answer::Blocked(_));
                if is_refused(&docker) && is_refused(&containerd) {
                    docker
                } else {
                    unknown(Fact::HostRuntime, of(&Platform::unknown()))
                }
            }
            selection => of_selection(selection, host, platforms, of),
        },
    }
}

fn of_selection(
    selection: Selection,
    host: &Host,
    platforms: &[Platform],
    of: impl Fn(&Platform) -> Verdict,
) -> ImageVerdict {
    match selection {
        Selection::Takes { index, newer } => {
            let verdict = of(platforms.get(index).unwrap_or(&Platform::unknown()));
            ImageVerdict { verdict, platform: Some(index), taken: true, newer }
        }
        Selection::Unknown(fact) => unknown(fact, of(&Platform::unknown())),
        Selection::NoMatch => {
            let index = nearest(host, platforms);
            let verdict = refused(of(platforms.get(index).unwrap_or(&Platform::unknown())));
            ImageVerdict { verdict, platform: Some(index), taken: false, newer: None }
        }
    }
}

fn unknown(fact: Fact, verdict: Verdict) -> ImageVerdict {
    let rule = if fact == Fact::HostRuntime { &PLATFORM_SELECTION } else { &os_version_unknown::RULE };
    let verdict = Verdict { answer: Answer::Unknown(fact, rule), otherwise: None, ..verdict };
    ImageVerdict { verdict, platform: None, taken: false, newer: None }
}

/// What the host does not take out of the list does not run, even where the platform alone would.
fn refused(verdict: Verdict) -> Verdict {
    let answer = match verdict.answer {
        Answer::Blocked(rule) | Answer::RunsWithHyperV(rule) => Answer::Blocked(rule),
        Answer::Runs | Answer::Preview(_) | Answer::Unknown(..) => Answer::Blocked(&PLATFORM_SELECTION),
    };
    Verdict { answer, otherwise: None, ..verdict }
}

/// The platform that comes nearest to the host: its operating system, its architecture, the newest build not above it,
/// else the oldest above.
fn nearest(host: &Host, platforms: &[Platform]) -> usize {
    let ours = host.os_version.map_or((0, 0, 0), OsVersion::build_key);
    let key = |platform: &Platform| {
        let other_os = platform.os != Some(host.os);
        let other_architecture = host.architecture.is_some() && platform.architecture != host.architecture;
        let build = platform.os_version.inside().map_or((0, 0, 0), OsVersion::build_key);
        let above = build > ours;
        (other_os, other_architecture, above, if above { Ok(build) } else { Err(Reverse(build)) })
    };
    platforms.iter().enumerate().min_by_key(|(_, platform)| key(platform)).map_or(0, |(index, _)| index)
}
