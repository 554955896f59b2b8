//! What a result is known by when lines move: its rule, its file and the text that it is about, but no line number.

use std::collections::HashMap;

use winfit_images::Digest;
use winfit_lint::Document;

use super::line_hash::line_hashes;
use super::log::Fingerprints;
use crate::wire::check::{FindingWire, Region};

/// Lines that are longer are no lines that people move, and would cost as much for each result.
const MOST_BYTES: usize = 4096;

/// The fingerprints of the results of one run.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// How many results there were with the same fingerprint.
    counts: HashMap<String, usize>,
}

impl Known {
    /// The fingerprints of the next result, which is about this text; a file that has no lines has no hash of one, and
    /// code scanning insists on some.
    pub(super) fn next(
        &mut self,
        rule: &str,
        uri: &str,
        text: &str,
        line_hash: Option<String>,
    ) -> Fingerprints {
        let words: Vec<_> = text.split_whitespace().collect();
        let identity = [rule, uri, &words.join(" ")].join("\0");
        let digest = Digest::of(identity.as_bytes());
        let fingerprint: String = digest.hex().chars().take(32).collect();
        let count = self.counts.entry(fingerprint.clone()).or_default();
        *count += 1;
        let winfit = format!("{fingerprint}:{count}");
        Fingerprints { line_hash: line_hash.unwrap_or_else(|| winfit.clone()), winfit }
    }
}

/// The lines that a region is on, without their line breaks; of very long ones only the beginning.
pub(super) fn lines_of<'a>(document: &'a Document, region: &Region) -> &'a str {
    let source = &document.source;
    let start = source.line_span(region.line).map_or(0, |span| span.start);
    let end = source.line_span(region.end_line).map_or(source.text().len(), |span| span.end);
    let mut end = end.min(start.saturating_add(MOST_BYTES));
    while !source.text().is_char_boundary(end) {
        end -= 1;
    }
    source.text().get(start..end).unwrap_or_default()
}

/// By file, the hashes of the lines at which findings start.
#[derive(Debug, Default)]
pub(super) struct Hashes(HashMap<usize, HashMap<usize, String>>);

impl Hashes {
    /// Those of all findings, each with the index of its file; every file is read once.
    pub(super) fn of(findings: &[(usize, &Document, FindingWire<'_>)]) -> Self {
        let mut wanted: HashMap<usize, (&Document, Vec<usize>)> = HashMap::new();
        for (file, document, finding) in findings {
            wanted.entry(*file).or_insert((document, Vec::new())).1.push(finding.region.line);
        }
        let hashes = |(document, lines): (&Document, Vec<usize>)| {
            line_hashes(document.source.text(), document.source.encoding().byte_order_mark, &lines)
        };
        Self(wanted.into_iter().map(|(file, of_file)| (file, hashes(of_file))).collect())
    }

    /// The hash of this line of this file.
    pub(super) fn get(&self, file: usize, line: usize) -> Option<String> {
        self.0.get(&file)?.get(&line).cloned()
    }
}

#[cfg(test)]
mod tests {
    use winfit_lint::read_document;

    use super::*;

    #[test]
    fn a_fingerprint_is_of_rule_file_and_words_and_equal_ones_are_numbered() {
        let mut known = Known::default();
        let mut next = |rule, uri, text| known.next(rule, uri, text, None).winfit;
        let first = next("no-host", "a.yaml", "image: x");
        let identity = |fingerprint: &str| fingerprint.split_once(':').unwrap().0.to_owned();
        assert!(first.ends_with(":1"));
        // Indentation is no matter.
        assert_eq!(next("no-host", "a.yaml", "    image:  x"), format!("{}:2", identity(&first)));
        for (rule, uri, text) in [
            ("other", "a.yaml", "image: x"),
            ("no-host", "b.yaml", "image: x"),
            ("no-host", "a.yaml", "image: y"),
        ] {
            let other = next(rule, uri, text);
            assert!(other.ends_with(":1"), "{other}");
            assert_ne!(identity(&other), identity(&first));
        }
    }

    #[test]
    fn a_region_is_known_by_its_whole_lines_unless_they_are_endless() {
        let region = |line, end_line| Region { line, column: 2, end_line, end_column: 3 };
        let document = read_document("a.yaml", "a: b\r\nc: d\r\ne: f\r\n".into()).unwrap();
        assert_eq!(lines_of(&document, &region(2, 2)), "c: d");
        assert_eq!(lines_of(&document, &region(2, 3)), "c: d\r\ne: f");
        let document = read_document("a.yaml", "ä".repeat(MOST_BYTES).into()).unwrap();
        assert_eq!(lines_of(&document, &region(1, 1)).len(), MOST_BYTES);
    }
}
