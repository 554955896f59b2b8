//! The command line of winfit: reads flags, calls one room, renders what comes back, settles the exit status.
//!
//! | step | module |
//! | --- | --- |
//! | what was typed | `cli`, a file per command |
//! | what is meant: hosts, images and versions in the user's words | `named` |
//! | files: which are meant, what is accepted in them, what changes | `files`, `baseline`, `patch` |
//! | how images are looked up: flags, environment, `winfit.toml` | `lookup`, `config` |
//! | the report, in the words of `winfit/1` | `commands`, a file per command, over the structs of `wire` |
//! | how people read it | `render`, a file per command |
//! | how other programs read a check | `export`, a file per format |
//! | a check in an editor | `lsp` |
//! | 0, 1 or 2 | `status` |
//!
//! A new command is a file in each of `cli`, `commands`, `wire` and `render`, and a line in `program`. Nothing here
//! decides whether an image runs: that is `winfit-compat`.

mod baseline;
mod cache_folder;
mod cli;
mod clock;
mod commands;
mod config;
mod context;
mod error;
mod export;
mod facts;
mod files;
mod input;
mod lookup;
mod lsp;
mod named;
mod output;
mod parallel;
mod patch;
mod program;
mod progress;
mod relative;
mod remedies;
mod render;
mod status;
#[cfg(any(windows, test))]
mod this_host;
mod wire;

pub mod docs;

pub use program::run;
