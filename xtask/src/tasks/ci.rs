//! Everything that has to pass before a change is merged.

use std::time::{Duration, Instant};

use super::{Outcome, TASKS, Task, no_arguments};
use crate::failure::Failure;
use crate::repository::Repository;

pub(super) const TASK: Task = Task {
    name: "ci",
    usage: "ci",
    about: "run all of the above but bench, to the end even if one fails, and sum up",
    in_ci: false,
    run,
};

fn run(repository: &Repository, arguments: &[String]) -> Result<Outcome, Failure> {
    no_arguments(&TASK, arguments)?;
    let mut summary = Vec::new();
    for task in TASKS.iter().filter(|task| task.in_ci) {
        println!("\n══ cargo xtask {} ══", task.name);
        let start = Instant::now();
        let result = (task.run)(repository, &[]);
        if let Err(failure) = &result {
            println!("{}: {failure}", task.name);
        }
        summary.push((task.name, start.elapsed(), result));
    }
    println!("\n══ summary ══");
    for (name, elapsed, result) in &summary {
        println!("{}", line(name, *elapsed, result));
    }
    verdict(&summary)
}

fn line(name: &str, elapsed: Duration, result: &Result<Outcome, Failure>) -> String {
    let word = match result {
        Ok(Outcome::Done) => "passed".to_owned(),
        Ok(Outcome::DoneBut(gap)) => format!("passed, but {gap}"),
        Err(_) => "FAILED".to_owned(),
    };
    format!("{name:10} {:5} s  {word}", elapsed.as_secs())
}

/// Fails with the names of all tasks that did; otherwise carries on what tasks had to leave out.
fn verdict(summary: &[(&'static str, Duration, Result<Outcome, Failure>)]) -> Result<Outcome, Failure> {
    let names: Vec<_> =
        summary.iter().filter(|(.., result)| result.is_err()).map(|(name, ..)| *name).collect();
    if !names.is_empty() {
        return Err(Failure::Tasks { names });
    }
    let gaps: Vec<_> = summary
        .iter()
        .filter_map(|(.., result)| match result {
            Ok(Outcome::DoneBut(gap)) => Some(gap.as_str()),
            _ => None,
        })
        .collect();
    Ok(if gaps.is_empty() { Outcome::Done } else { Outcome::DoneBut(gaps.join("; ")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed() -> Result<Outcome, Failure> {
        Err(Failure::Untidy { count: 1 })
    }

    fn gap() -> Result<Outcome, Failure> {
        Ok(Outcome::DoneBut("advisories were NOT checked".to_owned()))
    }

    #[test]
    fn all_failed_tasks_are_named_and_passed_ones_are_not() {
        let summary = [
            ("format", Duration::ZERO, failed()),
            ("lint", Duration::ZERO, Ok(Outcome::Done)),
            ("deny", Duration::ZERO, gap()),
            ("test", Duration::ZERO, failed()),
        ];
        assert_eq!(verdict(&summary).unwrap_err().to_string(), "failed: format, test");
    }

    #[test]
    fn what_a_task_left_out_is_said_again_at_the_end() {
        let summary = [("lint", Duration::ZERO, Ok(Outcome::Done)), ("deny", Duration::ZERO, gap())];
        assert_eq!(verdict(&summary).unwrap(), Outcome::DoneBut("advisories were NOT checked".to_owned()));
        assert_eq!(
            line("deny", Duration::from_secs(7), &gap()),
            "deny           7 s  passed, but advisories were NOT checked"
        );
    }
}
