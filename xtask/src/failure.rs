//! Why a task stopped.

use std::path::PathBuf;
use std::{fmt, io};

/// Each variant is a step that failed; the text names what failed and what to do next.
#[derive(Debug)]
pub(crate) enum Failure {
    /// No task has this name.
    UnknownTask { name: String },
    /// The task does not take this argument.
    Argument { task: &'static str, problem: String, usage: &'static str },
    /// Started some other way than by `cargo xtask`.
    NotUnderCargo,
    /// The program could not be started.
    Start { command: String, source: io::Error },
    /// The program ran and said no.
    Exit { command: String, status: String },
    /// The program printed what is no text.
    Output { command: String },
    /// A file or directory could not be read or written.
    File { doing: &'static str, path: PathBuf, source: io::Error },
    /// There is no place for the tools cache.
    NoHome,
    /// A C++ compiler is missing.
    NoCompiler { compiler: String },
    /// The files break rules of the house; they have been listed.
    Untidy { count: usize },
    /// Generated files differ from what would be generated; they have been listed.
    OutOfDate { count: usize },
    /// A fuzz target crashed, hung or used too much memory; the inputs have been listed.
    Fuzz { targets: Vec<String> },
    /// There is no such fuzz target.
    UnknownTarget { name: String, known: Vec<String> },
    /// Tasks failed among those that `ci` ran.
    Tasks { names: Vec<&'static str> },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownTask { name } => {
                write!(f, "there is no task \"{name}\"; `cargo xtask` lists them")
            }
            Self::Argument { task, problem, usage } => {
                write!(f, "{task}: {problem}\nusage: cargo xtask {usage}")
            }
            Self::NotUnderCargo => {
                f.write_str("CARGO_MANIFEST_DIR is not set; start the tasks with `cargo xtask`")
            }
            Self::Start { command, source } => write!(f, "`{command}` could not be started: {source}"),
            Self::Exit { command, status } => write!(f, "`{command}` failed with {status}; see its output above"),
            Self::Output { command } => write!(f, "`{command}` printed bytes that are not UTF-8"),
            Self::File { doing, path, source } => write!(f, "cannot {doing} {}: {source}", path.display()),
            Self::NoHome => f.write_str("neither XDG_CACHE_HOME nor a home directory is set; set XDG_CACHE_HOME to where tools may be installed"),
            Self::NoCompiler { compiler } => write!(
                f,
                "libFuzzer needs a C++ compiler, and `{compiler}` cannot be started; install one (Debian: apt-get install g++) or name one in CXX"
            ),
            Self::Untidy { count } => write!(f, "{count} breaches of the house rules, listed above"),
            Self::OutOfDate { count } => write!(
                f,
                "{count} generated files are not current, listed above; run `cargo xtask generated --write` and commit the result"
            ),
            Self::Fuzz { targets } => {
                write!(f, "fuzz targets failed: {}; the inputs are named above", targets.join(", "))
            }
            Self::UnknownTarget { name, known } => {
                write!(f, "there is no fuzz target \"{name}\"; there are {}", known.join(", "))
            }
            Self::Tasks { names } => write!(f, "failed: {}", names.join(", ")),
        }
    }
}
