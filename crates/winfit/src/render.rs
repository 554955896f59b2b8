//! Output for people.
pub mod check;
pub mod text;
