//! Rules of Rust files: they open with their idea, stay readable in one sitting, and are named after a thing.

use super::Breach;
use crate::repository::SourceFile;

/// The habit is some 300; beyond this a file holds more than one subject.
const MOST_LINES: usize = 500;

/// Names that say nothing about what is inside.
const DRAWERS: &[&str] = &["utils", "util", "helpers", "helper", "common", "misc"];

pub(super) fn breaches(file: &SourceFile) -> Vec<Breach> {
    let mut found = Vec::new();
    if !file.text.starts_with("//!") {
        found.push(Breach::new(file, 1, "a file opens with `//!` lines that say what it holds"));
    }
    let lines = file.text.lines().count();
    if lines > MOST_LINES {
        let rule =
            format!("a file has at most {MOST_LINES} lines, and this one has {lines}: split it by subject");
        found.push(Breach::new(file, MOST_LINES + 1, rule));
    }
    let name = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
    if name == "mod" {
        found.push(Breach::new(file, 1, "a module is `thing.rs` beside `thing/`, not `thing/mod.rs`"));
    }
    if DRAWERS.contains(&name) {
        found.push(Breach::new(
            file,
            1,
            format!("`{name}` says nothing: name the file after what it is about"),
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile { path: path.to_owned(), text: text.to_owned() };
        breaches(&file).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_short_file_with_an_opening_and_a_name_is_tidy() {
        assert_eq!(rules("crates/a/src/release.rs", "//! Releases.\n"), [""; 0]);
        assert_eq!(
            rules("crates/a/src/command.rs", &format!("//! Commands.\n{}", "\n".repeat(499))),
            [""; 0]
        );
    }

    #[test]
    fn an_opening_that_is_late_or_no_module_comment_is_a_breach() {
        for text in ["", "\n//! Late.\n", "/// An item's.\n", "// No documentation.\n", "use std::fmt;\n"] {
            let rule = "a.rs:1: a file opens with `//!` lines that say what it holds";
            assert_eq!(rules("a.rs", text), [rule], "{text:?}");
        }
    }

    #[test]
    fn one_line_too_many_is_a_breach_at_that_line() {
        let long = format!("//! Long.\n{}", "\n".repeat(500));
        let rule = "a.rs:501: a file has at most 500 lines, and this one has 501: split it by subject";
        assert_eq!(rules("a.rs", &long), [rule]);
    }

    #[test]
    fn drawers_and_mod_files_are_breaches() {
        assert_eq!(rules("crates/a/src/thing/mod.rs", "//! A thing.\n").len(), 1);
        assert_eq!(rules("crates/a/src/utils.rs", "//! All sorts.\n").len(), 1);
    }
}
