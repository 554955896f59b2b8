//! The flags of `winfit init`.

use std::path::PathBuf;

use clap::Args;

/// Write a winfit.toml with all settings, each explained and commented out
///
/// Writes winfit.toml into a folder: all settings that there are, each with what it does and what it is by default. They are
/// commented out, so that nothing changes before something is set. check and the other commands find it in the folder that
/// they are about, or above it.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct InitArgs {
    /// The folder
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,

    /// Overwrite a winfit.toml that is there
    #[arg(long)]
    pub(crate) force: bool,
}

const EXAMPLES: &str = "\
Examples:
  winfit init
  winfit init deploy/

Exit status:
  0  written
  2  it is there already, or cannot be written";
