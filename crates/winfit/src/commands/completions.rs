//! `winfit completions`: the script for a shell.

use crate::cli::{self, CompletionsArgs};

/// The script.
pub(crate) fn script(arguments: &CompletionsArgs) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut cli::command(), "winfit", &mut script);
    script
}
