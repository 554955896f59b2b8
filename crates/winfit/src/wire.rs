//! The `winfit/1` model.
pub mod check;
/// The schema's name.
pub const SCHEMA: &str = "winfit/1";
