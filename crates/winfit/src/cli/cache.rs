//! The flags of `winfit cache`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What is kept of images that were looked up, and forgetting it
///
/// What registries say of images is kept: documents for ever, since they are named by their digest; what a tag stands for, for
/// an hour; that there is no such image, for a minute. What was not used for longest goes first when there
/// is too much. It is safe to remove at any time.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct CacheArgs {
    #[command(subcommand)]
    pub(crate) action: CacheAction,

    /// The cache's folder; by default where the platform keeps caches [env: WINFIT_CACHE_DIR]
    ///
    /// By default $XDG_CACHE_HOME/winfit/images or ~/.cache/winfit/images, on macOS ~/Library/Caches/winfit/images, on Windows
    /// %LOCALAPPDATA%\winfit\images; unless WINFIT_CACHE_DIR or winfit.toml names another.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) cache_dir: Option<PathBuf>,
}

/// What to do with the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub(crate) enum CacheAction {
    /// Where the cache is and what it holds
    #[command(after_long_help = EXAMPLES_OF_INFO)]
    Info,
    /// Remove all that winfit keeps there, and nothing else
    ///
    /// Removes all that winfit keeps there, and nothing else. A folder that is no cache of winfit is refused; the folder itself
    /// stays.
    #[command(after_long_help = EXAMPLES_OF_CLEAR)]
    Clear,
}

const EXAMPLES: &str = "\
Examples:
  winfit cache info
  winfit cache clear

Exit status:
  0  it could be looked at or cleared, and also if there was nothing
  2  it could not: the folder is no cache of winfit, or cannot be read or changed";

const EXAMPLES_OF_INFO: &str = "\
Examples:
  winfit cache info
  winfit cache info --format json";

const EXAMPLES_OF_CLEAR: &str = "\
Examples:
  winfit cache clear
  winfit cache clear --cache-dir /var/cache/ci/winfit";
