//! How people read the reports: every printer takes a body of `winfit/1` and decides nothing.

mod cache;
pub(crate) mod check;
mod diagnose;
pub(crate) mod explain;
mod fits;
mod image;
mod init;
mod matrix;
mod page;
pub(crate) mod patch;
mod releases;
mod rules;
pub(crate) mod style;
mod table;
mod updates;
mod version;
mod words;

pub(crate) use diagnose::markdown;
pub(crate) use page::{Page, clean};
pub(crate) use words::fix_words;

/// A body that can be shown to people.
pub(crate) trait Human {
    /// Writes it to a page.
    fn human(&self, page: &mut Page);
}
