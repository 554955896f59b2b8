//! Decides one question: can this Windows container image run on this host, in this isolation mode?
//!
//! This crate is pure: no files, no network, no clock, no panics. Callers bring the facts; [`verdict`] answers.
//!
//! | ask | with |
//! | --- | --- |
//! | does it run, and why | [`verdict::verdict`] over [`rules::RULES`] |
//! | what to do about it | [`remedy::remedies`] |
//! | which platform of an index a host would take | [`selection::select`] |
//! | what a tag claims | [`tag::read_tag`] |
//! | how old an OS version is | [`age::Newest`] |
//! | what layers tell of the base image | [`base::base_of_layers`] |
//! | which OS version a text names | [`reading::read`] |
//! | what Microsoft's tables say | [`matrix::printed`], [`matrix::derived`] |

pub mod age;
mod architecture;
pub mod base;
pub mod builtin;
pub mod caution;
mod fact;
mod host;
mod image;
mod isolation;
pub mod matrix;
mod os_version;
pub mod reading;
pub mod reference;
pub mod remedy;
pub mod rules;
pub mod selection;
pub mod tag;
pub mod verdict;

pub use architecture::{Architecture, ParseArchitectureError};
pub use fact::Fact;
pub use host::{Host, HostKind, HyperV, Os, Runtime, RuntimeVersion};
pub use image::{Image, ImageOsVersion, Platform, Provenance};
pub use isolation::{Isolation, ParseIsolationError};
pub use os_version::{OsVersion, ParseOsVersionError};
pub use winfit_catalog as catalog;
