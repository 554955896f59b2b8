//! The flags of `winfit version`.

use clap::Args;

/// The OS version in a text, its release, its update, and how far behind it is
///
/// Finds the OS version in whatever text names it: ver, BuildLabEx, systeminfo, docker info, docker inspect, kubectl get
/// nodes -o wide, node labels, the registry, or the bare number. Says which releases have it (servers and clients share
/// builds), with which update it came, whether it is supported today, how far behind the newest known revision it is,
/// and where the text misleads. Addresses, article numbers and package versions are not taken for OS versions.
///
/// Without TEXT, what is piped in is read; on Windows, with nothing piped in, this host is asked.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct VersionArgs {
    /// The text, in one or several words; - reads standard input, at most 64 MiB
    #[arg(value_name = "TEXT")]
    pub(crate) text: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  winfit version 10.0.17763.437
  winfit version 14393.321.amd64fre.rs1_release_inmarket.161004-2338
  docker info | winfit version
  kubectl get nodes -o wide | winfit version - --format json
  winfit version Microsoft Windows [Version 10.0.20348.825]

Exit status:
  0  an OS version was found
  2  the text names none, or cannot be read";
