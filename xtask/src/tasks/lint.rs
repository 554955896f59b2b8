//! Clippy, with every warning an error.

use super::{Outcome, Task, no_arguments};
use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;

pub(super) const TASK: Task = Task {
    name: "lint",
    usage: "lint",
    about: "run clippy on everything, with and without optional features; a warning is an error",
    in_ci: true,
    run,
};

fn run(repository: &Repository, arguments: &[String]) -> Result<Outcome, Failure> {
    no_arguments(&TASK, arguments)?;
    let strict = ["--", "-D", "warnings"];
    let everything = ["clippy", "--workspace", "--all-targets"];
    let results = [
        Program::cargo(&repository.root).args(everything).arg("--all-features").args(strict).run(),
        // What users build: code that only an optional feature uses shows up here as unused.
        Program::cargo(&repository.root).args(everything).args(strict).run(),
        Program::cargo(&repository.fuzz()).args(["clippy", "--bins", "--locked"]).args(strict).run(),
    ];
    results.into_iter().collect::<Result<(), _>>()?;
    Ok(Outcome::Done)
}
