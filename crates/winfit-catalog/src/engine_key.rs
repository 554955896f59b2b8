//! Which keys of Compose files and of `daemon.json` Docker refuses or ignores on Windows.

use crate::{FieldPath, List, Text, ValueTest};

/// A fact about a key: a row of `catalog/engine-keys.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineKey {
    /// The file that has the key.
    pub file: KeyFile,
    /// Where the key stands: in a service of a Compose file, in the daemon's configuration as a whole.
    pub path: FieldPath,
    /// For which values the row holds.
    pub value: ValueTest,
    /// What the engine makes of it; `None`: it does what it says there.
    pub engine: Option<KeyEffect>,
    /// What becomes of it in a service of a Swarm; `None`: it does what it says, or Swarm does not have it on any system.
    pub swarm: Option<KeyEffect>,
    /// What the engine says where it refuses it, as far as it is the same each time.
    pub message: Option<Text>,
    /// What to write instead.
    pub instead: Option<Text>,
    /// What else there is to know.
    pub note: Option<Text>,
    /// Ids of the sources.
    pub sources: List<Text>,
}

/// The files whose keys have rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyFile {
    /// A Compose file.
    Compose,
    /// `daemon.json`.
    Daemon,
}

impl KeyFile {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Compose, Self::Daemon];

    /// The word in the catalogue.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Compose => "compose",
            Self::Daemon => "daemon",
        }
    }
}

/// What becomes of a key that does not do what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyEffect {
    /// The container is not started, or the daemon does not start.
    Refused,
    /// Nothing happens, and nobody says so.
    Ignored,
}

impl KeyEffect {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Refused, Self::Ignored];

    /// The word in the catalogue.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Ignored => "ignored",
        }
    }
}
