//! The documents that are open in the editor, as they stand there.

use winfit_lint::{SourceText, Span, is_document_name};

use super::position::{Lines, PositionEncoding, Positions, Range};
use super::uri;
use super::wire::{Change, Diagnostic, Item};

/// Most bytes of a document that is judged while somebody types in it.
pub(super) const LIMIT: usize = 8 << 20;

/// An open document.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) uri: String,
    /// Counts the changes; the client's.
    pub(super) version: Option<i32>,
    /// What it is called where it is judged; `None` if it is none of ours.
    pub(super) name: Option<String>,
    text: String,
    lines: Lines,
    /// What the client was told last; `None` if it has changed since, or was never told anything.
    pub(super) told: Option<Vec<Diagnostic>>,
    /// Whether the client was told that it is too large.
    pub(super) is_told_size: bool,
}

impl Open {
    pub(super) fn new(item: Item) -> Self {
        let Item { uri, language_id, version, text } = item;
        let name = name(&uri, &language_id);
        let lines = Lines::new(&text);
        Self { uri, version, name, text, lines, told: None, is_told_size: false }
    }

    /// Makes changes, one after the other.
    pub(super) fn change(&mut self, changes: Vec<Change>, encoding: PositionEncoding) {
        for Change { range, text } in changes {
            match range {
                Some(range) => self.replace(range, &text, encoding),
                None => {
                    self.lines = Lines::new(&text);
                    self.text = text;
                }
            }
        }
        self.told = None;
    }

    fn replace(&mut self, range: Range, new: &str, encoding: PositionEncoding) {
        let span = Positions::new(&self.text, &self.lines, encoding).span(range);
        self.text.replace_range(span.range(), new);
        self.lines.edited(&self.text, span, new.len());
    }

    /// Its size in bytes.
    pub(super) const fn size(&self) -> usize {
        self.text.len()
    }

    /// Whether it is judged.
    pub(super) const fn is_judged(&self) -> bool {
        self.name.is_some() && self.size() <= LIMIT
    }

    /// What is judged, unless nothing is.
    pub(super) fn source(&self) -> Option<SourceText> {
        let name = self.name.as_deref().filter(|_| self.is_judged())?;
        Some(SourceText::new(name, self.text.get(self.mark()..)?))
    }

    /// The places of what is judged, in the document.
    pub(super) fn places(&self, encoding: PositionEncoding) -> Places<'_> {
        Places { positions: Positions::new(&self.text, &self.lines, encoding), mark: self.mark() }
    }

    /// Bytes of a byte order mark, which is no part of what is judged.
    fn mark(&self) -> usize {
        const MARK: char = '\u{feff}';
        if self.text.starts_with(MARK) { MARK.len_utf8() } else { 0 }
    }
}

/// Spans of what is judged, as ranges of the document.
#[derive(Debug)]
pub(super) struct Places<'a> {
    positions: Positions<'a>,
    mark: usize,
}

impl Places<'_> {
    pub(super) fn range(&self, span: Span) -> Range {
        self.positions.range(span.shifted(self.mark))
    }

    pub(super) fn span(&self, range: Range) -> Span {
        let Span { start, end } = self.positions.span(range);
        Span::new(start.saturating_sub(self.mark), end.saturating_sub(self.mark))
    }
}

/// What a document is called where it is judged: what it is follows from its name, else from what the editor takes it for.
fn name(uri: &str, language: &str) -> Option<String> {
    let name = uri::name(uri);
    match language {
        _ if is_document_name(&name) => Some(name),
        "dockerfile" => Some(format!("{name}.dockerfile")),
        "yaml" | "dockercompose" => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::position::Position;
    use super::*;

    fn open(text: &str) -> Open {
        let item = Item {
            uri: "file:///web.yaml".to_owned(),
            language_id: "yaml".to_owned(),
            version: Some(1),
            text: text.to_owned(),
        };
        Open::new(item)
    }

    fn change(start: (u32, u32), end: (u32, u32), text: &str) -> Change {
        let place = |(line, character)| Position { line, character };
        Change { range: Some(Range { start: place(start), end: place(end) }), text: text.to_owned() }
    }

    #[test]
    fn changes_are_made_one_after_the_other_in_units_of_utf_16() {
        let mut open = open("# 😀 x\r\na: 1\r\n");
        open.change(
            vec![change((0, 5), (0, 6), "y\n#"), change((2, 3), (2, 4), "2")],
            PositionEncoding::Utf16,
        );
        assert_eq!(open.text, "# 😀 y\n#\r\na: 2\r\n");
        open.change(vec![change((0, 0), (9, 0), ""), change((0, 0), (0, 0), "b")], PositionEncoding::Utf16);
        assert_eq!(open.text, "b");
    }

    #[test]
    fn a_change_without_a_range_is_the_whole_text() {
        let mut open = open("a");
        let whole = Change { range: None, text: "b\nc".to_owned() };
        open.change(vec![whole, change((1, 0), (1, 1), "d")], PositionEncoding::Utf8);
        assert_eq!(open.text, "b\nd");
    }

    #[test]
    fn a_byte_order_mark_is_in_the_document_and_not_in_what_is_judged() {
        let open = open("\u{feff}a: 1");
        assert_eq!(open.source().unwrap().text(), "a: 1");
        let places = open.places(PositionEncoding::Utf16);
        let range = places.range(Span::new(0, 1));
        assert_eq!((range.start.character, range.end.character), (1, 2));
        assert_eq!(places.span(range), Span::new(0, 1));
    }

    #[test]
    fn a_document_is_ours_by_its_name_or_by_its_language() {
        let is_ours = |uri, language| name(uri, language).is_some();
        assert!(is_ours("file:///a/Dockerfile", "plaintext"));
        assert!(is_ours("untitled:Untitled-1", "yaml"));
        assert_eq!(name("untitled:Untitled-1", "dockerfile").as_deref(), Some("Untitled-1.dockerfile"));
        assert!(!is_ours("file:///a/main.rs", "rust"));
        assert!(!is_ours("file:///a/Dockerfile.dockerignore", "ignore"));
    }

    #[test]
    fn a_document_over_the_limit_is_not_judged() {
        assert!(open(&"#".repeat(LIMIT)).is_judged());
        assert!(!open(&"#".repeat(LIMIT + 1)).is_judged());
        assert!(open(&"#".repeat(LIMIT + 1)).source().is_none());
    }
}
