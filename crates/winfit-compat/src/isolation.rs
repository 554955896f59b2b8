//! Isolation modes.

use std::fmt;
use std::str::FromStr;

/// How a container is kept apart from its host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Isolation {
    /// Shares the host's kernel.
    Process,
    /// Runs its own kernel in a small virtual machine.
    HyperV,
    /// Runs on the host itself, as Kubernetes host-process containers do.
    HostProcess,
}

/// The text names no isolation mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseIsolationError {
    text: String,
}

impl Isolation {
    /// The name used in output and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Process => "process",
            Self::HyperV => "hyperv",
            Self::HostProcess => "host-process",
        }
    }
}

impl FromStr for Isolation {
    type Err = ParseIsolationError;

    /// Reads `process`, `hyperv` or `host-process`, without case, as Docker does.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Process, Self::HyperV, Self::HostProcess]
            .into_iter()
            .find(|isolation| isolation.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| ParseIsolationError { text: text.to_owned() })
    }
}

impl fmt::Display for Isolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for ParseIsolationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "\"{}\" is not an isolation mode: process, hyperv or host-process",
            self.text.escape_debug()
        )
    }
}

impl std::error::Error for ParseIsolationError {}
