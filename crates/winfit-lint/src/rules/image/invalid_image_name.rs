//! A text that is no image reference.

use crate::rule::{Asks, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "invalid-image-name",
    title: "the image's name is no image reference",
    statement: "The text is not of the form [registry/]repository[:tag][@digest]: most often there are capitals in the \
                repository, a blank, or a placeholder that nobody has filled in. Nothing pulls it: Kubernetes says \
                InvalidImageName, Docker \"invalid reference format\". Where another tool puts the image in, check what that \
                tool writes.",
    since: "always",
    sources: &["moby"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: &[],
};
