//! The rules of the house that neither rustfmt nor clippy can check.

mod manifests;
mod paths;
mod rust;

use std::fmt;

use super::{Outcome, Task, no_arguments};
use crate::failure::Failure;
use crate::repository::{Repository, SourceFile};

pub(super) const TASK: Task = Task {
    name: "tidy",
    usage: "tidy",
    about: "check the rules of the house: module docs, file sizes, manifests, fuzz seeds, stray paths",
    in_ci: true,
    run,
};

/// A rule and the place where it is broken.
#[derive(Debug, PartialEq, Eq)]
struct Breach {
    path: String,
    /// Counted from 1.
    line: usize,
    rule: String,
}

impl Breach {
    fn new(file: &SourceFile, line: usize, rule: impl Into<String>) -> Self {
        Self { path: file.path.clone(), line, rule: rule.into() }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.rule)
    }
}

fn run(repository: &Repository, arguments: &[String]) -> Result<Outcome, Failure> {
    no_arguments(&TASK, arguments)?;
    let files = repository.sources(&["rs", "toml", "yml", "yaml", "md", "csv"])?;
    let mut breaches = Vec::new();
    for file in &files {
        if file.path.ends_with(".rs") {
            breaches.extend(rust::breaches(file));
        }
        breaches.extend(paths::breaches(file));
    }
    breaches.extend(manifests::breaches(repository)?);
    breaches.extend(seeds(repository)?);
    for breach in &breaches {
        println!("{breach}");
    }
    if !breaches.is_empty() {
        return Err(Failure::Untidy { count: breaches.len() });
    }
    println!("{} files are tidy", files.len());
    Ok(Outcome::Done)
}

/// A fuzz target without seeds spends its minute finding out what a valid input looks like.
fn seeds(repository: &Repository) -> Result<Vec<Breach>, Failure> {
    let has_seeds = |target: &String| {
        let seeds = repository.fuzz().join("seeds").join(target);
        seeds.read_dir().is_ok_and(|mut entries| entries.next().is_some())
    };
    let targets = super::fuzz::targets(repository)?;
    Ok(targets
        .into_iter()
        .filter(|target| !has_seeds(target))
        .map(|target| Breach {
            path: format!("fuzz/fuzz_targets/{target}.rs"),
            line: 1,
            rule: format!("a fuzz target has seeds: put a few real inputs into fuzz/seeds/{target}/"),
        })
        .collect())
}
