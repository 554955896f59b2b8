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
    let whole = ["test", "--workspace", "--all-features"];
    let some = ["test", "--all-features"];
    // Packages that were asked for would otherwise be joined by all the others.
    let narrowed = arguments.iter().any(|word| word.starts_with("-p") || word.starts_with("--package"));
    let cargo = Program::cargo(&repository.root);
    let cargo = if narrowed { cargo.args(some) } else { cargo.args(whole) };
    cargo.args(arguments).run()?;
    Ok(Outcome::Done)
}
