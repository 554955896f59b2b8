//! `docs/cli.md`, `docs/rules/`, `docs/causes/`: what the program, its rules and its causes say of themselves.

use super::{Generator, Made};
use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;

pub(super) const GENERATOR: Generator =
    Generator { owns: &[("docs/rules", "md"), ("docs/causes", "md")], make };

fn make(repository: &Repository) -> Result<Vec<Made>, Failure> {
    let arguments = ["run", "--quiet", "--package", "winfit", "--example", "reference"];
    let printed = Program::cargo(&repository.root).args(arguments).output()?;
    Ok(files(&printed))
}

/// The files of a stream in which each starts with a form feed and its path in a line.
fn files(printed: &str) -> Vec<Made> {
    let parts = printed.replace("\r\n", "\n");
    let parts = parts.split('\x0c').filter_map(|part| part.split_once('\n'));
    parts.map(|(path, text)| Made { path: path.to_owned(), text: text.to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_feed_starts_a_file_with_its_path() {
        let files = files("\x0cdocs/a.md\n# A\n\ntext\n\x0cdocs/b.md\n# B\n");
        let files: Vec<_> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        assert_eq!(files, [("docs/a.md", "# A\n\ntext\n"), ("docs/b.md", "# B\n")]);
    }
}
