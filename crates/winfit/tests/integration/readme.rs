//! The command lines in READMEs and docs do what is printed below them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{command, run};

/// A command line of a page, and what the page says that it prints.
struct Example {
    page: String,
    line: usize,
    command: String,
    printed: Vec<String>,
}

impl Example {
    /// Whether it changes files.
    fn writes(&self) -> bool {
        let has = |flag: &str| self.command.split(' ').any(|word| word == flag);
        (has("--fix") || has("--unsafe-fixes")) && !has("--diff")
    }
}

/// A folder that has the examples in it.
fn copy_of_examples() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &to);
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("examples"), &folder.path().join("examples"));
    folder
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The READMEs of the repository and of its examples, and the pages in docs/.
fn pages() -> Vec<PathBuf> {
    let root = root();
    let within = |folder: &str| {
        fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    };
    let examples = within("examples").into_iter().map(|folder| folder.join("README.md"));
    let docs = within("docs").into_iter().filter(|path| path.extension().is_some_and(|it| it == "md"));
    let mut pages: Vec<_> = ["README.md", "examples/README.md"].map(|page| root.join(page)).into();
    pages.extend(examples.chain(docs).filter(|path| path.is_file()));
    pages
}

/// Every line `$ winfit …` in a fenced block of kind `console`, with the lines below it up to the next command.
fn examples(page: &Path) -> Vec<Example> {
    let name = page.strip_prefix(root()).unwrap().display().to_string();
    let mut found: Vec<Example> = Vec::new();
    let (mut in_console, mut is_ours) = (false, false);
    for (index, line) in fs::read_to_string(page).unwrap().lines().enumerate() {
        if line.starts_with("```") {
            in_console = !in_console && line == "```console";
            is_ours = false;
        } else if let Some(typed) = line.strip_prefix("$ ").filter(|_| in_console) {
            is_ours = typed.starts_with("winfit ");
            if is_ours {
                let (page, command) = (name.clone(), typed.to_owned());
                found.push(Example { page, line: index + 1, command, printed: Vec::new() });
            }
        } else if is_ours && let Some(example) = found.last_mut() {
            example.printed.push(line.to_owned());
        }
    }
    // The page's own empty lines between a command's output and the next command.
    for example in &mut found {
        while example.printed.last().is_some_and(String::is_empty) {
            example.printed.pop();
        }
    }
    found
}

/// The words of a command line: quotes keep spaces, and there is nothing else of a shell.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for character in command.chars() {
        match (character, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => quote = Some(character),
            (' ', None) => words.push(String::new()),
            (c, _) => words.last_mut().unwrap().push(c),
        }
    }
    words
}

/// Whether the lines are those printed, where `...` stands for any number of lines.
fn matches(printed: &[String], lines: &[&str]) -> bool {
    match printed.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "..." => {
            (0..=lines.len()).any(|skipped| matches(rest, &lines[skipped..]))
        }
        Some((first, rest)) => {
            lines.split_first().is_some_and(|(line, lines)| first == line && matches(rest, lines))
        }
    }
}

#[test]
fn dots_stand_for_any_lines_and_other_lines_for_themselves() {
    let lines = ["a", "b", "c"];
    let matches =
        |printed: &[&str]| matches(&printed.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>(), &lines);
    for printed in [
        &["a", "b", "c"][..],
        &["..."],
        &["a", "..."],
        &["...", "c"],
        &["a", "...", "b", "c"],
        &["...", "b", "..."],
    ] {
        assert!(matches(printed), "{printed:?}");
    }
    for printed in [&["a", "b"][..], &[], &["...", "b"], &["b", "..."], &["a", "c"], &["...", "d", "..."]] {
        assert!(!matches(printed), "{printed:?}");
    }
    assert_eq!(words("version \"a b\" 'c'"), ["version", "a b", "c"]);
}

#[test]
fn the_command_lines_on_our_pages_print_what_stands_below_them() {
    let (mut from_readme, mut wrong) = (0, Vec::new());
    let of_pages: Vec<_> = pages().iter().map(|page| examples(page)).collect();
    // What is fixed on one page is so for its next commands, and for nobody else.
    let copies = of_pages.iter().map(|page| page.iter().any(Example::writes).then(copy_of_examples));
    let copies: Vec<_> = copies.collect();
    let in_folder = of_pages.into_iter().zip(&copies).flat_map(|(page, copy)| {
        let folder = copy.as_ref().map_or_else(root, |copy| copy.path().to_owned());
        page.into_iter().map(move |example| (folder.clone(), example))
    });
    for (folder, example) in in_folder {
        from_readme += usize::from(example.page == "README.md");
        let mut command = command();
        command.current_dir(folder).args(words(&example.command).into_iter().skip(1));
        let run = run(&mut command, b"");
        let text = run.out + &run.err;
        let lines: Vec<_> = text.trim_end().lines().collect();
        // Without any line below it, only that it works is said.
        let is_right =
            if example.printed.is_empty() { run.status != 2 } else { matches(&example.printed, &lines) };
        if !is_right {
            wrong.push(format!("{}:{}: $ {}\n{text}", example.page, example.line, example.command));
        }
    }
    assert!(from_readme > 0, "README.md has no command line to try");
    assert!(wrong.is_empty(), "these print something else:\n\n{}", wrong.join("\n"));
}
