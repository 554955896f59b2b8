//! The words of a line: blanks separate them, except in quotes and behind the escape character.

use crate::Span;

/// A word, with its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'l> {
    pub(super) text: &'l str,
    /// Its place in the logical line.
    pub(super) span: Span,
}

pub(super) struct Words<'l> {
    line: &'l str,
    at: usize,
    escape: char,
}

impl<'l> Words<'l> {
    pub(super) const fn new(line: &'l str, escape: char) -> Self {
        Self { line, at: 0, escape }
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
        let text = word.get(..len).filter(|word| !word.is_empty())?;
        Some(Word { text, span: Span::new(start, start + len) })
    }
}

/// A word without its quotes and escape characters.
pub(super) fn unquoted(word: &str, escape: char) -> String {
    let mut text = String::with_capacity(word.len());
    let mut quote = None;
    let mut characters = word.chars();
    while let Some(c) = characters.next() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None | Some('"'), c) if c == escape => text.extend(characters.next()),
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
        let words = |line, escape| Words::new(line, escape).map(|word| word.text).collect::<Vec<_>>();
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
        assert_eq!(unquoted(r"C:\a", '`'), r"C:\a");
        assert_eq!(unquoted("a\\", '\\'), "a");
    }
}
