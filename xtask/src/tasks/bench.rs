//! Benchmarks: what criterion measures inside the crates, then `winfit` as whole processes, by itself and beside others.

mod corpus;
mod others;

use std::path::{Path, PathBuf};
use std::{env, fs};

use corpus::Corpus;
use others::Others;

use super::{Outcome, Task};
use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;

pub(super) const TASK: Task = Task {
    name: "bench",
    usage: "bench [ARGUMENT…]",
    about: "measure: `cargo bench`, then whole processes, beside other linters; arguments go to cargo bench",
    in_ci: false,
    run,
};

/// Command lines of `winfit` that are measured with start-up included, in the order of the budgets.
const WHOLE_PROCESSES: &[&[&str]] = &[
    &["fits", "--image-os-version", "10.0.17763.437", "--host", "10.0.17763.437"],
    &["check", "--offline", "examples/two-builds/deployment-pinned.yaml"],
    &["check", "--offline", "examples/mixed-fleet", "--nodes", "examples/mixed-fleet/fleet.yaml"],
];

fn run(repository: &Repository, arguments: &[String]) -> Result<Outcome, Failure> {
    Program::cargo(&repository.root)
        .args(["bench", "--workspace", "--all-features"])
        .args(arguments)
        .run()?;
    if Program::new("hyperfine", &repository.root).arg("--version").output().is_err() {
        let gap = "whole processes were NOT measured: hyperfine is not installed (`cargo install hyperfine`)";
        return Ok(Outcome::DoneBut(gap.to_owned()));
    }
    Program::cargo(&repository.root).args(["build", "--release", "--package", "winfit"]).run()?;
    let built = env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository.root.join("target"), PathBuf::from);
    let winfit = built.join("release").join(format!("winfit{}", env::consts::EXE_SUFFIX));
    for words in WHOLE_PROCESSES {
        compare(repository, 20, &[line(&winfit, words)])?;
        peak_memory(repository, &winfit, words);
    }
    let corpus = Corpus::written(repository, &built.join("bench-corpus"))?;
    for part in corpus::PARTS {
        let words = ["check", "--offline", &corpus.path(part)];
        corpus.print_size(part)?;
        compare(repository, 2, &[line(&winfit, &words)])?;
        peak_memory(repository, &winfit, &words);
    }
    let others = Others::found(repository, &built.join("bench-tools"));
    for subject in others::SUBJECTS {
        let paths = corpus.paths(subject.documents)?;
        let words: Vec<&str> =
            ["check", "--offline"].into_iter().chain(paths.iter().map(String::as_str)).collect();
        let own = [line(&winfit, &words)];
        compare(repository, 1, &own.into_iter().chain(others.lines(subject, &paths)).collect::<Vec<_>>())?;
    }
    Ok(others.missing().map_or(Outcome::Done, Outcome::DoneBut))
}

/// Measures command lines one after the other, and says how they compare.
fn compare(repository: &Repository, warmup: usize, lines: &[String]) -> Result<(), Failure> {
    // Without a shell: a shell takes longer to start than winfit. A finding is exit status 1, and no reason to stop.
    let options = ["--shell=none".to_owned(), format!("--warmup={warmup}"), "--ignore-failure".to_owned()];
    let names: Vec<String> = lines.iter().map(|line| shortened(line)).collect();
    let named = names.iter().zip(lines).flat_map(|(name, line)| ["--command-name", name, line]);
    Program::new("hyperfine", &repository.root)
        .args(options)
        .args(named)
        .shown_as(&format!("hyperfine '{}'", names.join("' '")))
        .run()
}

fn line(program: &Path, words: &[&str]) -> String {
    format!("{} {}", program.display(), words.join(" "))
}

/// A command line without most of its paths if it has many.
fn shortened(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    match words.get(..6).filter(|_| words.len() > 12) {
        Some(first) => format!("{} … and {} more", first.join(" "), words.len() - first.len()),
        None => line.to_owned(),
    }
}

/// Prints the peak memory of one run, as GNU time tells it.
fn peak_memory(repository: &Repository, winfit: &Path, words: &[&str]) {
    let file = winfit.with_extension("peak");
    // What winfit prints is of no interest here, nor is its exit status; the figure goes to the file.
    let _ = Program::new("/usr/bin/time", &repository.root)
        .args(["--format=%M", "--quiet", "--output"])
        .arg(&file)
        .arg(winfit)
        .args(words)
        .output();
    let peak =
        fs::read_to_string(&file).ok().and_then(|text| text.lines().last()?.trim().parse::<u64>().ok());
    match peak {
        Some(kib) => println!("  Peak memory: {kib} KiB\n"),
        None => {
            println!("  Peak memory was NOT measured: GNU time is not installed (apt-get install time)\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_many_paths_is_shown_by_its_beginning() {
        assert_eq!(shortened("winfit check a"), "winfit check a");
        let many = format!("winfit check{}", " a".repeat(20));
        assert_eq!(shortened(&many), "winfit check a a a a … and 16 more");
    }
}
