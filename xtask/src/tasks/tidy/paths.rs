//! Rule of all text files: no path that exists on one person's machine only.
//!
//! Test data and examples are exempt: paths of other people's machines are what they are about.

use super::Breach;
use crate::repository::SourceFile;

/// Directories that a person's own directory stands in. Written in two parts, so that this file keeps the rule.
const HOMES: &[&str] = &[concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("C:\\Us", "ers\\")];

/// Accounts that exist everywhere: GitHub's machines and Windows containers.
const EVERYWHERE: &[&str] = &["runner", "ContainerAdministrator", "ContainerUser", "Administrator", "Public"];

/// Parts of a path that mark data.
const DATA: &[&str] = &["/tests/", "/testdata/", "/fixtures/", "examples/", "/seeds/"];

pub(super) fn breaches(file: &SourceFile) -> Vec<Breach> {
    if DATA.iter().any(|part| file.path.contains(part)) {
        return Vec::new();
    }
    let lines = file.text.lines().zip(1..);
    lines
        .filter_map(|(line, number)| {
            let home = HOMES.iter().find(|home| names_a_person(line, home))?;
            Some(Breach::new(file, number, format!("a path under `{home}` exists on one machine only")))
        })
        .collect()
}

/// Whether what follows `home` starts like the name of a person's account, and is a directory.
fn names_a_person(line: &str, home: &str) -> bool {
    line.split(home).skip(1).any(|rest| {
        let end =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || "_.-".contains(c))).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        !name.is_empty() && after.starts_with(['/', '\\']) && !EVERYWHERE.contains(&name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        let text = text.replace('~', "/ho\u{6d}e/").replace('^', "C:\\Us\u{65}rs\\");
        breaches(&SourceFile { path: path.to_owned(), text }).iter().map(|breach| breach.line).collect()
    }

    #[test]
    fn a_path_in_somebodys_directory_is_a_breach_at_its_line() {
        assert_eq!(lines("docs/a.md", "fine\nsee ~mary/winfit/a.rs\n"), [2]);
        assert_eq!(lines("crates/a/src/a.rs", "let x = r\"^mary\\winfit\";\n"), [1]);
    }

    #[test]
    fn almost_personal_paths_are_left_alone() {
        for line in
            ["~", "~mary", "~$USER/x", "~<you>/x", "^ContainerAdministrator\\x", "/opt/home/", "~runner/x"]
        {
            assert_eq!(lines("docs/a.md", line), [0; 0], "{line}");
        }
        assert_eq!(lines("crates/a/tests/a.yaml", "path: ~mary/x"), [0; 0]);
    }
}
