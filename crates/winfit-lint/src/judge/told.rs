//! Verdicts about an image that a rule of `check` puts into better words: one finding is enough.

use std::collections::HashMap;

use winfit_compat::rules::{os_version_unknown, revision_mismatch_2016};

use super::is_placement_help;
use crate::rules::image::{
    digest_without_platform, pause_image_mismatch, server_2016_without_revision, unpinned_windows_tag,
};
use crate::{Finding, Span};

/// What rules say about images, by where these are written.
pub(super) struct Told(HashMap<(usize, Span), Vec<&'static str>>);

impl Told {
    pub(super) fn by(findings: &[Finding]) -> Self {
        let mut told: HashMap<_, Vec<_>> = HashMap::new();
        for finding in findings {
            if let (true, Some(place)) = (tells(finding.rule), &finding.place) {
                told.entry((finding.file, place.span)).or_default().push(finding.rule);
            }
        }
        Self(told)
    }

    /// Whether what a verdict says is told better. What tells how to place the workload is kept.
    pub(super) fn says_better(&self, finding: &Finding) -> bool {
        let Some(place) = &finding.place else { return false };
        let told = self.0.get(&(finding.file, place.span));
        let is_told = told.is_some_and(|rules| rules.iter().any(|rule| outweighs(rule, finding.rule)));
        is_told && !finding.help.iter().any(is_placement_help)
    }
}

fn tells(rule: &str) -> bool {
    let rules = [
        digest_without_platform::RULE.id,
        pause_image_mismatch::RULE.id,
        server_2016_without_revision::RULE.id,
        unpinned_windows_tag::RULE.id,
    ];
    rules.contains(&rule)
}

/// Whether a rule says all that a rule of compatibility says about the same image.
fn outweighs(rule: &str, verdict: &str) -> bool {
    if rule == pause_image_mismatch::RULE.id {
        return true;
    }
    match rule == server_2016_without_revision::RULE.id {
        true => verdict == revision_mismatch_2016::RULE.id,
        false => verdict == os_version_unknown::RULE.id,
    }
}
