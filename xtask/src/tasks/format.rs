//! Formatting, of the workspace and of the fuzz targets.

use super::{Outcome, Task, no_arguments};
use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;

pub(super) const TASK: Task = Task {
    name: "format",
    usage: "format",
    about: "check that `cargo fmt` would change nothing",
    in_ci: true,
    run,
};

fn run(repository: &Repository, arguments: &[String]) -> Result<Outcome, Failure> {
    no_arguments(&TASK, arguments)?;
    let check = ["fmt", "--all", "--check"];
    let workspace = Program::cargo(&repository.root).args(check).run();
    let fuzz = Program::cargo(&repository.fuzz()).args(check).run();
    workspace.and(fuzz)?;
    Ok(Outcome::Done)
}
