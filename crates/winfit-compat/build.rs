//! Turns the files of `catalog/` into static tables, and refuses to build from files that have a problem.

#![expect(clippy::disallowed_methods, reason = "a build script is told by its environment where to write")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use generate::generate;
use winfit_catalog::read::{FILE_NAMES, STATEMENT_FILE_NAMES};

#[path = "build/generate.rs"]
mod generate;

fn main() -> ExitCode {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let catalog = manifest.join("../../catalog");
    for name in FILE_NAMES.iter().chain(&STATEMENT_FILE_NAMES) {
        println!("cargo::rerun-if-changed={}", catalog.join(name).display());
    }
    let target = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default().join("catalog.rs");
    let written = generate(&catalog).and_then(|source| {
        fs::write(&target, source).map_err(|error| format!("cannot write {}: {error}", target.display()))
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in problems.lines() {
                println!("cargo::error={problem}");
            }
            ExitCode::FAILURE
        }
    }
}
