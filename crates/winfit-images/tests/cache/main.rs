//! The cache and facts files as they are on disk: real folders, real processes that are really killed.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "clippy knows tests by their attribute, and not what they call"
)]

mod clear;
mod folder;
mod kept;
mod lock;
#[cfg(unix)]
mod processes;
mod trim;
mod trouble;
