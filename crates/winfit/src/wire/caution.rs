//! Cautions.

use serde::Serialize;

/// What to beware of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Caution {
    /// Id of a field report or of a kind of caution: `winfit explain ID`.
    pub(crate) id: String,
    pub(crate) text: String,
}
