//! What all rules together say of one case.

use super::Answer;
use crate::Fact;
use crate::rules::{Case, Outcome, RULES, os_version_unknown};

/// Asks every rule about a case. The first refusal outweighs everything, then the first missing fact, then a preview.
#[inline]
pub(super) fn judge(case: &Case<'_>) -> Answer {
    let mut answer = Answer::Runs;
    let mut allowed = false;
    for rule in RULES {
        match (rule.check)(case) {
            Outcome::Blocked => return Answer::Blocked(rule),
            Outcome::Missing(fact) => {
                if !matches!(answer, Answer::Unknown(..)) {
                    answer = Answer::Unknown(fact, rule);
                }
            }
            Outcome::Preview => {
                allowed = true;
                if matches!(answer, Answer::Runs) {
                    answer = Answer::Preview(rule);
                }
            }
            Outcome::Pass => allowed = true,
            Outcome::NotApplicable => {}
        }
    }
    if matches!(answer, Answer::Runs) && !allowed {
        // No rule vouches for it: that is not evidence that it runs.
        return Answer::Unknown(Fact::ImageOsVersion, &os_version_unknown::RULE);
    }
    answer
}
