//! Reads the documents in which people ask for containers, and knows where in the text each answer stands.
//!
//! | ask | with |
//! | --- | --- |
//! | what a file asks for | [`read_document`], then [`link`] over all files of a set |
//! | which hosts there are | [`nodes::read_nodes`] |
//! | text out of bytes, lines and columns | [`text`] |
//! | the tree of a YAML or JSON file, with places | [`yaml`] |
//!
//! Reading decides nothing: it fills `winfit-fleet`'s workloads and hosts, and adds the [`Span`] of whatever a finding
//! might point at or a fix might change. Bytes come from outside and are hostile: every reader is bounded in time,
//! memory and depth, and a part that cannot be read is a [`Problem`] beside the parts that can.

mod document;
mod found;
mod problem;
mod reading;
mod span;

pub mod kubernetes;
pub mod nodes;
pub mod text;
pub mod yaml;

pub use document::{Document, DocumentKind, SkipReason, Skipped, is_document_name, link, read_document};
pub use found::{
    Build, Found, HintReason, ImagePlace, ImageStyle, Place, PlaceKind, RuntimeClass, RuntimeClassUse,
    Substitution, WindowsHint,
};
pub use problem::{Problem, ProblemKind};
pub use span::Span;
pub use text::{Position, SourceText, TextError};
