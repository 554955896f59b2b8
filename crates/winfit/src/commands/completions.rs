//! `winfit completions`: the script for a shell.

use clap::CommandFactory;

use crate::cli::{Cli, CompletionsArgs};

/// The script.
pub(crate) fn script(arguments: &CompletionsArgs) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "winfit", &mut script);
    script
}
