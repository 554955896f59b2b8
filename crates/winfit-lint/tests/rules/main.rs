//! Every rule of `check`, its examples, its near misses, and its fixes to their end.
//!
//! The list of rules is the list of tests: a rule cannot be forgotten here.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed expectation is the point of a test"
)]

mod asked;
mod drawn;
mod examples;
mod fixes;
mod list;
mod mixed;
#[cfg(unix)]
mod oracle;
mod rows;
mod sources;
