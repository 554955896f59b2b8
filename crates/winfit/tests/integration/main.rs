//! The program as a user runs it: the real binary, in an environment of which nothing is inherited.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy knows tests by their attribute, and not what they call"
)]

mod bad_input;
mod cache;
mod check;
mod completions;
mod diagnose;
mod docs;
mod ecosystem;
mod examples;
mod explain;
mod fits;
mod fixing;
mod github;
mod hosts;
mod image;
mod image_platforms;
mod init;
mod junit;
mod looked_up;
mod lookup;
mod lsp;
mod matrix;
mod overlay;
mod program;
mod readme;
mod releases;
mod rules;
mod sarif;
#[path = "../sarif/valid.rs"]
mod sarif_schema;
mod schema;
mod status;
mod streams;
mod suppressing;
mod updates;
mod version;
