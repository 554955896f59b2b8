//! A page of text: wrapped lines, labels, lists and tables, with control characters made visible.

use std::fmt::Write as _;

use anstyle::Style;

use super::style;
use super::table::Table;

/// Text wider than this is hard to read.
const WIDEST_TEXT: usize = 100;

/// Where the text beside a label starts.
const COLUMN: usize = 10;

/// Text that is being laid out for a number of columns.
#[derive(Debug)]
pub(crate) struct Page {
    text: String,
    width: usize,
    source_width: usize,
}

impl Page {
    pub(crate) fn new(width: usize) -> Self {
        Self { text: String::new(), width, source_width: width }
    }

    /// Lines of the user's own files are cut at this width instead.
    pub(crate) fn with_source_width(self, source_width: usize) -> Self {
        Self { source_width, ..self }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// An empty line, unless one is there or nothing is.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The first line: the answer. It stays one line, whatever the width, for scripts and for the eye.
    pub(crate) fn headline(&mut self, word: &str, style: Style, rest: &str) {
        self.styled(word, style);
        self.plain(rest);
        self.text.push('\n');
    }

    /// A line of its own above what belongs together.
    pub(crate) fn heading(&mut self, text: &str) {
        self.gap();
        self.styled(text, style::HEADING);
        self.text.push('\n');
    }

    /// Wrapped text.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.hanging("", style::PLAIN, 0, text);
    }

    /// A quiet word in a column of its own, and wrapped text beside it. Without the word, the column stays empty.
    pub(crate) fn entry(&mut self, label: &str, text: &str) {
        self.hanging(label, style::QUIET, COLUMN, text);
    }

    /// A list item: a marker such as `1.` or `-`, and wrapped text.
    pub(crate) fn item(&mut self, marker: &str, text: &str) {
        let marker = format!("  {marker} ");
        self.hanging(&marker, style::PLAIN, marker.chars().count(), text);
    }

    /// Wrapped text under a list item.
    pub(crate) fn indented(&mut self, text: &str) {
        self.hanging("", style::PLAIN, 4, text);
    }

    /// A quiet word in a column of its own, and beside it what is to be copied: never wrapped.
    pub(crate) fn copyable_entry(&mut self, label: &str, text: &str) {
        self.styled(&format!("{label:COLUMN$}"), style::QUIET);
        self.plain(text);
        self.text.push('\n');
    }

    /// Lines to copy: never wrapped.
    pub(crate) fn copyable(&mut self, text: &str) {
        for line in text.lines() {
            self.text.push_str("       ");
            self.styled(line, style::HEADING);
            self.text.push('\n');
        }
    }

    /// Lines of a file: never wrapped, and nothing stands out.
    pub(crate) fn listing(&mut self, text: &str) {
        for line in text.lines() {
            self.text.push_str("       ");
            self.plain(line);
            self.end_line();
        }
    }

    /// `label: text`, a paragraph whose own line breaks stay.
    pub(crate) fn labelled(&mut self, label: &str, style: Style, text: &str) {
        self.styled(label, style);
        self.text.push_str(": ");
        let mut lines = text.lines();
        self.plain(lines.next().unwrap_or_default());
        self.text.push('\n');
        for line in lines {
            self.text.push_str("  ");
            self.plain(line);
            self.text.push('\n');
        }
    }

    /// Text that was laid out elsewhere, cleaned and coloured; a line break follows.
    pub(super) fn laid_out(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    pub(crate) fn table(&mut self, table: &Table) {
        table.print(self);
    }

    /// How many columns there are.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    /// How many columns there are for lines of the user's own files.
    pub(crate) const fn source_width(&self) -> usize {
        self.source_width
    }

    /// Ends a line, without the spaces that fill columns at its end.
    pub(super) fn end_line(&mut self) {
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        self.text.push('\n');
    }

    /// Text as it is, in a style.
    pub(super) fn styled(&mut self, text: &str, style: Style) {
        if style == style::PLAIN || text.is_empty() {
            self.plain(text);
            return;
        }
        // A String takes all that is written to it.
        let _ = write!(self.text, "{style}");
        self.plain(text);
        let _ = write!(self.text, "{style:#}");
    }

    /// Text as it is. Characters that would move the cursor or colour the terminal are shown instead of obeyed.
    pub(super) fn plain(&mut self, text: &str) {
        if text.chars().any(is_hostile) {
            self.text.push_str(&clean(text));
        } else {
            self.text.push_str(text);
        }
    }

    /// A label in a column of its own, and wrapped text beside it.
    pub(super) fn hanging(&mut self, label: &str, label_style: Style, column: usize, text: &str) {
        let mut lead = label.chars().count();
        self.styled(label, label_style);
        for line in wrap(text, self.width.min(WIDEST_TEXT).saturating_sub(column)) {
            self.text.extend(std::iter::repeat_n(' ', column.saturating_sub(lead)));
            self.plain(&line.replace(UNBROKEN, " "));
            self.end_line();
            lead = 0;
        }
    }
}

/// Text from outside, with the characters that would command the terminal shown instead.
pub(crate) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hostile(c) {
            cleaned.extend(c.escape_default());
        } else {
            cleaned.push(c);
        }
    }
    cleaned
}

/// Stands for a space at which no line is broken, and is printed as one.
const UNBROKEN: char = '\u{a0}';

/// The text, to be wrapped before or behind it only.
pub(super) fn unbroken(text: &str) -> String {
    text.replace(' ', UNBROKEN.encode_utf8(&mut [0; 2]))
}

/// Control characters, and those that turn the direction of text.
fn is_hostile(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Lines of at most `width` characters, broken at spaces; a longer word has a line of its own. At least one line.
pub(super) fn wrap(text: &str, width: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let (mut start, mut end, mut columns) = (0, 0, 0);
    for word in text.split_ascii_whitespace() {
        let at = word.as_ptr().addr() - text.as_ptr().addr();
        let length = word.chars().count();
        if end > start && columns + 1 + length > width {
            lines.extend(text.get(start..end));
            (start, columns) = (at, length);
        } else if end == start {
            (start, columns) = (at, length);
        } else {
            columns += 1 + length;
        }
        end = at + word.len();
    }
    lines.extend(text.get(start..end));
    lines
}

/// A terminal with fewer columns is narrow.
const NARROW: usize = WIDEST_TEXT;

/// As much as a mark such as `= note:` takes, with the numbers of lines before it.
const MARK: usize = 14;

/// Words beside a mark, broken at spaces where the terminal is narrow. Elsewhere they stay one line.
pub(super) fn broken(text: String, width: usize) -> String {
    if width >= NARROW { text } else { wrap(&text, width.saturating_sub(MARK)).join("\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_at_spaces_only() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("one two three", 6), ["one", "two", "three"]);
        assert_eq!(wrap("one threefourfive six", 6), ["one", "threefourfive", "six"]);
        assert_eq!(wrap("äöü äöü", 7), ["äöü äöü"]);
        assert_eq!(wrap("", 7), [""]);
    }

    #[test]
    fn words_beside_a_mark_are_broken_where_the_terminal_is_narrow() {
        let words = "runs on win-2022-a, win-2022-b; win-2025-a";
        assert_eq!(broken(words.to_owned(), 40), "runs on win-2022-a,\nwin-2022-b; win-2025-a");
        assert_eq!(broken(words.to_owned(), 100), words);
    }

    #[test]
    fn what_belongs_together_is_not_broken_and_its_spaces_are_spaces() {
        let mut page = Page::new(40);
        page.entry("image", &format!("10.0.20348.3091, {}", unbroken("registry sha256:0123456789ab…")));
        let text = anstream::adapter::strip_str(&page.into_text()).to_string();
        assert_eq!(text, "image     10.0.20348.3091,\n          registry sha256:0123456789ab…\n");
    }

    #[test]
    fn what_would_command_the_terminal_is_shown_instead() {
        let mut page = Page::new(80);
        page.paragraph("a\u{1b}[31mb\u{202e}c");
        assert_eq!(page.into_text(), "a\\u{1b}[31mb\\u{202e}c\n");
    }

    #[test]
    fn labels_stand_in_a_column_beside_the_text() {
        let mut page = Page::new(40);
        page.entry("why", "image build 16299 is newer than host build 14393");
        page.item("1.", "run it");
        let text = anstream::adapter::strip_str(&page.into_text()).to_string();
        assert_eq!(
            text,
            "why       image build 16299 is newer\n          than host build 14393\n  1. run it\n"
        );
    }
}
