//! Messages that only say that something failed, and what stands beside them and says why.

use super::told::{Says, Told, told_of};
use crate::cause::{Case, Cause, Evidence, Found};
use crate::facts::{CodeFact, Sighting};

/// Signs of messages that frame others, the outermost first: what failed inside is told by one further down, or by a
/// message that is none of them.
const FRAMES: [&str; 11] = [
    "error-syncing",
    "back-off",
    "sandbox-changed",
    "sandbox-failed",
    "container-start-failed",
    "shutdown-failed",
    "cni-failed",
    "compute-system-failed",
    "create-process-failed",
    "hns-failed",
    "load-balancer-failed",
];

/// How much of a message is quoted in a sentence, in characters.
const QUOTED: usize = 160;

/// Whether another message in the same lines, or in the next one, where the end of a wrapped line stands, says why.
pub(super) fn is_explained(case: &Case<'_>, sighting: &Sighting<'_>) -> bool {
    let depth = depth(&sighting.row.sign);
    let others = case.facts.sightings.iter().filter(|it| !std::ptr::eq(*it, sighting));
    others.into_iter().any(|it| self::depth(&it.row.sign) > depth && sighting.is_beside(it, 1))
}

/// Finds a cause in those messages with its signs that nothing beside them explains.
pub(super) fn unexplained<'a>(
    case: &'a Case<'a>,
    cause: &'static Cause,
    say: impl Fn(&Told<'a>) -> Says,
) -> Vec<Found> {
    let seen = case.seen(cause.signs).filter(|it| !is_explained(case, it));
    told_of(case, cause, seen, |told| Some(say(told)))
}

/// Whether another message in the same lines frames this one: a program says it, and nobody quotes it.
pub(super) fn is_framed(case: &Case<'_>, sighting: &Sighting<'_>) -> bool {
    let mut others = case.facts.sightings.iter();
    others.any(|it| FRAMES.contains(&&*it.row.sign) && sighting.is_beside(it, 0))
}

fn depth(sign: &str) -> usize {
    FRAMES.iter().position(|it| *it == sign).unwrap_or(FRAMES.len())
}

/// The codes that stand in the lines of a message, or in the next one.
fn codes<'a, 'c>(case: &'a Case<'c>, sighting: &'a Sighting<'_>) -> impl Iterator<Item = &'a CodeFact<'c>> {
    case.facts.codes.iter().filter(|code| {
        code.place.is_some_and(|place| {
            place.input == sighting.place.input
                && (sighting.lines.0..=sighting.lines.1.saturating_add(1)).contains(&place.line)
        })
    })
}

/// What the catalogue knows of the first code beside a message: `0x490: something that the request names does not exist`.
fn code_words(case: &Case<'_>, sighting: &Sighting<'_>) -> Option<String> {
    let known = |it: &CodeFact<'_>| {
        let row = it.row?;
        let note = row.note.as_deref().map(|it| format!("; {it}")).unwrap_or_default();
        Some(format!("{:#x} ({}): {}{note}", it.code, row.name, row.means))
    };
    codes(case, sighting).find_map(known)
}

/// Adds what the code beside the messages means, if there is one that the catalogue knows.
pub(super) fn decoded(says: Says, told: &Told<'_>) -> Says {
    match told.seen.iter().find_map(|it| code_words(told.case, it)) {
        Some(words) => says.because(Evidence::follows(words)),
        None => says,
    }
}

/// What the first of some messages that has a reason says.
pub(super) fn first_reason(told: &Told<'_>) -> Option<String> {
    told.seen.iter().find_map(|it| reason(it))
}

/// What a message says after its beginning, short enough for a sentence; without the request that hcsshim appends.
pub(super) fn reason(sighting: &Sighting<'_>) -> Option<String> {
    let message = sighting.capture("message")?;
    let message = message.split("extra info").next().unwrap_or(message);
    let message = message.trim_end_matches(|c: char| c.is_whitespace() || ".,:;\"'\\".contains(c));
    if message.is_empty() {
        return None;
    }
    if message.chars().count() <= QUOTED {
        return Some(message.to_owned());
    }
    let cut: String = message.chars().take(QUOTED).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    Some(format!("{cut} …"))
}
