//! Where the comments of a stream are: what a sign looks like tells nothing, since in texts and block scalars it is one of
//! theirs. So they are looked for between the scalars of the trees.

use super::{Piece, Tree};
use crate::Span;

/// Gathers the comments of a text, document by document, in their order.
#[derive(Debug)]
pub(crate) struct Comments<'t> {
    text: &'t str,
    /// Up to where it is known.
    at: usize,
    /// From the sign to the end of the line.
    found: Vec<Span>,
    /// Where the first line with content starts, once it is known.
    content: Option<usize>,
}

impl<'t> Comments<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, at: 0, found: Vec::new(), content: None }
    }

    /// The next document that could be read.
    pub(crate) fn tree(&mut self, tree: &Tree<'_>) {
        self.begin(tree.root().value_span().start);
        for slot in &tree.slots {
            // Of a block scalar without text, the place begins with its sign, and a comment may follow that.
            if slot.content.scalar().is_some_and(|value| !value.trim().is_empty()) {
                self.skip(Span::new(slot.start as usize, slot.end as usize));
            }
        }
    }

    /// The next document that could not: of its lines, only comments before the first content are known to be any. Without
    /// its text, it is the rest.
    pub(crate) fn broken(&mut self, piece: Option<Piece<'_>>) {
        let rest = Span::new(self.at, self.text.len());
        let (text, span) = piece.map_or(("", rest), |piece| (piece.text(), piece.span()));
        let head = text.split_inclusive(['\n', '\r']).take_while(|line| is_head(line)).map(str::len);
        let start = span.start + head.sum::<usize>();
        self.begin(start);
        self.skip(Span::new(start, span.end));
    }

    /// All comments, and where the first content is.
    pub(crate) fn finish(mut self) -> (Vec<Span>, usize) {
        self.gap(self.text.len());
        (self.found, self.content.unwrap_or(self.text.len()))
    }

    fn begin(&mut self, start: usize) {
        self.content.get_or_insert(start);
    }

    fn skip(&mut self, scalar: Span) {
        if scalar.end > self.at {
            self.gap(scalar.start);
            self.at = scalar.end;
        }
    }

    /// Looks between two scalars.
    fn gap(&mut self, end: usize) {
        while let Some(sign) = self.text.get(self.at..end).and_then(|gap| gap.find('#')) {
            let start = self.at + sign;
            let before = self.text.get(..start).and_then(|text| text.chars().next_back());
            // Within an anchor or a tag it is a sign like others.
            if before.is_some_and(|it| !matches!(it, ' ' | '\t' | '\n' | '\r' | '\u{feff}')) {
                self.at = start + 1;
                continue;
            }
            let behind = self.text.get(start..).unwrap_or_default();
            let length = behind.find(['\n', '\r']).unwrap_or(behind.len());
            self.found.push(Span::new(start, start + length));
            self.at = start + length;
        }
        self.at = self.at.max(end);
    }
}

/// Whether a line may stand before a document's first content.
fn is_head(line: &str) -> bool {
    let content = line.trim_start_matches(['\u{feff}', ' ', '\t']).trim_end();
    content.is_empty() || content.starts_with('#') || line.starts_with('%') || content == "---"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Limits, pieces};
    use super::*;

    /// The comments of a text, and the content behind those at its top.
    fn comments(text: &str) -> (Vec<&str>, &str) {
        let mut comments = Comments::new(text);
        for piece in pieces(text) {
            match piece.parse(Limits::DOCUMENT) {
                Ok(tree) => comments.tree(&tree),
                Err(_) => comments.broken(Some(piece)),
            }
        }
        let (found, content) = comments.finish();
        (found.into_iter().map(|span| span.of(text)).collect(), &text[content..])
    }

    #[test]
    fn comments_are_found_wherever_they_may_stand() {
        for (text, expected) in [
            ("# a\nb: c # d\n", &["# a", "# d"][..]),
            ("# a\r\nb: c # d\r\n#e", &["# a", "# d", "#e"]),
            ("b: c\t# d\r# e\r", &["# d", "# e"]),
            ("\u{feff}# a\nb: c\n", &["# a"]),
            ("%YAML 1.2 # a\n--- # b\nc: d\n... # e\n# f\n", &["# a", "# b", "# e", "# f"]),
            ("a: | # b\n  c\n# d\n", &["# b", "# d"]),
            ("a: >- # b\n  c\n\n # d\ne: f\n", &["# b", "# d"]),
            ("a: # b\n  - # c\n    d # e\n", &["# b", "# c", "# e"]),
            ("a: &b # c\n  d\n", &["# c"]),
            ("a: !!str # c\n  d\n", &["# c"]),
            ("{a: b, # c\n d: [e # f\n]} # g\n", &["# c", "# f", "# g"]),
            ("a:\n# b\n# c\n", &["# b", "# c"]),
            ("a: 'b' # c\nd: \"e\" # f\n", &["# c", "# f"]),
            ("a: é # ü\n", &["# ü"]),
            ("# only\n", &["# only"]),
            ("a: 1\n---\n# b\n---\nc: 2 # d\n", &["# b", "# d"]),
            ("a: |\n\n# b\nc: d\n", &["# b"]),
            ("a: | # b\n", &["# b"]),
            ("a: |+ # b\n\n# c\n", &["# b", "# c"]),
            ("a: '' # b\nc: # d\n", &["# b", "# d"]),
            ("a: |+\n  b\n\n# c\n", &["# c"]),
            ("a: &x b # c\nd: *x # e\n", &["# c", "# e"]),
            ("? a # b\n: c # d\n", &["# b", "# d"]),
        ] {
            assert_eq!(comments(text).0, expected, "{text:?}");
        }
    }

    #[test]
    fn what_only_looks_like_a_comment_is_none() {
        for text in [
            "a: |\n  # b\n  c\n",
            "a: |\n  b\n  # c\n",
            "a: |\n\n  # b\n",
            "a: |2\n    # b\n  c\n",
            "a: >\n  b\n  # c\n\n",
            "- |\n # b\n",
            "a: 'b # c'\n",
            "a: \"b # c\n  # d\"\n",
            "a: b#c\n",
            "a#b: c\n",
            "'a # b': c\n",
            "a: &b#c d\n",
            "a: !b#c d\n",
            "{\"a\": \"b # c\"}",
            "{\"a\": \"# winfit: ignore[no-host]\"}\n",
            // Nobody knows what is a comment in what cannot be read.
            "a: [\n# b\n",
            "a: {{ .b }} # c\nd: }\n# e\n",
        ] {
            assert_eq!(comments(text).0, [""; 0], "{text:?}");
        }
    }

    #[test]
    fn of_a_broken_document_the_comments_before_its_content_count_and_its_neighbours_have_all_of_theirs() {
        let (found, content) = comments("# a\n---\n# b\nc: [ # d\n---\ne: f # g\n");
        assert_eq!(found, ["# a", "# b", "# g"]);
        assert!(content.starts_with("c: ["));
    }

    #[test]
    fn the_first_content_is_behind_comments_and_markers() {
        for (text, expected) in [
            ("# a\n\n---\n# b\nc: d\n", "c: d\n"),
            ("c: d # e\n", "c: d # e\n"),
            ("# a\n- b\n", "- b\n"),
            ("# a\n", ""),
            ("{\"a\": 1}", "{\"a\": 1}"),
        ] {
            assert_eq!(comments(text).1, expected, "{text:?}");
        }
    }

    proptest! {
        /// Whatever stands in a comment, the values are the same; whatever stands elsewhere, they are not.
        #[test]
        fn what_is_called_a_comment_changes_no_value(
            text in "(a: b|c: \\||  d|  # e| # f|# g|h: 'i|#j'|k: >|  l|: |- m|n: \"o # p\"|\\[q, # r|\\]|\n){0,14}"
        ) {
            let Some(piece) = pieces(&text).next().filter(|it| it.text().len() == text.len()) else { return Ok(()) };
            let Ok(tree) = piece.parse(Limits::DOCUMENT) else { return Ok(()) };
            let values = |tree: &Tree<'_>| -> Vec<String> {
                tree.slots.iter().filter_map(|slot| slot.content.scalar().map(str::to_owned)).collect()
            };
            let mut comments = Comments::new(&text);
            comments.tree(&tree);
            let (found, _) = comments.finish();
            let mut changed = text.clone();
            for span in found.iter().rev() {
                changed.replace_range(span.range(), &"#".repeat(span.len()));
            }
            let again = pieces(&changed).next().unwrap().parse(Limits::DOCUMENT).unwrap();
            prop_assert_eq!(values(&tree), values(&again));
            // And all others are text.
            for (at, _) in text.match_indices('#') {
                if !found.iter().any(|span| span.range().contains(&at)) {
                    let mut changed = text.clone();
                    changed.replace_range(at..=at, "x");
                    let again = pieces(&changed).next().map(|it| it.parse(Limits::DOCUMENT).map(|it| values(&it)));
                    prop_assert_ne!(again.and_then(Result::ok), Some(values(&tree)), "{:?} at {}", text, at);
                }
            }
        }
    }
}
