//! A pull of a tag that the registry has removed.

use crate::rule::{Asks, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "withdrawn-tag",
    title: "the registry no longer has this tag",
    statement: "The tag latest of the Windows base images was removed on 2019-04-16. A reference to it, or one without \
                any tag, fails at the next pull; a copy cached before is a Windows Server 2016 image. Name the release \
                instead, e.g. ltsc2022. Where the registry was asked and has the tag, there is nothing to find.",
    since: "2019-04-16",
    sources: &["ms-latest-tag-removal", "ms-version-compatibility"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: &[],
};
