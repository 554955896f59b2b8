//! The flags of `winfit releases`.

use clap::Args;

/// The Windows releases known, their builds, and until when they are supported
///
/// Lists the Windows releases of the catalogue, servers first, each by build: when it was released, until when it is
/// supported without a paid extension, and which tags name its base images.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ReleasesArgs {
    /// Only those that are supported today
    #[arg(long)]
    pub(crate) supported: bool,

    /// Only Windows Server
    #[arg(long, conflicts_with = "client")]
    pub(crate) server: bool,

    /// Only Windows 10 and 11
    #[arg(long)]
    pub(crate) client: bool,
}

const EXAMPLES: &str = "\
Examples:
  winfit releases --supported --server
  winfit releases --format json

Exit status:
  0  always, unless a flag is wrong (2)";
