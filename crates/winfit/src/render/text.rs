//! Words and lines for people.

/// Text from outside without control characters, which could move the cursor or colour the terminal.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() { cleaned.extend(c.escape_default()) } else { cleaned.push(c) }
    }
    cleaned
}

/// `1 host`, `2 hosts`.
#[must_use]
pub fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The first names, and how many more there are.
#[must_use]
pub fn list(names: &[String], most: usize) -> String {
    let shown = names.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A line that starts with a label, broken between words where it grows beyond the width; further lines are indented
/// by the label's length.
#[must_use]
pub fn wrapped(label: &str, text: &str, width: usize) -> String {
    // A long label leaves no room beside it.
    let indent = if label.chars().count() * 2 > width { 2 } else { label.chars().count() };
    let mut out = label.to_owned();
    let mut column = label.chars().count();
    let mut is_first = true;
    for word in text.split(' ') {
        let length = word.chars().count();
        if !is_first && column + 1 + length > width {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        } else if !is_first {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
        is_first = false;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_break_between_words_under_the_label() {
        assert_eq!(wrapped("ab: ", "one two three", 11), "ab: one two\n    three\n");
        assert_eq!(wrapped("ab: ", "one", 2), "ab: one\n");
    }

    #[test]
    fn control_characters_are_shown_rather_than_sent() {
        assert_eq!(clean("a\u{1b}[31mb\r"), "a\\u{1b}[31mb\\r");
    }

    #[test]
    fn a_list_says_how_much_it_leaves_out() {
        let names: Vec<_> = ["a", "b", "c"].map(str::to_owned).into();
        assert_eq!(list(&names, 3), "a, b, c");
        assert_eq!(list(&names, 1), "a and 2 more");
    }
}
