//! Files that are made from the code: compared in CI, written on request.
//!
//! A generator is a file under `generated/` and a row in [`GENERATORS`].

mod fuzz_manifest;
mod reference;
mod tasks_page;

use std::fs;

use super::{Outcome, Task};
use crate::failure::Failure;
use crate::repository::Repository;

pub(super) const TASK: Task = Task {
    name: "generated",
    usage: "generated [--write]",
    about: "check that generated files are current; --write makes them so",
    in_ci: true,
    run,
};

/// What makes files.
struct Generator {
    /// Directories with an extension of which it makes every file there, so that a left-over one is noticed.
    owns: &'static [(&'static str, &'static str)],
    /// Makes them.
    make: fn(&Repository) -> Result<Vec<Made>, Failure>,
}

/// A file as it should be.
struct Made {
    /// Relative to the top directory, with `/`.
    path: String,
    text: String,
}

const GENERATORS: &[Generator] = &[fuzz_manifest::GENERATOR, reference::GENERATOR, tasks_page::GENERATOR];

fn run(repository: &Repository, arguments: &[String]) -> Result<Outcome, Failure> {
    let write = match arguments {
        [] => false,
        [flag] if flag == "--write" => true,
        _ => {
            let problem = format!("it takes nothing or --write, not \"{}\"", arguments.join(" "));
            return Err(Failure::Argument { task: TASK.name, problem, usage: TASK.usage });
        }
    };
    let mut differences = Vec::new();
    for generator in GENERATORS {
        differences.extend(generator.differences(repository)?);
    }
    for difference in &differences {
        if write {
            difference.settle(repository)?;
        }
        println!("{}", difference.describe(write));
    }
    if !write && !differences.is_empty() {
        return Err(Failure::OutOfDate { count: differences.len() });
    }
    println!("what {} generators make is current", GENERATORS.len());
    Ok(Outcome::Done)
}

/// A file that is not as it should be.
enum Difference {
    /// Missing or with other text.
    Text(Made),
    /// Nothing makes it any more.
    LeftOver(String),
}

impl Generator {
    fn differences(&self, repository: &Repository) -> Result<Vec<Difference>, Failure> {
        let made = (self.make)(repository)?;
        let mut differences = Vec::new();
        for (directory, extension) in self.owns {
            let extra = repository.list(directory, extension)?.into_iter();
            let extra = extra.filter(|path| made.iter().all(|file| file.path != *path));
            differences.extend(extra.map(Difference::LeftOver));
        }
        for file in made {
            // A checkout on Windows may have other line endings.
            let present = repository.read(&file.path)?.map(|text| text.replace("\r\n", "\n"));
            if present.as_ref() != Some(&file.text) {
                differences.push(Difference::Text(file));
            }
        }
        Ok(differences)
    }
}

impl Difference {
    fn settle(&self, repository: &Repository) -> Result<(), Failure> {
        let (path, result) = match self {
            Self::Text(made) => {
                let path = repository.root.join(&made.path);
                let directory = path.parent().map_or(Ok(()), fs::create_dir_all);
                (path.clone(), directory.and_then(|()| fs::write(path, &made.text)))
            }
            Self::LeftOver(path) => {
                let path = repository.root.join(path);
                (path.clone(), fs::remove_file(path))
            }
        };
        result.map_err(|source| Failure::File { doing: "write or remove", path, source })
    }

    fn describe(&self, settled: bool) -> String {
        match (self, settled) {
            (Self::Text(made), false) => format!("{}: is not what would be generated", made.path),
            (Self::Text(made), true) => format!("{}: written", made.path),
            (Self::LeftOver(path), false) => format!("{path}: nothing generates it any more"),
            (Self::LeftOver(path), true) => format!("{path}: removed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGES: Generator = Generator {
        owns: &[("pages", "md")],
        make: |_| Ok(vec![Made { path: "pages/kept.md".to_owned(), text: "new\n".to_owned() }]),
    };

    fn describe(repository: &Repository) -> Vec<String> {
        PAGES.differences(repository).unwrap().iter().map(|difference| difference.describe(false)).collect()
    }

    #[test]
    fn stale_and_left_over_files_are_named_until_they_are_written() {
        let root = std::env::temp_dir().join(format!("xtask-generated-{}", std::process::id()));
        let repository = Repository { root: root.clone() };
        fs::create_dir_all(root.join("pages")).unwrap();
        for (name, text) in [("kept.md", "old\n"), ("gone.md", "old\n"), ("drawing.svg", "<svg/>")] {
            fs::write(root.join("pages").join(name), text).unwrap();
        }
        assert_eq!(
            describe(&repository),
            ["pages/gone.md: nothing generates it any more", "pages/kept.md: is not what would be generated"]
        );
        for difference in PAGES.differences(&repository).unwrap() {
            difference.settle(&repository).unwrap();
        }
        assert_eq!(describe(&repository), [""; 0]);
        assert!(root.join("pages/drawing.svg").exists());
        fs::write(root.join("pages/kept.md"), "new\r\n").unwrap();
        assert_eq!(describe(&repository), [""; 0], "line endings of a checkout on Windows are no difference");
        fs::remove_dir_all(root).unwrap();
    }
}
