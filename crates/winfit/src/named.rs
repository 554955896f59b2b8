//! What is meant: hosts and versions of Windows in the words that users have for them.

mod host;
mod rules;
mod selectors;
mod windows;

pub(crate) use host::{HostError, host};
pub(crate) use rules::rule_set;
pub(crate) use selectors::{selectors, similar_selectors};
pub(crate) use windows::{NameError, nearest_updates, similar, windows};
