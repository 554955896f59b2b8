//! All tests: unit, integration and documentation tests of every crate.
//!
//! Plain `cargo test`, since it needs nothing installed and is the only runner that also runs documentation tests.

use super::{Outcome, Task};
use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;

pub(super) const TASK: Task = Task {
    name: "test",
    usage: "test [ARGUMENT…]",
    about: "run every test; arguments go to cargo test, e.g. `test -p winfit-compat kb`",
    in_ci: true,
    run,
};

fn run(repository: &Repository, arguments: &[String]) -> Result<Outcome, Failure> {
    // To the end, so that one run shows every test that fails.
    let cargo = Program::cargo(&repository.root).args(["test", "--all-features", "--no-fail-fast"]);
    // Packages that were asked for would otherwise be joined by all the others.
    let narrowed = arguments.iter().any(|word| word.starts_with("-p") || word.starts_with("--package"));
    let cargo = if narrowed { cargo } else { cargo.arg("--workspace") };
    cargo.args(arguments).run()?;
    Ok(Outcome::Done)
}
