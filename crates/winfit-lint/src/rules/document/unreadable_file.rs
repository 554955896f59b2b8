//! A file that cannot be read at all.

use crate::rule::{Asks, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "unreadable-file",
    title: "the file cannot be read",
    statement: "The file is missing, may not be read, is binary or larger than the limit, or is in an encoding other \
                than UTF-8 and UTF-16. It is not checked; the other files are.",
    since: "always",
    sources: &["k8s-windows-intro"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: &[],
};
