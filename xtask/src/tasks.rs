//! The list of tasks, in the order in which `ci` runs them.

mod bench;
mod ci;
mod deny;
mod docs;
mod format;
mod fuzz;
mod generated;
mod lint;
mod test;
mod tidy;

use std::fmt::Write as _;

use crate::failure::Failure;
use crate::repository::Repository;

/// Something that `cargo xtask NAME` does.
pub(crate) struct Task {
    /// What is typed.
    pub(crate) name: &'static str,
    /// The name and the arguments that it takes.
    pub(crate) usage: &'static str,
    /// One line for the list.
    pub(crate) about: &'static str,
    /// Whether `ci` includes it.
    pub(crate) in_ci: bool,
    /// Does it.
    pub(crate) run: fn(&Repository, &[String]) -> Result<Outcome, Failure>,
}

/// How a task that did not fail ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All of it was done.
    Done,
    /// A part was left out, for a reason outside the project; said at the end, where it cannot be missed.
    DoneBut(String),
}

/// Every task. A new one is a file beside the others and a row here.
pub(crate) const TASKS: &[Task] = &[
    format::TASK,
    tidy::TASK,
    lint::TASK,
    docs::TASK,
    deny::TASK,
    generated::TASK,
    test::TASK,
    fuzz::TASK,
    bench::TASK,
    ci::TASK,
];

/// The task with this name.
pub(crate) fn find(name: &str) -> Result<&'static Task, Failure> {
    TASKS.iter().find(|task| task.name == name).ok_or_else(|| Failure::UnknownTask { name: name.to_owned() })
}

/// The list of tasks, a line each.
pub(crate) fn overview() -> String {
    let width = TASKS.iter().map(|task| task.usage.len()).max().unwrap_or_default();
    let mut text = String::from("cargo xtask TASK\n\n");
    for Task { usage, about, .. } in TASKS {
        let _ = writeln!(text, "  {usage:width$}  {about}");
    }
    text
}

/// For tasks without arguments: refuses whatever was given.
fn no_arguments(task: &Task, arguments: &[String]) -> Result<(), Failure> {
    match arguments.first() {
        None => Ok(()),
        Some(word) => Err(Failure::Argument {
            task: task.name,
            problem: format!("it takes no argument, and \"{word}\" was given"),
            usage: task.usage,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_has_a_name_of_its_own_and_one_line() {
        for (at, task) in TASKS.iter().enumerate() {
            assert!(task.usage.starts_with(task.name), "{}", task.usage);
            assert!(!task.about.contains('\n') && task.about.len() <= 100, "{}", task.about);
            assert!(TASKS[at + 1..].iter().all(|other| other.name != task.name), "{}", task.name);
        }
    }

    #[test]
    fn an_unknown_task_is_named() {
        let failure = find("tests").err().unwrap();
        assert_eq!(failure.to_string(), "there is no task \"tests\"; `cargo xtask` lists them");
    }

    #[test]
    fn a_surplus_argument_is_named_with_the_usage() {
        let failure = no_arguments(&docs::TASK, &["--open".to_owned()]).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "docs: it takes no argument, and \"--open\" was given\nusage: cargo xtask docs"
        );
    }
}
