//! Texts and paths from outside as errors repeat them: shortened, and nothing in them that a terminal would obey.

use std::path::Path;

/// Characters of a name or value that an error repeats.
const VALUE: usize = 120;

/// Characters of what somebody else says that an error repeats.
const WORDS: usize = 300;

/// Characters of a path that an error repeats: more, so that it can be copied from there.
const PATH: usize = 1000;

/// A name or value, to be put in quotes.
pub(crate) fn shown(text: &str) -> String {
    shortened(text, VALUE, |letter| letter == '\'')
}

/// What somebody else says, e.g. a server or a library, not to be put in quotes.
pub(crate) fn said(text: &str) -> String {
    shortened(text, WORDS, is_plain)
}

/// A path as the user wrote it: backslashes stay.
pub(crate) fn shown_path(path: &Path) -> String {
    shortened(&path.to_string_lossy(), PATH, is_plain)
}

/// What is escaped between quotes only.
fn is_plain(letter: char) -> bool {
    matches!(letter, '\\' | '\'' | '"')
}

fn shortened(text: &str, most: usize, stays: impl Fn(char) -> bool) -> String {
    let mut shown = String::new();
    for (position, letter) in text.chars().enumerate() {
        if position == most {
            shown.push('…');
            break;
        }
        if stays(letter) { shown.push(letter) } else { shown.extend(letter.escape_debug()) }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_quotes_where_they_would_end_a_quotation() {
        let text = "a\u{1b}[2J\n'b' \"c\" \\ ä";
        assert_eq!(shown(text), r#"a\u{1b}[2J\n'b' \"c\" \\ ä"#);
        assert_eq!(said(text), r#"a\u{1b}[2J\n'b' "c" \ ä"#);
        assert_eq!(shown_path(Path::new(text)), r#"a\u{1b}[2J\n'b' "c" \ ä"#);
    }

    #[test]
    fn only_what_is_cut_ends_in_dots() {
        for (most, show) in [(VALUE, shown as fn(&str) -> String), (WORDS, said)] {
            assert_eq!(show(&"ä".repeat(most)), "ä".repeat(most));
            assert_eq!(show(&"ä".repeat(most + 1)), format!("{}…", "ä".repeat(most)));
        }
    }
}
