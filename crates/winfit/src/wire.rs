//! The model of `winfit/1`: what JSON output says, in structs of its own, so that renaming an inner field changes no output.
//!
//! docs/json.md describes it for people, docs/schema/winfit-1.schema.json for programs.

pub(crate) mod cache;
mod caution;
pub(crate) mod check;
pub(crate) mod diagnose;
pub(crate) mod explain;
pub(crate) mod fits;
pub(crate) mod image;
pub(crate) mod init;
mod looked_up;
pub(crate) mod matrix;
mod release;
pub(crate) mod releases;
mod remedy;
pub(crate) mod rules;
mod source;
pub(crate) mod updates;
pub(crate) mod version;
mod words;

pub(crate) use caution::Caution;
pub(crate) use looked_up::{ImageError, ImagePlatform};
pub(crate) use release::ReleaseName;
pub(crate) use remedy::{Remedy, RemedyKind};
pub(crate) use source::Source;
pub(crate) use words::{family, host_kind, hyperv, outcome, provenance, runtime};

/// Name and version of the model.
pub(crate) const SCHEMA: &str = "winfit/1";
