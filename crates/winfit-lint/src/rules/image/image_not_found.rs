//! An image that the registry does not have.

use crate::rule::{Asks, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "image-not-found",
    title: "the registry has no such image",
    statement: "The registry was asked for the image and answered that it has no such repository or tag. Pulling it fails \
                on every host, whatever the versions: ImagePullBackOff, or a service that stays at 0 replicas. Often it \
                is a misspelt tag, one that was never pushed, or one that was deleted. That an image may not be read is \
                another matter, which is told apart and is no finding.",
    since: "always",
    sources: &["moby"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: &[],
};
