//! What would make JSON of a list that is none.

use crate::dockerfile::List;
use crate::lint::drive;
use crate::{Edit, Span};

/// What is wrong with a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A backslash that nothing escapes.
    Backslash,
    /// Single quotes around its strings.
    SingleQuotes,
    /// Something else.
    Other,
}

/// What is wrong with a text that is no JSON, and the edits that make it so, in offsets of the text.
pub(super) fn mend(text: &str) -> (Fault, Vec<Edit>) {
    let is_single_quoted = text.contains('\'') && !text.contains('"');
    let quoted = if is_single_quoted { text.replace('\'', "\"") } else { text.to_owned() };
    let lone = lone_backslashes(&quoted);
    let mut edits: Vec<_> = lone.iter().map(|at| Edit::insert(*at, "\\")).collect();
    if is_single_quoted {
        let quotes = text.match_indices('\'').map(|(at, _)| Edit::replace(Span::new(at, at + 1), "\""));
        edits.extend(quotes);
    }
    edits.sort_by_key(|edit| edit.span);
    let is_mended = crate::apply(text, &edits)
        .is_some_and(|text| List::read(&text, 0).is_some_and(|list| list.strings().is_some()));
    match is_mended {
        true if is_single_quoted => (Fault::SingleQuotes, edits),
        true => (Fault::Backslash, edits),
        false => (Fault::Other, Vec::new()),
    }
}

/// The backslashes in the strings of a list that are meant as such, and have to be doubled.
pub(super) fn lone_backslashes(text: &str) -> Vec<usize> {
    let mut all = Vec::new();
    let mut rest = 0;
    while let Some(quote) = text.get(rest..).and_then(|text| text.find('"')) {
        let start = rest + quote + 1;
        let string = TextOfList::read(text, start);
        // Outside of paths, an escape that JSON has is one.
        let begins_with_drive = drive(text.get(start..string.end).unwrap_or_default()) == Some(0);
        if begins_with_drive || !string.is_valid {
            all.extend(string.lone);
        }
        rest = string.end + 1;
    }
    all
}

/// A string of a list, as somebody writes it who thinks of no escapes.
struct TextOfList {
    /// Where its closing quote stands.
    end: usize,
    /// The backslashes that no other one stands before.
    lone: Vec<usize>,
    /// Whether each of those is an escape that JSON has.
    is_valid: bool,
}

impl TextOfList {
    fn read(text: &str, start: usize) -> Self {
        let mut string = Self { end: text.len(), lone: Vec::new(), is_valid: true };
        let mut characters = text.get(start..).unwrap_or_default().char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let at = start + at;
            match c {
                '"' => {
                    string.end = at;
                    break;
                }
                '\\' => match characters.peek().map(|(_, next)| *next) {
                    Some('\\') => {
                        characters.next();
                    }
                    Some('"') if !ends_string(text.get(at + 2..).unwrap_or_default()) => {
                        characters.next();
                    }
                    next => {
                        string.is_valid &= matches!(next, Some('/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u'));
                        string.lone.push(at);
                    }
                },
                _ => {}
            }
        }
        string
    }
}

/// Whether the quote before this text ends a string, though a backslash stands before it: `["C:\app\", "b"]`.
fn ends_string(behind: &str) -> bool {
    let behind = behind.trim_start();
    behind.starts_with(']') || behind.strip_prefix(',').is_some_and(|it| it.trim_start().starts_with('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> Option<String> {
        let (_, edits) = mend(text);
        (!edits.is_empty()).then(|| crate::apply(text, &edits).unwrap())
    }

    #[test]
    fn lone_backslashes_are_doubled_and_others_left() {
        for (text, expected) in [
            (r#"["C:\app\web.exe"]"#, r#"["C:\\app\\web.exe"]"#),
            (r#"["C:\app\\bin\web.exe", "a\nb"]"#, r#"["C:\\app\\bin\\web.exe", "a\nb"]"#),
            (r#"["C:\app\", "b"]"#, r#"["C:\\app\\", "b"]"#),
            (r#"["say \"x\"", "\d"]"#, r#"["say \"x\"", "\\d"]"#),
            ("['C:\\app', 'b']", r#"["C:\\app", "b"]"#),
        ] {
            assert_eq!(mended(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_otherwise_is_left_alone() {
        for text in [r#"["a" "b"]"#, r#"["a""#, "[\u{201c}a\u{201d}]", r#"["a", 'b']"#, "[", "[\""] {
            assert_eq!(mended(text), None, "{text}");
        }
    }

    #[test]
    fn an_escape_of_json_is_meant_unless_it_stands_in_a_path() {
        assert_eq!(lone_backslashes(r#"["a\tb", "C:\temp", "say \"C:\""]"#), [12]);
    }
}
