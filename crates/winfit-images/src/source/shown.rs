//! Texts and paths from outside as errors repeat them: shortened, and nothing in them that a terminal would obey.

use std::path::Path;

/// Characters of a text that an error repeats.
const TEXT: usize = 80;

/// Characters of a path that an error repeats: longer, so that it can be copied from there.
const PATH: usize = 1000;

/// A text, to be put in quotes.
pub(crate) fn shown(text: &str) -> String {
    let mut start: String = text.chars().take(TEXT).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start.escape_debug().to_string()
}

/// A path as the user wrote it: backslashes stay.
pub(crate) fn shown_path(path: &Path) -> String {
    let mut shown = String::new();
    for letter in path.to_string_lossy().chars().take(PATH) {
        match letter {
            '\\' | '\'' | '"' => shown.push(letter),
            _ => shown.extend(letter.escape_debug()),
        }
    }
    shown
}
