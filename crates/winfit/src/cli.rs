//! What was typed. The types here mirror the flags and look at nothing; what is meant is found out in `named`.

mod accepting;
mod cache;
mod check;
mod completions;
mod diagnose;
mod explain;
mod fits;
mod fixes;
mod format;
mod image;
mod init;
mod lookup;
mod lsp;
mod matrix;
mod offered;
mod releases;
mod rules;
mod updates;
mod version;

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use winfit_compat::catalog::Date;

pub(crate) use accepting::AcceptArgs;
pub(crate) use cache::{CacheAction, CacheArgs};
pub(crate) use check::CheckArgs;
pub(crate) use completions::CompletionsArgs;
pub(crate) use diagnose::DiagnoseArgs;
pub(crate) use explain::ExplainArgs;
pub(crate) use fits::{FitsArgs, RulesName};
pub(crate) use fixes::FixArgs;
pub(crate) use format::{Asked, Format, FormatName, command};
pub(crate) use image::ImageArgs;
pub(crate) use init::InitArgs;
pub(crate) use lookup::LookupArgs;
pub(crate) use lsp::LspArgs;
pub(crate) use matrix::MatrixArgs;
pub(crate) use releases::ReleasesArgs;
pub(crate) use rules::RulesArgs;
pub(crate) use updates::UpdatesArgs;
pub(crate) use version::VersionArgs;

/// Can this Windows container image run on this host, in this isolation? If not: why, and what is the smallest fix?
///
/// A Windows container runs only where its image's OS version, the host's OS version and the isolation mode fit together.
/// Docker, Swarm and Kubernetes find out after the pull; winfit says so before, names the rule and its source, and gives the
/// remedies in order of effort. It needs no Windows and no
/// daemon; registries are asked for a few kilobytes of each image, and with --offline nobody is.
#[derive(Debug, Parser)]
#[command(
    name = "winfit",
    bin_name = "winfit",
    version,
    max_term_width = 100,
    after_long_help = EXAMPLES,
    after_help = "Exit status: 0 nothing wrong, 1 something is wrong, 2 no answer because the input or the environment failed."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  winfit check . --nodes nodes.json
  winfit check . --fix
  winfit fits mcr.microsoft.com/windows/servercore:ltsc2019 --host ltsc2022
  winfit fits --image-os-version 10.0.14393.1715 --host 10.0.16299.0 --isolation process
  winfit image mcr.microsoft.com/windows/servercore:ltsc2022
  docker service ps --no-trunc web | winfit diagnose -
  docker info | winfit version -
  winfit matrix --hosts server
  winfit explain build-mismatch

Exit status:
  0  nothing wrong
  1  something is wrong: an image does not run; with fits and updates,
     also if nothing is known of it, of which check only warns
  2  there is no answer: a flag, the input or the environment is wrong

Each command has more to say: winfit COMMAND --help.";

/// Flags of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Globals {
    /// For people, as JSON of the schema winfit/1, or for other programs
    ///
    /// The schema is stable and described in docs/json.md. JSON is one document: indented on a terminal, on one line
    /// otherwise. What is for other programs only check has: docs/output.md says which goes where. Errors go to standard
    /// error, as text, in all formats.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: FormatName,

    /// When to use colours
    ///
    /// With auto, NO_COLOR and CLICOLOR_FORCE are honoured.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorWhen,

    /// Directory with newer facts, laid over the built-in catalogue
    ///
    /// It has any of the catalogue's files, under the same names and in the same form; a row replaces the built-in row with
    /// the same key. All that is wrong is printed.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) catalog: Option<PathBuf>,

    /// Settings of checks and of looking up images; by default the nearest winfit.toml above
    ///
    /// By default the winfit.toml in the folder of the first PATH of check, or else in the current folder, or the nearest one
    /// above it. See docs/configuration.md.
    #[arg(long, global = true, hide_short_help = true, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,

    /// Read no winfit.toml
    #[arg(long, global = true, hide_short_help = true)]
    pub(crate) no_config: bool,

    /// The day that "supported" and "today" refer to; by default the system's, in UTC
    #[arg(long, global = true, hide_short_help = true, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<Date>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(CheckArgs),
    Diagnose(DiagnoseArgs),
    Init(InitArgs),
    Rules(RulesArgs),
    Explain(ExplainArgs),
    Fits(FitsArgs),
    Image(ImageArgs),
    Matrix(MatrixArgs),
    Version(VersionArgs),
    Releases(ReleasesArgs),
    Updates(UpdatesArgs),
    Cache(CacheArgs),
    Lsp(LspArgs),
    Completions(CompletionsArgs),
}

impl Command {
    /// Where `winfit.toml` is looked for, by the commands that heed it.
    pub(crate) fn configured_from(&self) -> Option<&Path> {
        match self {
            Self::Check(arguments) => {
                let first = arguments.paths.first().map(PathBuf::as_path);
                Some(first.filter(|path| path.as_os_str() != "-").unwrap_or(Path::new(".")))
            }
            Self::Fits(_) | Self::Image(_) | Self::Cache(_) | Self::Diagnose(_) => Some(Path::new(".")),
            _ => None,
        }
    }
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ColorWhen {
    /// On a terminal
    #[default]
    Auto,
    /// Also into files and pipes
    Always,
    /// Nowhere
    Never,
}

impl From<ColorWhen> for clap::ColorChoice {
    fn from(when: ColorWhen) -> Self {
        match when {
            ColorWhen::Auto => Self::Auto,
            ColorWhen::Always => Self::Always,
            ColorWhen::Never => Self::Never,
        }
    }
}

impl From<ColorWhen> for anstream::ColorChoice {
    fn from(when: ColorWhen) -> Self {
        match when {
            ColorWhen::Auto => Self::Auto,
            ColorWhen::Always => Self::Always,
            ColorWhen::Never => Self::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_of_the_flags_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn every_command_says_what_it_does_and_gives_examples() {
        for command in command().get_subcommands() {
            let name = command.get_name();
            assert!(command.get_long_about().is_some(), "{name} has no description");
            assert!(command.get_after_long_help().is_some(), "{name} has no examples");
        }
    }
}
