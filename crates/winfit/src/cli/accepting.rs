//! The flags of which rules are asked, and of which findings are accepted.

use std::path::PathBuf;

use clap::Args;

use super::offered::RuleWord;

/// Rules, and what is accepted. What is not said here is taken from winfit.toml.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Rules and accepted findings")]
pub(crate) struct AcceptArgs {
    /// Rules to ask besides those that are on by themselves: names, areas, all; with commas or repeated
    ///
    /// Rules to ask besides those that are on by themselves: names of rules, of areas, or all; with commas, or repeated.
    /// winfit rules lists them. Of --select and --ignore the narrower word counts (a rule before its area, an area before
    /// all), and of two alike --ignore: --ignore all --select image asks only the rules about images.
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = RuleWord, hide_possible_values = true)]
    pub(crate) select: Vec<String>,

    /// Rules not to ask: names, areas, all; with commas or repeated
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = RuleWord, hide_possible_values = true)]
    pub(crate) ignore: Vec<String>,

    /// File with findings that are accepted: only others count
    ///
    /// File with findings that are accepted, as --write-baseline writes it: only others are reported, fixed, and count for the
    /// exit status. A finding is known again by its file, its rule and the text of its line. What of the file is no longer
    /// found is told, so that it can be written anew. See docs/suppressing.md.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Accept all that is found now: write it to this file
    ///
    /// Accept all findings of this run: write them to a file for --baseline. One that is there is renewed for the files of this
    /// run, and keeps what it says of others. With --fix, what fixes cured is not in it.
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub(crate) write_baseline: Option<PathBuf>,
}
