//! The flags of every command that looks images up.

use clap::Args;

/// How images are looked up.
#[derive(Debug, Args)]
#[command(next_help_heading = "Looking up images")]
pub(crate) struct LookupArgs {
    /// Ask no registry: take what the cache has, and else what tags tell [env: WINFIT_OFFLINE]
    #[arg(long)]
    pub(crate) offline: bool,
}
