//! How many layers a container was to have: the entries of `"Layers":[{"ID":…` in the request that Windows refused.

use super::plain::Plain;
use super::scan::{from, is_quote};
use super::{Facts, Told};

const KEY: &str = "layers";

/// More entries than Windows takes.
const MOST_LAYERS: usize = 1_024;

/// The longest list that is counted.
const LONGEST: usize = 256 << 10;

/// Counts the layers of the first request of a text.
pub(super) fn read(plain: &Plain<'_>, facts: &mut Facts<'_>) {
    if facts.layers.is_some() {
        return;
    }
    let found = plain.lower().match_indices(KEY).find_map(|(at, _)| {
        let list = behind_mark(plain.lower(), at + KEY.len(), '[')?;
        let first = behind_mark(plain.lower(), list, '{')?;
        // Lists of manifests have other fields.
        let field = from(plain.lower(), first, 16).trim_start_matches(is_ignored);
        field.starts_with("id").then_some((at, first))
    });
    if let Some((at, first)) = found {
        let entries = from(plain.lower(), first, LONGEST).split(']').next().unwrap_or_default();
        let count = 1 + entries.matches('{').take(MOST_LAYERS).count();
        facts.layers = Some(Told::at(count, plain.place(at)));
    }
}

/// The offset behind a mark, with nothing but quotes, escapes, colons and white space before it.
fn behind_mark(text: &str, at: usize, mark: char) -> Option<usize> {
    let behind = from(text, at, 64);
    let rest = behind.trim_start_matches(|c: char| is_ignored(c) || c == ':').strip_prefix(mark)?;
    Some(at + (behind.len() - rest.len()))
}

fn is_ignored(c: char) -> bool {
    is_quote(c) || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    fn layers(text: &str) -> Option<usize> {
        let mut facts = Facts::default();
        let piece = Piece::new(1, text.as_bytes());
        read(&Plain::new(0, &piece), &mut facts);
        facts.layers.map(|it| it.value)
    }

    #[test]
    fn entries_are_counted_however_often_they_are_escaped() {
        let once = r#""Layers":[{"ID":"1532b584","Path":"C:\\x"},{"ID":"a64b8da5","Path":"C:\\y"}],"HostName":"h","More":[{}]"#;
        let twice = once.replace('\\', "\\\\").replace('"', "\\\"");
        let thrice = twice.replace('\\', "\\\\").replace('"', "\\\"");
        for text in [once, &twice, &thrice, &once.replace(',', ",\n  ")] {
            assert_eq!(layers(text), Some(2), "{text}");
        }
    }

    #[test]
    fn a_list_that_was_cut_off_has_what_is_left_of_it() {
        assert_eq!(layers(r#""Layers":[{"ID":"1","Path":"C:\\x"},{"ID":"2","Pa"#), Some(2));
        assert_eq!(layers(r#""Layers":[{"ID":"1"#), Some(1));
    }

    #[test]
    fn layers_of_manifests_and_words_are_not_counted() {
        for text in
            [r#""layers":[{"mediaType":"x"}]"#, "Layers: 3", "\"Layers\":[]", "\"Layers\":null", "layers"]
        {
            assert_eq!(layers(text), None, "{text}");
        }
    }
}
