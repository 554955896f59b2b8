//! Reads the documents in which people ask for containers, knows where in the text each answer stands, and turns
//! verdicts on them into findings.
//!
//! | ask | with |
//! | --- | --- |
//! | what a file asks for | [`read_document`], then [`link`] over all files of a set |
//! | which hosts there are | [`nodes::read_nodes`] |
//! | text out of bytes, lines and columns | [`text`] |
//! | the tree of a YAML or JSON file, with places | [`yaml`] |
//! | which images to look up before | [`judge::wanted`], answered in [`facts`] |
//! | what is wrong, and what to do | [`judge::judge`] |
//!
//! Reading decides nothing: it fills `winfit-fleet`'s workloads and hosts, and adds the [`Span`] of whatever a finding
//! might point at or a fix might change. Bytes come from outside and are hostile: every reader is bounded in time,
//! memory and depth, and a part that cannot be read is a [`Problem`] beside the parts that can.

mod accepted;
mod baseline;
mod compose;
mod dockerfile;
mod document;
mod finding;
mod fix;
mod found;
mod lint;
mod names;
mod nearest;
mod platform;
mod problem;
mod reading;
mod rule;
mod rules;
mod selection;
mod span;
mod suppression;
mod variables;

pub mod facts;
pub mod judge;
pub mod kubernetes;
pub mod nodes;
pub mod repair;
pub mod report;
pub mod text;
pub mod yaml;

pub use accepted::{Accepted, Suppressed, SuppressedBy};
pub use baseline::{Baseline, BaselineEntry, Fingerprint, ParseFingerprintError};
pub use document::{
    Document, DocumentKind, SkipReason, Skipped, is_document_name, link, read_document, read_source,
};
pub use finding::{Confidence, Finding, Help, Label, ParseSeverityError, Severity};
pub use fix::{Edit, Fix, Safety, apply};
pub use found::{
    Build, ExtendsUse, Found, HintReason, ImagePlace, ImageStyle, Place, PlaceKind, RuntimeClass,
    RuntimeClassUse, Source, Substitution, WindowsHint,
};
pub use problem::{Problem, ProblemKind};
pub use rule::{Example, Given, Preset, Rule, is_annotation};
pub use rules::image::misleading_tag::misleads;
pub use rules::{AREAS, Area, rule, rules};
pub use selection::{ParseSelectorError, Selection, Selector};
pub use span::Span;
pub use suppression::{Malformed, Scope, Suppression, accepting_comment};
pub use text::{Position, SourceText, TextError};
