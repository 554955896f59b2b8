//! Findings that were there before winfit was: only others count.
//!
//! A finding is known again by its file, its rule and the text of its line, wherever the line has moved. What is on disk is
//! somebody else's business; so is which file a name means.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::report::Report;
use crate::{Document, Finding, SuppressedBy};

/// How many findings of each kind are accepted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    counts: BTreeMap<BaselineEntry, usize>,
}

/// What findings have in common that are taken for the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BaselineEntry {
    /// The name of the file.
    pub file: String,
    /// Id of the rule.
    pub rule: String,
    /// Its line.
    pub line: Fingerprint,
}

/// What is kept of a line's text: 64 bits of it, whatever its indentation and the blanks between its words.
///
/// It is no secret and no proof: who can write into the file can write into the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

/// The text is no fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{}\" is no fingerprint of a line: 16 digits from 0 to 9 and a to f", text.escape_debug())]
pub struct ParseFingerprintError {
    text: String,
}

impl Baseline {
    /// One with these entries, and how often each is accepted.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (BaselineEntry, usize)>) -> Self {
        let mut counts = BTreeMap::new();
        for (entry, count) in entries {
            let all: &mut usize = counts.entry(entry).or_default();
            *all = all.saturating_add(count);
        }
        counts.retain(|_, count| *count > 0);
        Self { counts }
    }

    /// All that a report finds, and what it did not only because a baseline has it.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let known = report.suppressed.iter().filter(|it| it.by == SuppressedBy::Baseline);
        let findings = report.findings.iter().chain(known.map(|it| &it.finding));
        let entry =
            |finding: &Finding| Some((BaselineEntry::of(report.documents.get(finding.file)?, finding), 1));
        Self::new(findings.filter_map(entry))
    }

    /// Its entries, sorted, and how often each is accepted.
    pub fn entries(&self) -> impl Iterator<Item = (&BaselineEntry, usize)> {
        self.counts.iter().map(|(entry, count)| (entry, *count))
    }

    /// What of it a report did not need.
    #[must_use]
    pub fn without(&self, report: &Report) -> Self {
        let mut left = self.clone();
        for it in report.suppressed.iter().filter(|it| it.by == SuppressedBy::Baseline) {
            if let Some(document) = report.documents.get(it.finding.file) {
                left.take(document, &it.finding);
            }
        }
        left
    }

    /// How many findings it accepts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Whether it accepts none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Whether a finding is accepted, which then is so once less often.
    pub(crate) fn take(&mut self, document: &Document, finding: &Finding) -> bool {
        let entry = BaselineEntry::of(document, finding);
        let Some(count) = self.counts.get_mut(&entry) else { return false };
        *count -= 1;
        if *count == 0 {
            self.counts.remove(&entry);
        }
        true
    }
}

impl BaselineEntry {
    fn of(document: &Document, finding: &Finding) -> Self {
        let source = &document.source;
        let line = finding.place.as_ref().and_then(|place| {
            let line = source.position(place.span.start).line;
            Some(source.slice(source.line_span(line)?))
        });
        Self {
            file: source.name().to_owned(),
            rule: finding.rule.to_owned(),
            line: Fingerprint::of(line.unwrap_or_default()),
        }
    }
}

impl Fingerprint {
    /// That of a line.
    #[must_use]
    pub fn of(line: &str) -> Self {
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or_default();
        let spaced = words.flat_map(|word| [" ", word]);
        let bytes = [first].into_iter().chain(spaced).flat_map(str::bytes);
        Self(bytes.fold(START, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME)))
    }
}

/// FNV-1a: <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>.
const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = ParseFingerprintError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_one =
            text.len() == 16 && text.bytes().all(|it| it.is_ascii_digit() || (b'a'..=b'f').contains(&it));
        let number = u64::from_str_radix(text, 16).ok().filter(|_| is_one);
        number.map(Self).ok_or_else(|| ParseFingerprintError { text: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_known_again_wherever_it_is_indented_to_and_whatever_its_blanks() {
        let line = Fingerprint::of("    - image: a  # b");
        assert_eq!(line, Fingerprint::of("- image:\ta # b\r"));
        for other in ["- image: b # b", "- image: a# b", "-image: a # b", ""] {
            assert_ne!(line, Fingerprint::of(other), "{other}");
        }
    }

    #[test]
    fn fingerprints_are_those_of_fnv_1a_and_are_read_as_they_are_written() {
        for (line, text) in
            [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")]
        {
            assert_eq!(Fingerprint::of(line).to_string(), text);
            assert_eq!(text.parse(), Ok(Fingerprint::of(line)));
        }
    }

    #[test]
    fn almost_fingerprints_are_refused() {
        for text in [
            "",
            "0",
            "cbf29ce48422232",
            "cbf29ce4842223255",
            "CBF29CE484222325",
            "+bf29ce484222325",
            "xbf29ce484222325",
        ] {
            assert!(text.parse::<Fingerprint>().is_err(), "{text}");
        }
    }

    #[test]
    fn entries_that_are_written_twice_add_up_and_those_of_nothing_are_gone() {
        let entry = |rule: &str| BaselineEntry {
            file: "a".to_owned(),
            rule: rule.to_owned(),
            line: Fingerprint::of("x"),
        };
        let baseline = Baseline::new([
            (entry("b"), 1),
            (entry("a"), 2),
            (entry("b"), 2),
            (entry("c"), 0),
            (entry("d"), usize::MAX),
            (entry("d"), 1),
        ]);
        let counts: Vec<_> = baseline.entries().map(|(entry, count)| (entry.rule.as_str(), count)).collect();
        assert_eq!(counts, [("a", 2), ("b", 3), ("d", usize::MAX)]);
        assert_eq!(baseline.len(), usize::MAX);
    }
}
