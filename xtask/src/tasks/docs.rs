//! The crates' documentation, with every warning an error.

use super::{Outcome, Task, no_arguments};
use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;

pub(super) const TASK: Task = Task {
    name: "docs",
    usage: "docs",
    about: "build the documentation of all crates; a warning, such as a broken link, is an error",
    in_ci: true,
    run,
};

fn run(repository: &Repository, arguments: &[String]) -> Result<Outcome, Failure> {
    no_arguments(&TASK, arguments)?;
    let build = ["doc", "--workspace", "--all-features", "--no-deps"];
    Program::cargo(&repository.root).args(build).env("RUSTDOCFLAGS", "-D warnings").run()?;
    Ok(Outcome::Done)
}
