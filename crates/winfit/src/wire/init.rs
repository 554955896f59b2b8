//! The body of `winfit init`.

use serde::Serialize;

/// The file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Body {
    pub(crate) schema: &'static str,
    pub(crate) file: String,
}
