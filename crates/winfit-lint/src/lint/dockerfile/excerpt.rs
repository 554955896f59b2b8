//! Parts of a Dockerfile in messages.

/// A text of the file as a message shows it: on one line, without control characters, and not too long. Backslashes stay as
/// they are, for they are what messages are about.
pub(crate) fn excerpt(text: &str) -> String {
    const LENGTH: usize = 60;
    let mut excerpt = String::new();
    for (count, c) in text.trim().chars().enumerate() {
        if count == LENGTH {
            excerpt.truncate(excerpt.trim_end().len());
            excerpt.push('…');
            break;
        }
        if c.is_control() { excerpt.extend(c.escape_default()) } else { excerpt.push(c) }
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_and_control_characters_escaped() {
        assert_eq!(excerpt(" C:\\app\t\u{1b}[31mé "), "C:\\app\\t\\u{1b}[31mé");
        assert_eq!(excerpt(&"a".repeat(60)), "a".repeat(60));
        assert_eq!(excerpt(&"é ".repeat(100)), format!("{}é…", "é ".repeat(29)));
    }
}
