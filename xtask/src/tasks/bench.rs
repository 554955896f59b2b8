//! Benchmarks: what criterion measures inside the crates, then `winfit` as whole processes.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::{Outcome, Task};
use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;

pub(super) const TASK: Task = Task {
    name: "bench",
    usage: "bench [ARGUMENT…]",
    about: "measure: `cargo bench`, then whole processes with hyperfine; arguments go to cargo bench",
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
        let line = format!("{} {}", winfit.display(), words.join(" "));
        // Without a shell: a shell takes longer to start than winfit.
        // A finding is exit status 1, and no reason to stop.
        let options = ["--shell=none", "--warmup=20", "--ignore-failure", &line];
        Program::new("hyperfine", &repository.root).args(options).run()?;
        peak_memory(repository, &winfit, words);
    }
    Ok(Outcome::Done)
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
