//! A tag that names another Windows than the image has inside.

use crate::rule::{Asks, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "misleading-tag",
    title: "the tag names another Windows than is in the image",
    statement: "The tag names a Windows release or an OS version, and the image behind it carries another: it was rebuilt \
                on a newer base, or tagged by mistake. Hosts compare themselves with the image and never look at the tag, \
                so the verdict goes by what the image carries, and whoever picks hosts by the tag picks the wrong ones. \
                Name the image after what is in it, or build it on the release that it is named after.",
    since: "always",
    sources: &["ms-tag-format", "ms-version-compatibility"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: &[],
};
