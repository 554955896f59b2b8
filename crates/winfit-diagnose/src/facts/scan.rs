//! What all facts are looked for with: words, numbers, and values behind their keys in any notation.

use super::plain::Plain;

/// A value behind its key: `key: value`, `"key":"value"`, `key=value`, `key "value"`, escaped or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'t> {
    /// Where the key begins.
    pub(super) key_at: usize,
    /// Where the value begins.
    pub(super) at: usize,
    /// From there to the end of the line.
    pub(super) text: &'t str,
    /// What joins them.
    pub(super) mark: Mark,
    /// The value is in quotes.
    pub(super) is_quoted: bool,
}

/// What joins a key to its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Colon,
    Equals,
    /// Nothing but white space.
    Space,
}

/// What stands behind a key, wherever it is written as a whole word; the key in lower case.
pub(super) fn values<'p>(plain: &'p Plain<'_>, key: &'static str) -> impl Iterator<Item = Value<'p>> {
    plain.lower().match_indices(key).filter_map(move |(key_at, _)| {
        let is_word = !char_before(plain.text(), key_at).is_some_and(|c| c.is_alphanumeric() || c == '_');
        is_word.then(|| behind(plain, key_at, key.len()))?
    })
}

fn behind<'p>(plain: &'p Plain<'_>, key_at: usize, length: usize) -> Option<Value<'p>> {
    let line = plain.rest_of_line(key_at + length);
    let rest = line.trim_start_matches(is_quote);
    let is_named_in_quotes = rest.len() < line.len();
    let marked = rest.trim_start_matches([' ', '\t']);
    let (mark, value) = match marked.trim_start_matches([':', '=']) {
        value if value.len() < marked.len() && marked.starts_with(':') => (Mark::Colon, value),
        value if value.len() < marked.len() => (Mark::Equals, value),
        _ if is_named_in_quotes || marked.len() == rest.len() => return None,
        value => (Mark::Space, value),
    };
    let spaced = value.trim_start();
    let text = spaced.trim_start_matches(is_quote);
    let at = key_at + length + (line.len() - text.len());
    Some(Value { key_at, at, text, mark, is_quoted: text.len() < spaced.len() })
}

/// Quotes, and what escapes them or stands for them.
pub(super) const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '\\' | '`' | '“' | '”' | '‘' | '’' | '*')
}

/// The word that a text begins with: up to white space, quotes, brackets and separators.
pub(super) fn word(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || is_quote(c) || ",;()[]{}<>|".contains(c));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// The character before an offset.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at an offset.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The last bytes before an offset, at most so many.
pub(super) fn before(text: &str, at: usize, most: usize) -> &str {
    let mut from = at.saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..at).unwrap_or_default()
}

/// The bytes from an offset on, at most so many.
pub(super) fn from(text: &str, at: usize, most: usize) -> &str {
    let mut to = at.saturating_add(most).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(at..to).unwrap_or_default()
}

/// How many decimal digits a text begins with.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// How many hexadecimal digits a text begins with.
pub(super) fn hex_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_hexdigit).count()
}

/// Whether a text is nothing but hexadecimal digits in lower case, so many.
pub(super) fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Whether a text is `2024-05-01T12:00:00`, perhaps with a fraction and a zone.
pub(super) fn is_stamp(text: &str) -> bool {
    let shape = "0000-00-00T00:00:00";
    let fits = |(byte, shape): (u8, u8)| match shape {
        b'0' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b' '),
        _ => byte == shape,
    };
    let tail = text.get(shape.len()..).unwrap_or_default();
    text.len() >= shape.len()
        && text.bytes().zip(shape.bytes()).all(fits)
        && tail.bytes().all(|b| b.is_ascii_digit() || b".,Z+-:".contains(&b))
}

/// A name as Kubernetes gives: lower case letters, digits, `-` and `.`.
pub(super) fn is_name(text: &str) -> bool {
    let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let edges = text.bytes().next().zip(text.bytes().next_back());
    text.len() <= 253
        && edges.is_some_and(|(first, last)| is_letter(first) && is_letter(last))
        && text.bytes().all(|b| is_letter(b) || b == b'-' || b == b'.')
}

/// A name as machines have: as [`is_name`], and in any case.
pub(super) fn is_host_name(text: &str) -> bool {
    is_name(&text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    #[test]
    fn a_value_is_found_behind_its_key_in_every_notation() {
        for text in [
            "image: iis",
            "Image:          iis",
            "\"Image\": \"iis\",",
            "{\"image\":\"iis\"}",
            "{\\\"image\\\":\\\"iis\\\"}",
            "{\\\\\\\"image\\\\\\\":\\\\\\\"iis\\\\\\\"}",
            "image=iis",
            "image=\"iis\"",
            "pulling image \"iis\"",
            "pulling image \\\"iis\\\"",
            "`image`: iis",
        ] {
            let piece = Piece::new(1, text.as_bytes());
            let plain = Plain::new(0, &piece);
            let found: Vec<_> = values(&plain, "image").map(|value| word(value.text)).collect();
            assert_eq!(found, ["iis"], "{text}");
        }
    }

    #[test]
    fn a_key_inside_a_word_has_no_value() {
        for text in ["myimage: iis", "sandbox_image: iis", "images: iis", "image", "image:", "\"image\" iis"]
        {
            let piece = Piece::new(1, text.as_bytes());
            let plain = Plain::new(0, &piece);
            let found: Vec<_> = values(&plain, "image").map(|value| word(value.text)).collect();
            assert!(found.iter().all(|it| it.is_empty()), "{text}: {found:?}");
        }
    }
}
