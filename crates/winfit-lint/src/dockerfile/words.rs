//! The words of a line: blanks separate them, except in quotes and behind the escape character.

use crate::Span;

/// A word, with its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word<'l> {
    pub(crate) text: &'l str,
    /// Its place in the logical line.
    pub(crate) span: Span,
}

pub(super) struct Words<'l> {
    line: &'l str,
    at: usize,
    escape: char,
    /// The last word has a quote that nothing closes.
    pub(super) is_open: bool,
}

impl<'l> Words<'l> {
    /// The words of a line from `at` on.
    pub(super) const fn new(line: &'l str, at: usize, escape: char) -> Self {
        Self { line, at, escape, is_open: false }
    }
}

impl<'l> Iterator for Words<'l> {
    type Item = Word<'l>;

    fn next(&mut self) -> Option<Word<'l>> {
        let rest = self.line.get(self.at..)?;
        let word = rest.trim_start();
        let start = self.line.len() - word.len();
        let mut quote = None;
        let mut characters = word.char_indices();
        let mut len = word.len();
        while let Some((at, c)) = characters.next() {
            match (quote, c) {
                (None, c) if c.is_whitespace() => {
                    len = at;
                    break;
                }
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), c) if c == open => quote = None,
                // In single quotes it is a character like others.
                (None | Some('"'), c) if c == self.escape => {
                    characters.next();
                }
                _ => {}
            }
        }
        self.at = start + len;
        self.is_open = quote.is_some();
        let text = word.get(..len).filter(|word| !word.is_empty())?;
        Some(Word { text, span: Span::new(start, start + len) })
    }
}

/// The words of a text that starts at `offset` of the line, where quotes keep nothing together: so the builder takes apart
/// what it copies, and the names of images.
pub(super) fn blank_separated(text: &str, offset: usize) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let word = rest.trim_start();
        let start = text.len() - word.len();
        at = start + word.find(char::is_whitespace).unwrap_or(word.len());
        let word = text.get(start..at).filter(|word| !word.is_empty())?;
        Some(Word { text: word, span: Span::new(offset + start, offset + at) })
    })
}

/// A word as the builder takes it: without its quotes, and without the escape characters that count.
pub(crate) fn unquoted(word: &str, escape: char) -> String {
    let mut text = String::with_capacity(word.len());
    let mut quote = None;
    let mut characters = word.chars().peekable();
    while let Some(c) = characters.next() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, c) if c == escape => text.extend(characters.next()),
            // In double quotes it counts only where it has something to say.
            (Some('"'), c) if c == escape => {
                let counts = |next: &char| *next == '"' || *next == '$' || *next == escape;
                text.push(characters.next_if(counts).unwrap_or(c));
            }
            (_, c) => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_escapes_keep_a_word_together() {
        let words = |line, escape| Words::new(line, 0, escape).map(|word| word.text).collect::<Vec<_>>();
        assert_eq!(words("  FROM\ta  b ", '\\'), ["FROM", "a", "b"]);
        assert_eq!(
            words(r#"ARG A="x y" B='z "'  C=d\ e"#, '\\'),
            ["ARG", r#"A="x y""#, r#"B='z "'"#, r"C=d\ e"]
        );
        assert_eq!(words(r"COPY C:\a C:\b", '`'), ["COPY", r"C:\a", r"C:\b"]);
        assert_eq!(words("\"open é", '\\'), ["\"open é"]);
        assert!(words("   ", '\\').is_empty());
    }

    #[test]
    fn unquoting_keeps_what_single_quotes_protect() {
        assert_eq!(unquoted(r#"a"b c"'d\e'f\ g"#, '\\'), r"ab cd\ef g");
        assert_eq!(unquoted(r#"C:\a"C:\b\\c\"d\$""#, '\\'), r#"C:aC:\b\c"d$"#);
        assert_eq!(unquoted(r"C:\a", '`'), r"C:\a");
        assert_eq!(unquoted("a\\", '\\'), "a");
    }
}
