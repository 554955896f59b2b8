//! The wordings of `catalog/error-texts.csv`, ready to be looked for.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError};
use winfit_compat::catalog::{Catalog, ErrorText};

use crate::letters::Lettered;

/// How many letters of a phrase are enough to look closer.
pub(crate) const ANCHOR: usize = 20;

/// How many letters a capture may stand for.
const CAPTURE: usize = 320;

/// What stands beside the versions, names and isolation of hosts and images, in letters. Of a long text the surroundings
/// of these are kept, as those of phrases are.
const FACTS: [&str; 8] = [
    "kernelversion",
    "osbuild",
    "osversion",
    "microsoftwindowsversion",
    "windowsbuild",
    "defaultisolation",
    "osimage",
    "buildlabex",
];

/// A wording, in letters.
#[derive(Debug)]
pub(crate) struct Phrase<'c> {
    /// The row of the catalogue.
    pub(crate) row: &'c ErrorText,
    /// What is literal, in letters; at least one, and the first is not empty.
    pub(crate) parts: Vec<Vec<u8>>,
    /// The names of the captures between the parts, and of the one after the last part, if there is one.
    pub(crate) captures: Vec<&'c str>,
}

/// All wordings of a catalogue, found in one pass over the letters of a text.
#[derive(Debug)]
pub struct Phrases<'c> {
    pub(crate) phrases: Vec<Phrase<'c>>,
    anchors: AhoCorasick,
    /// The phrases that begin with each anchor.
    by_anchor: Vec<Vec<usize>>,
}

/// A phrase found among the letters of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Match {
    /// Which phrase.
    pub(crate) phrase: usize,
    /// From its first letter to behind its last.
    pub(crate) letters: Range<usize>,
    /// The letters of each capture that was reached; the last one may have no end.
    pub(crate) captures: Vec<(usize, Option<usize>)>,
    /// The text was cut off before the phrase ended.
    pub(crate) is_cut: bool,
}

impl<'c> Phrases<'c> {
    /// Makes the wordings of a catalogue ready.
    ///
    /// # Errors
    ///
    /// If a catalogue is so large that no automaton can hold it.
    pub fn new(catalog: &'c Catalog) -> Result<Self, BuildError> {
        let phrases: Vec<_> = catalog.error_texts.iter().filter_map(Phrase::new).collect();
        let mut anchors: Vec<&[u8]> = Vec::new();
        let mut by_anchor: Vec<Vec<usize>> = Vec::new();
        for (index, phrase) in phrases.iter().enumerate() {
            let anchor = phrase.anchor();
            match anchors.iter().position(|known| *known == anchor) {
                Some(known) => by_anchor.get_mut(known).into_iter().for_each(|it| it.push(index)),
                None => {
                    anchors.push(anchor);
                    by_anchor.push(vec![index]);
                }
            }
        }
        for fact in FACTS.map(str::as_bytes) {
            if !anchors.contains(&fact) {
                anchors.push(fact);
                by_anchor.push(Vec::new());
            }
        }
        let anchors = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(&anchors)?;
        Ok(Self { phrases, anchors, by_anchor })
    }

    /// How many anchors there are.
    pub(crate) fn anchors(&self) -> usize {
        self.by_anchor.len()
    }

    /// The anchors among some letters: which, and the index behind its last letter.
    pub(crate) fn anchors_in(&self, letters: &[u8]) -> impl Iterator<Item = (usize, usize)> {
        self.anchors.find_overlapping_iter(letters).map(|found| (found.pattern().as_usize(), found.end()))
    }

    /// Every phrase in a text, in text order.
    pub(crate) fn find(&self, text: &str, lettered: &Lettered) -> Vec<Match> {
        let mut matches = Vec::new();
        for anchor in self.anchors.find_overlapping_iter(&lettered.letters) {
            if !begins_word(lettered, anchor.start()) {
                continue;
            }
            let phrases = self.by_anchor.get(anchor.pattern().as_usize()).into_iter().flatten();
            matches.extend(phrases.filter_map(|index| {
                self.phrases.get(*index)?.match_at(*index, text, lettered, anchor.start())
            }));
        }
        matches.sort_by_key(|found| (found.letters.start, found.phrase));
        self.without_guesses(matches)
    }

    /// Of a message that was cut off, only what is sure: where it could have gone on as another, nothing is.
    fn without_guesses(&self, matches: Vec<Match>) -> Vec<Match> {
        let sign = |found: &Match| self.phrases.get(found.phrase).map(|it| &*it.row.sign);
        let is_guess = |found: &Match| {
            let start = found.letters.start;
            let from = matches.partition_point(|it| it.letters.start < start);
            let mut beside = matches.iter().skip(from).take_while(|it| it.letters.start == start);
            found.is_cut && beside.any(|it| !it.is_cut || sign(it) != sign(found))
        };
        let guesses: Vec<bool> = matches.iter().map(is_guess).collect();
        matches.into_iter().zip(guesses).filter(|(_, is_guess)| !is_guess).map(|(found, _)| found).collect()
    }
}

impl<'c> Phrase<'c> {
    fn new(row: &'c ErrorText) -> Option<Self> {
        let (mut parts, mut captures) = (Vec::new(), Vec::new());
        let mut rest: &str = &row.phrase;
        while let Some((literal, behind)) = rest.split_once('{') {
            let (name, behind) = behind.split_once('}')?;
            parts.push(Lettered::only(literal));
            captures.push(name);
            rest = behind;
        }
        let last = Lettered::only(rest);
        if !last.is_empty() {
            parts.push(last);
        }
        // A part without letters, such as the `/` of `{os}/{architecture}`, parts nothing.
        let is_sound = parts.iter().all(|part| !part.is_empty());
        is_sound.then_some(Self { row, parts, captures }).filter(|it| !it.parts.is_empty())
    }

    fn anchor(&self) -> &[u8] {
        let first = self.parts.first().map(Vec::as_slice).unwrap_or_default();
        first.get(..ANCHOR).unwrap_or(first)
    }

    /// The phrase, if it stands at a letter.
    fn match_at(&self, phrase: usize, text: &str, lettered: &Lettered, start: usize) -> Option<Match> {
        let letters = &lettered.letters;
        let mut parts = self.parts.iter();
        let first = parts.next()?;
        let behind = letters.get(start..)?;
        let mut found = Match { phrase, letters: start..start, captures: Vec::new(), is_cut: false };
        if !behind.starts_with(first) {
            let is_cut = first.starts_with(up_to_cut(text, lettered, start, first.len())?);
            return is_cut.then(|| {
                let end = start + common(behind, first);
                Match { letters: start..end, is_cut: true, ..found }
            });
        }
        let mut end = start + first.len();
        for (part, name) in parts.zip(&self.captures) {
            let window = letters.get(end..(end + CAPTURE + part.len()).min(letters.len()))?;
            let may_end = |at| {
                ends_word(text, lettered, end + at + part.len())
                    && may_hold(name, text, lettered, end, end + at)
            };
            let Some(gap) = position(window, part, may_end) else {
                // The rest of the message is gone: what was said up to here still holds.
                cut_within(text, lettered, end)?;
                found.captures.push((end, None));
                return Some(Match { letters: start..end, is_cut: true, ..found });
            };
            found.captures.push((end, Some(end + gap)));
            end += gap + part.len();
        }
        if self.captures.len() >= self.parts.len() {
            found.captures.push((end, None));
        } else if !ends_word(text, lettered, end) {
            return None;
        }
        Some(Match { letters: start..end, ..found })
    }
}

/// Captures that hold one word; those of them that are broken by a terminal's width still do.
const WORDS: [&str; 11] = [
    "architecture",
    "code",
    "container",
    "count",
    "host_version",
    "image",
    "image_version",
    "network",
    "node",
    "os",
    "pod",
];

/// Whether a capture may hold what stands between two letters.
fn may_hold(name: &str, text: &str, lettered: &Lettered, from: usize, to: usize) -> bool {
    let start = from.checked_sub(1).and_then(|last| lettered.offset(last)).map_or(0, |last| last + 1);
    let held = lettered.offset(to).and_then(|end| text.get(start..end)).unwrap_or_default().trim();
    // Messages do not go on behind an empty line.
    let is_parted = held.split('\n').skip(1).any(|line| line.trim_matches(['>', ' ', '\t']).is_empty());
    let is_word = || !held.trim_matches(|c: char| !c.is_alphanumeric()).contains([' ', '\t']);
    !is_parted && (!WORDS.contains(&name) || is_word())
}

/// Where a part begins in a window, at the first place where it may end.
fn position(window: &[u8], part: &[u8], may_end: impl Fn(usize) -> bool) -> Option<usize> {
    let mut places = window.windows(part.len()).enumerate().filter(|(_, it)| *it == part);
    places.find(|(at, _)| may_end(*at)).map(|(at, _)| at)
}

fn common(left: &[u8], right: &[u8]) -> usize {
    left.iter().zip(right).take_while(|(left, right)| left == right).count()
}

/// Whether a letter does not continue a word: `the` does not begin in `clothe`.
fn begins_word(lettered: &Lettered, index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| lettered.offset(before));
    match (before, lettered.offset(index)) {
        (Some(before), Some(here)) => before + 1 < here,
        (_, here) => here.is_some(),
    }
}

/// Whether the letter before an index ends a word.
fn ends_word(text: &str, lettered: &Lettered, index: usize) -> bool {
    let last = index.checked_sub(1).and_then(|last| lettered.offset(last));
    let Some(last) = last else { return true };
    !text.as_bytes().get(last + 1).is_some_and(u8::is_ascii_alphanumeric)
}

/// The letters from an index up to the next mark of a cut, if it comes within so many letters.
fn up_to_cut<'l>(text: &str, lettered: &'l Lettered, start: usize, within: usize) -> Option<&'l [u8]> {
    let from = lettered.offset(start)?;
    let to = lettered.offset(start + within).unwrap_or(text.len());
    // A mark in another line cuts off something else.
    let line = text.get(from..to)?.split('\n').next()?;
    let cut = from + cut(line)?;
    let end = lettered.offsets.partition_point(|offset| *offset < cut);
    lettered.letters.get(start..end)
}

/// Whether a mark of a cut comes where a capture could still go on.
fn cut_within(text: &str, lettered: &Lettered, start: usize) -> Option<usize> {
    up_to_cut(text, lettered, start.min(lettered.letters.len().saturating_sub(1)), CAPTURE).map(<[u8]>::len)
}

/// The first place where a program or a person cut a text off: `…`, or `...`.
fn cut(text: &str) -> Option<usize> {
    ["…", "...", "â€¦"].iter().filter_map(|mark| text.find(mark)).min()
}

#[cfg(test)]
mod tests;
