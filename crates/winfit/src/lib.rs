//! temp
pub mod commands;
pub mod files;
pub mod render;
pub mod wire;
