//! The flags of `winfit matrix`.

use clap::{Args, ValueEnum};
use winfit_compat::HostKind;
use winfit_compat::catalog::Edition;

use super::offered::EditionName;

/// Microsoft's compatibility tables, and the same for every release known
///
/// Prints the compatibility tables of an edition of Microsoft's document, then the tables that its rules give for every
/// release known. Each cell says what process isolation and Hyper-V isolation do; previews are marked, and so is every
/// printed cell that the rules contradict. Cells are for host and image of the same update.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct MatrixArgs {
    /// Which hosts: server, client or all
    #[arg(long, value_enum, default_value_t, value_name = "HOSTS")]
    pub(crate) hosts: Hosts,

    /// Edition of Microsoft's document, e.g. 2022; by default the newest, 2025
    ///
    /// The editions are 2017, 2017-12, 2018, 2019-08, 2019, 2020, 2021, 2022-03, 2022-09, 2022-12, 2022 and 2025.
    #[arg(
        long,
        value_name = "EDITION",
        value_parser = EditionName,
        hide_possible_values = true,
        conflicts_with = "all"
    )]
    pub(crate) edition: Option<Edition>,

    /// The printed tables of all editions, oldest first
    #[arg(long)]
    pub(crate) all: bool,
}

/// Which hosts are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Hosts {
    /// Windows Server
    Server,
    /// Windows 10 and 11
    Client,
    /// Both
    #[default]
    All,
}

impl Hosts {
    /// The kinds of hosts that are meant, servers first.
    pub(crate) const fn kinds(self) -> &'static [HostKind] {
        match self {
            Self::Server => &[HostKind::Server],
            Self::Client => &[HostKind::Client],
            Self::All => &[HostKind::Server, HostKind::Client],
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  winfit matrix
  winfit matrix --hosts client --edition 2022
  winfit matrix --all --format json

Exit status:
  0  always, unless a flag is wrong (2)";
