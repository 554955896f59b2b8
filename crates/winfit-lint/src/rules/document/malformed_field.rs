//! A part of a document that cannot be read as meant.

use crate::rule::{Asks, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "malformed-field",
    title: "a field cannot be read as meant",
    statement: "A field that matters here is missing or of the wrong type, a key occurs twice, or a variable or \
                constraint cannot be read. That part is left out; the rest of the document is checked.",
    since: "always",
    sources: &["k8s-windows-intro"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: &[],
};
