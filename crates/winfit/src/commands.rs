//! What each command does: resolve what is meant, ask `winfit-compat`, and put the answer into the words of `winfit/1`.

pub(crate) mod cache;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diagnose;
pub(crate) mod explain;
pub(crate) mod fits;
pub(crate) mod image;
pub(crate) mod init;
pub(crate) mod matrix;
pub(crate) mod releases;
pub(crate) mod rules;
pub(crate) mod updates;
pub(crate) mod version;
