//! The flags of `winfit updates`.

use clap::Args;

/// Which update installs which revision: by article, build, version or release
///
/// Looks up cumulative updates. An article (KB4493509) gives the builds and revisions that it installs; an OS version
/// (10.0.17763.437) the article that it came with; a build (17763) or release (ltsc2019) its updates, newest first.
/// Without arguments: the newest update of each build.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct UpdatesArgs {
    /// Articles, builds, OS versions or releases
    #[arg(value_name = "KB|BUILD|VERSION")]
    pub(crate) asked: Vec<String>,

    /// How many updates of a build to list; 0 for all
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub(crate) limit: usize,
}

const EXAMPLES: &str = "\
Examples:
  winfit updates KB4493509
  winfit updates 17763 --limit 3
  winfit updates 14393.1944 KB4041691
  winfit updates

Exit status:
  0  everything asked for is known
  1  the catalogue lacks an article or a version that was asked for
  2  an argument is neither an article nor a Windows";
