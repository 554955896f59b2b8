//! An image under a name that is no longer served.

use crate::rule::{Asks, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "retired-image-name",
    title: "the image has moved to another name",
    statement: "Microsoft's images left Docker Hub for mcr.microsoft.com: names such as microsoft/nanoserver get no new \
                tags since April 2019. What is still pulled there is years behind on security updates. Use the new \
                name with a tag that names the release.",
    since: "2019-04-02",
    sources: &["ms-latest-tag-removal", "mcr-readmes"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: &[],
};
