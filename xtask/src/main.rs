//! `cargo xtask TASK`: every check and chore of the project, the same on a desk and in CI.
//!
//! This file reads the command line. What a task does is in the file of its name under `tasks/`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this program talks to the person who started it"
)]

mod component;
mod failure;
mod process;
mod repository;
mod tasks;
mod tool;

use std::env;
use std::process::ExitCode;

use failure::Failure;
use repository::Repository;
use tasks::Outcome;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::DoneBut(gap)) => {
            eprintln!("xtask: done, but {gap}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<Outcome, Failure> {
    let (name, rest) = match arguments.split_first() {
        None => ("help", arguments),
        Some((name, rest)) => (name.as_str(), rest),
    };
    if matches!(name, "help" | "--help" | "-h") {
        print!("{}", tasks::overview());
        return Ok(Outcome::Done);
    }
    let task = tasks::find(name)?;
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        println!("cargo xtask {}\n\n{}", task.usage, task.about);
        return Ok(Outcome::Done);
    }
    (task.run)(&Repository::find()?, rest)
}
