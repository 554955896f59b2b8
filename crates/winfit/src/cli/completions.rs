//! The flags of `winfit completions`.

use clap::Args;
use clap_complete::Shell;

/// Completions for a shell, to be read by it at start
///
/// Prints the script with which a shell completes commands and flags of winfit.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  winfit completions bash > ~/.local/share/bash-completion/completions/winfit
  winfit completions zsh > \"${fpath[1]}/_winfit\"
  winfit completions fish > ~/.config/fish/completions/winfit.fish
  winfit completions powershell >> $PROFILE

Exit status:
  0  always, unless the shell is unknown (2)";
