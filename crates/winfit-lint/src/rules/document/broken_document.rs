//! A document that is broken.

use crate::rule::{Asks, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "broken-document",
    title: "the document cannot be read",
    statement: "The document is not valid YAML, JSON or Dockerfile syntax, or exceeds a limit on size or depth. Nothing \
                in it is checked; the other documents and files are.",
    since: "always",
    sources: &["k8s-windows-intro"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: &[],
};
