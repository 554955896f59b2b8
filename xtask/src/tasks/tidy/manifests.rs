//! Rules of the crates' manifests, and of the clippy settings beside them.

use super::Breach;
use crate::failure::Failure;
use crate::repository::{Repository, SourceFile};

/// Lines that every member's manifest has, and why.
const MEMBER_LINES: &[(&str, &str)] = &[
    ("license.workspace = true", "the licence is the workspace's"),
    ("rust-version.workspace = true", "the oldest Rust is the workspace's"),
    ("edition.workspace = true", "the edition is the workspace's"),
    ("[lints]\nworkspace = true", "the lints are the workspace's"),
];

pub(super) fn breaches(repository: &Repository) -> Result<Vec<Breach>, Failure> {
    let root = repository.read("Cargo.toml")?.unwrap_or_default();
    let rooms = repository.read("crates/README.md")?.unwrap_or_default();
    let shared_clippy = repository.read("clippy.toml")?.unwrap_or_default();
    let mut found = Vec::new();
    if !has_line(&root, "unsafe_code = \"forbid\"") {
        let file = SourceFile { path: "Cargo.toml".to_owned(), text: root };
        found.push(Breach::new(&file, 1, "[workspace.lints.rust] forbids unsafe_code"));
    }
    for file in repository.sources(&["toml"])? {
        let Some((directory, name)) = file.path.rsplit_once('/') else { continue };
        match (name, directory) {
            ("Cargo.toml", "fuzz") => {} // A workspace of its own: libFuzzer's macro needs unsafe code.
            ("Cargo.toml", _) => {
                found.extend(member(&file));
                found.extend(room(&file, directory, &rooms));
            }
            ("clippy.toml", _) => found.extend(clippy(&file, &shared_clippy)),
            _ => {}
        }
    }
    Ok(found)
}

fn member(file: &SourceFile) -> Vec<Breach> {
    let text = file.text.replace("\r\n", "\n");
    let mut found: Vec<Breach> = MEMBER_LINES
        .iter()
        .filter(|(lines, _)| !has_line(&text, lines))
        .map(|(lines, why)| Breach::new(file, 1, format!("{why}: `{}`", lines.replace('\n', " "))))
        .collect();
    if !text.lines().any(|line| line.starts_with("description = \"")) {
        found.push(Breach::new(file, 1, "a crate has a description"));
    }
    found
}

/// Each room is in the table of rooms.
fn room(file: &SourceFile, directory: &str, rooms: &str) -> Option<Breach> {
    let name = directory.strip_prefix("crates/")?;
    let listed = rooms.lines().any(|line| line.starts_with(&format!("| `{name}`")));
    (!listed).then(|| Breach::new(file, 1, format!("`{name}` has a row in crates/README.md")))
}

/// Clippy reads one file and merges none, so each repeats what the root's says.
fn clippy(file: &SourceFile, shared: &str) -> Vec<Breach> {
    let settings = shared.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    settings
        .filter(|line| !has_line(&file.text, line))
        .map(|line| Breach::new(file, 1, format!("it repeats the root's clippy.toml, and lacks `{line}`")))
        .collect()
}

/// Whether the text has these lines, whole and one after the other.
fn has_line(text: &str, lines: &str) -> bool {
    format!("\n{}\n", text.replace("\r\n", "\n")).contains(&format!("\n{lines}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIDY: &str = "\
[package]
name = \"winfit-a\"
description = \"A\"
edition.workspace = true
rust-version.workspace = true
license.workspace = true

[lints]
workspace = true
";

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_member_that_inherits_everything_is_tidy() {
        assert_eq!(member(&file("crates/winfit-a/Cargo.toml", TIDY)), []);
        assert_eq!(member(&file("crates/winfit-a/Cargo.toml", &TIDY.replace('\n', "\r\n"))), []);
    }

    #[test]
    fn each_thing_not_inherited_is_a_breach() {
        for (line, almost) in [
            ("license.workspace = true", "license = \"MIT\""),
            ("edition.workspace = true", "edition = \"2024\""),
            ("rust-version.workspace = true", "# rust-version.workspace = true"),
            ("[lints]\nworkspace = true", "[lints]\n"),
            ("description = \"A\"", "readme = \"README.md\""),
        ] {
            let found = member(&file("crates/winfit-a/Cargo.toml", &TIDY.replace(line, almost)));
            assert_eq!(found.len(), 1, "{line}: {found:?}");
        }
    }

    #[test]
    fn a_room_must_be_in_the_table_under_its_whole_name() {
        let manifest = file("crates/winfit-a/Cargo.toml", TIDY);
        assert_eq!(room(&manifest, "crates/winfit-a", "| crate |\n| `winfit-a` | does a |\n"), None);
        assert!(room(&manifest, "crates/winfit-a", "| `winfit-ab` | does ab |\n").is_some());
        assert_eq!(room(&manifest, "xtask", ""), None);
    }

    #[test]
    fn a_clippy_file_that_lacks_a_shared_setting_is_a_breach() {
        let shared = "# Why.\nallow-unwrap-in-tests = true\nallow-panic-in-tests = true\n";
        let own = "allow-panic-in-tests = true\nallow-unwrap-in-tests = true\ndisallowed-methods = []\n";
        assert_eq!(clippy(&file("crates/a/clippy.toml", own), shared), []);
        let without = own.replace("allow-unwrap-in-tests = true", "allow-unwrap-in-tests = false");
        assert_eq!(clippy(&file("crates/a/clippy.toml", &without), shared).len(), 1);
    }
}
