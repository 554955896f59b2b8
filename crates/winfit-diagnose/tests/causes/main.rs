//! The causes as a list: what each claims of itself holds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod compute;
mod examples;
mod list;
mod mismatch;
mod troubleshooting;
mod values;

use std::sync::LazyLock;

use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Date;
use winfit_diagnose::facts::{Facts, read_facts};
use winfit_diagnose::text::Pasted;
use winfit_diagnose::{Found, Phrases, diagnose};

static PHRASES: LazyLock<Phrases<'static>> = LazyLock::new(|| Phrases::new(builtin()).unwrap());

/// What is found in a text.
fn found(text: &str) -> Vec<Found> {
    diagnose(builtin(), &facts(text), today())
}

fn facts(text: &str) -> Facts<'static> {
    read_facts(builtin(), &PHRASES, &[Pasted::whole("text", text)])
}

fn today() -> Date {
    "2026-01-01".parse().unwrap()
}
