//! Fuzzing: every parser against libFuzzer's inputs, for a minute in CI and as long as wanted by hand.
//!
//! The stable toolchain does it: `RUSTC_BOOTSTRAP=1` lets it take the sanitizer flags that cargo-fuzz passes.

mod log;
mod request;

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{env, fs, thread};

use super::{Outcome, Task};
use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;
use crate::tool::CARGO_FUZZ;
use log::Findings;
use request::Request;

pub(super) const TASK: Task = Task {
    name: "fuzz",
    usage: "fuzz [--seconds N] [TARGET [FILE]]",
    about: "fuzz all targets, or one, for N seconds each (30); or run one target on one FILE",
    in_ci: true,
    run,
};

/// Of one input: bytes, seconds, and mebibytes of memory. What exceeds the last two counts as a crash.
const LIMITS: [&str; 3] = ["-max_len=65536", "-timeout=10", "-rss_limit_mb=2048"];

fn run(repository: &Repository, arguments: &[String]) -> Result<Outcome, Failure> {
    let request = Request::read(arguments)?;
    let known = targets(repository)?;
    let chosen = match &request.target {
        None => known,
        Some(name) if known.contains(name) => vec![name.clone()],
        Some(name) => return Err(Failure::UnknownTarget { name: name.clone(), known }),
    };
    compiler_exists(repository)?;
    let fuzzer = Fuzzer { repository, cargo_fuzz: CARGO_FUZZ.installed(repository)? };
    if let (Some(target), Some(file)) = (&request.target, &request.file) {
        fuzzer.cargo_fuzz("run").arg(target).arg(file).arg("--").args(LIMITS).run()?;
        println!("{target}: no crash on {}", file.display());
        return Ok(Outcome::Done);
    }
    fuzzer.cargo_fuzz("build").args(&request.target).run()?;
    fuzzer.run_all(&chosen, request.seconds)
}

/// The names of the files in `fuzz/fuzz_targets/`.
pub(super) fn targets(repository: &Repository) -> Result<Vec<String>, Failure> {
    let files = repository.list("fuzz/fuzz_targets", "rs")?;
    let stem = |path: &String| Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Ok(files.iter().filter_map(stem).collect())
}

/// Asked beforehand, since the build script's own complaint comes late and is long.
fn compiler_exists(repository: &Repository) -> Result<(), Failure> {
    if cfg!(windows) {
        return Ok(()); // There it is found through the registry, not by name.
    }
    let compiler = env::var("CXX").unwrap_or_else(|_| "c++".to_owned());
    match Program::new(&compiler, &repository.root).arg("--version").output() {
        Ok(_) => Ok(()),
        Err(_) => Err(Failure::NoCompiler { compiler }),
    }
}

struct Fuzzer<'a> {
    repository: &'a Repository,
    cargo_fuzz: PathBuf,
}

impl Fuzzer<'_> {
    fn cargo_fuzz(&self, subcommand: &str) -> Program {
        Program::new(&self.cargo_fuzz, &self.repository.root).arg(subcommand).env("RUSTC_BOOTSTRAP", "1")
    }

    /// Runs the targets side by side, as many at a time as there are cores.
    fn run_all(&self, targets: &[String], seconds: u32) -> Result<Outcome, Failure> {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let queue = Mutex::new(targets.iter());
        let next = || queue.lock().ok().and_then(|mut targets| targets.next());
        let work = || {
            let mut failed = Vec::new();
            while let Some(target) = next() {
                if !self.run_one(target, seconds)? {
                    failed.push(target.clone());
                }
            }
            Ok(failed)
        };
        let results: Vec<Result<Vec<String>, Failure>> = thread::scope(|scope| {
            let workers: Vec<_> = (0..cores.min(targets.len())).map(|_| scope.spawn(work)).collect();
            workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
        });
        let failed = results.into_iter().collect::<Result<Vec<_>, _>>()?.concat();
        if failed.is_empty() { Ok(Outcome::Done) } else { Err(Failure::Fuzz { targets: failed }) }
    }

    /// Fuzzes one target from its seeds and what earlier runs found; says how it went; true if nothing was found.
    fn run_one(&self, target: &str, seconds: u32) -> Result<bool, Failure> {
        let corpus = format!("fuzz/corpus/{target}");
        let logs = self.repository.fuzz().join("target").join("logs");
        for directory in [self.repository.root.join(&corpus), logs.clone()] {
            fs::create_dir_all(&directory).map_err(|source| Failure::File {
                doing: "create",
                path: directory,
                source,
            })?;
        }
        let log = logs.join(format!("{target}.log"));
        let time = format!("-max_total_time={seconds}");
        let run =
            self.cargo_fuzz("run").args([target, &corpus, &format!("fuzz/seeds/{target}"), "--", &time]);
        let mut child = run.args(LIMITS).arg("-print_final_stats=1").start_into(&log)?;
        let status =
            child.wait().map_err(|source| Failure::Start { command: "cargo-fuzz".into(), source })?;
        let bytes =
            fs::read(&log).map_err(|source| Failure::File { doing: "read", path: log.clone(), source })?;
        let findings = Findings::read(&String::from_utf8_lossy(&bytes));
        let report = match status.success() {
            true => findings.quiet(target, seconds),
            false => findings.failed(target, &self.repository.root, &log),
        };
        println!("{report}");
        Ok(status.success())
    }
}
