//! Where commands of PowerShell are chained.

use crate::Span;

/// The operators that chain commands in a text of PowerShell: not those in quotes, in comments, or handed on to a program
/// as they are.
pub(super) fn chains(text: &str) -> Vec<Span> {
    let mut chains = Vec::new();
    let mut quote = None;
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let behind = text.get(at..).unwrap_or_default();
        match (quote, c) {
            (None | Some('"'), '`') => {
                characters.next();
            }
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '#') if before.is_whitespace() => break,
            (None, '-') if behind.starts_with("--% ") => break,
            (None, '&' | '|') if behind.starts_with("&&") || behind.starts_with("||") => {
                chains.push(Span::new(at, at + 2));
                characters.next();
            }
            _ => {}
        }
        before = c;
    }
    chains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_powershell_reads_as_an_operator_is_one() {
        let chained = |text: &str| chains(text).iter().map(|span| span.start).collect::<Vec<_>>();
        assert_eq!(chained("a && b || c"), [2, 7]);
        assert_eq!(chained("a&&b&&&c"), [1, 4]);
        for text in [
            "cmd /c 'a && b'",
            "cmd /c \"a && b\"",
            "cmd /c a `&`& b",
            "cmd --% /c a && b",
            "a # && b",
            "a | b & c",
            "\"say `\" && \"",
            "'it''s && '",
        ] {
            assert!(chained(text).is_empty(), "{text}");
        }
    }
}
