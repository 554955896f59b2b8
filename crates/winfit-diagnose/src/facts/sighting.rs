//! Known messages, with what stands in their gaps.

use winfit_compat::catalog::ErrorText;

use super::plain::Plain;
use super::reference::reference;
use super::scan::word;
use super::{Facts, MOST};
use crate::letters::Lettered;
use crate::phrase::{Match, Phrase, Phrases};
use crate::text::Place;

/// A known message in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting<'c> {
    /// Its row: [`ErrorText::sign`] is what it shows.
    pub row: &'c ErrorText,
    /// What varies in it.
    pub captures: Vec<Capture<'c>>,
    /// The lines of what it is said in, the first and the last: several where they were broken.
    pub lines: (u64, u64),
    /// Where it begins.
    pub place: Place,
    /// The message as it stands in the text, its white space made one, at most 300 characters.
    pub text: String,
    /// The line that it begins in, at most 2,000 characters around its beginning.
    pub line: String,
    /// The text was cut off before the message ended.
    pub is_cut: bool,
    /// How often the same was said.
    pub count: u32,
}

/// What stands in a gap of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture<'c> {
    /// The name of the gap, e.g. `image`.
    pub name: &'c str,
    /// Without quotes, white space and escapes around it.
    pub value: String,
}

/// How much of a message is shown, in characters.
const SHOWN: usize = 300;

impl Sighting<'_> {
    /// What a gap holds, if the message has it and it is not empty.
    #[must_use]
    pub fn capture(&self, name: &str) -> Option<&str> {
        let mut captures = self.captures.iter();
        captures.find(|it| it.name == name && !it.value.is_empty()).map(|it| it.value.as_str())
    }
}

impl Sighting<'_> {
    /// Whether two messages stand in the same lines, or the other in so many lines more.
    pub(crate) fn is_beside(&self, other: &Self, more: u64) -> bool {
        self.place.input == other.place.input
            && other.lines.0 <= self.lines.1.saturating_add(more)
            && self.lines.0 <= other.lines.1
    }

    /// Whether the `platform` of a message is what the host wanted, and not what the image has.
    pub(crate) fn is_platform_wanted(&self) -> bool {
        let words = ["for {platform}", "wanted {platform}", "with platform {platform}"];
        words.iter().any(|words| self.row.phrase.contains(words))
    }
}

/// Adds the messages of a text.
pub(super) fn read<'c>(phrases: &Phrases<'c>, plain: &Plain<'_>, facts: &mut Facts<'c>) {
    let text = plain.text();
    let lettered = Lettered::of(text);
    for found in phrases.find(text, &lettered) {
        let Some(phrase) = phrases.phrases.get(found.phrase) else { continue };
        let captures = captures(phrase, &found, text, &lettered);
        let same = |it: &&mut Sighting<'_>| std::ptr::eq(it.row, phrase.row) && it.captures == captures;
        if let Some(known) = facts.sightings.iter_mut().find(same) {
            known.count = known.count.saturating_add(1);
            continue;
        }
        if facts.sightings.len() >= MOST {
            return;
        }
        let Some(start) = lettered.offset(found.letters.start) else { continue };
        let last = lettered.offset(found.letters.end.saturating_sub(1)).unwrap_or(start);
        let place = plain.place(start);
        facts.sightings.push(Sighting {
            row: phrase.row,
            captures,
            lines: (plain.message(start).0, plain.message(last).1),
            place,
            text: shown(text.get(start..).unwrap_or_default(), last - start),
            line: line_around(text, start),
            is_cut: found.is_cut,
            count: 1,
        });
    }
}

fn captures<'c>(phrase: &Phrase<'c>, found: &Match, text: &str, lettered: &Lettered) -> Vec<Capture<'c>> {
    let value = |name: &str, (from, to): (usize, Option<usize>)| {
        // Right behind the letter before the gap: what is no letter may belong to the value.
        let from = from.checked_sub(1).and_then(|last| lettered.offset(last)).map_or(0, |last| last + 1);
        match to {
            Some(to) => text.get(from..lettered.offset(to)?).map(trimmed),
            None => text.get(from..).map(|rest| last(name, rest.lines().next().unwrap_or_default())),
        }
    };
    let names = phrase.captures.iter().zip(&found.captures);
    names
        .map(|(name, range)| Capture {
            name,
            value: value(name, *range).map(|it| it.chars().take(SHOWN).collect()).unwrap_or_default(),
        })
        .collect()
}

/// What stands in a gap that ends no phrase before it: it is told from what it holds where it ends.
fn last(name: &str, rest: &str) -> String {
    match name {
        "image" => reference(rest).map(str::to_owned).unwrap_or_default(),
        "code" => trimmed(word(rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-'))),
        "path" => {
            let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "\"'`:".contains(c));
            let end = [rest.find(['"', '\'', '`']), rest.find(": ")].into_iter().flatten().min();
            trimmed(rest.get(..end.unwrap_or(rest.len())).unwrap_or_default())
        }
        _ => trimmed(rest),
    }
}

/// Without what quotes, escapes and emphasis put around a value, and with white space made one.
fn trimmed(value: &str) -> String {
    let around = |c: char| c.is_whitespace() || "\"'`*\\<>()[]{}:;,=…".contains(c);
    let value = value.trim_matches(around).trim_end_matches(['.', '-']);
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start of a message, with white space made one.
fn shown(rest: &str, length: usize) -> String {
    let mut shown = String::new();
    let mut characters = 0;
    for (at, character) in rest.char_indices() {
        if at > length || characters == SHOWN {
            break;
        }
        match character.is_whitespace() {
            true if shown.ends_with(' ') => continue,
            true => shown.push(' '),
            false => shown.push(character),
        }
        characters += 1;
    }
    shown
}

/// The line that a byte stands in, as far as it is near.
fn line_around(text: &str, at: usize) -> String {
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = behind.split('\n').next().unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(NEAR);
    before.chars().skip(skipped).chain(behind.chars().take(NEAR)).collect()
}

/// How far around a message the names of what it is about are looked for, in characters.
const NEAR: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_ends_where_it_has_been_told() {
        for (name, rest, value) in [
            ("image", " \"contoso/web:1\": not found", "contoso/web:1"),
            ("image", " \\\"contoso/web:1\\\": not found", "contoso/web:1"),
            ("image", " of this host", ""),
            ("code", ": 0xc0370101) extra info", "0xc0370101"),
            ("code", " -1073741502.", "-1073741502"),
            ("path", " \"C:\\Program Files\\x.dll\": denied", "C:\\Program Files\\x.dll"),
            ("path", " C:\\Program Files\\x.dll: denied", "C:\\Program Files\\x.dll"),
            ("message", ": all of it.", "all of it"),
        ] {
            assert_eq!(last(name, rest), value, "{name} {rest}");
        }
    }
}
