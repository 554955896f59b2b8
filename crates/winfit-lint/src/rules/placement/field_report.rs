//! A combination that runs by every rule, and that users report to fail.

use crate::rule::{Asks, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "field-report",
    title: "users report that such a combination fails",
    statement: "By every rule the image runs on the host, and users publicly report that it does not: most often because \
                the image's revision is newer than the host's, although revisions need not match. The report names its \
                source, and the update that closes the gap where one does. A report never changes a verdict.",
    since: "2025-02-12",
    sources: &["github-actions-runner-images-11582", "github-windows-containers-591", "github-hcsshim-2566"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: &[],
};
