//! Benchmarks: what criterion measures inside the crates, then `winfit` as whole processes.

use std::env;
use std::path::PathBuf;

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
const WHOLE_PROCESSES: &[&[&str]] =
    &[&["fits", "--image-os-version", "10.0.17763.437", "--host", "10.0.17763.437"]];

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
        Program::new("hyperfine", &repository.root).args(["--shell=none", "--warmup=20", &line]).run()?;
    }
    Ok(Outcome::Done)
}
