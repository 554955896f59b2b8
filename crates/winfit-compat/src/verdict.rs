//! The decision: can this image run on this host, in this isolation?

mod image;
mod judge;

use std::fmt;
use std::mem::discriminant;

use winfit_catalog::Catalog;

pub use image::{ImageVerdict, image_verdict};

use judge::judge;

use crate::rules::{Case, Outcome, RULES, Rule, RuleSet, client_process_isolation};
use crate::{Fact, Host, Isolation, Platform};

/// The answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It runs.
    Runs,
    /// Not in the host's default isolation, which this rule refuses; in Hyper-V isolation it runs.
    RunsWithHyperV(&'static Rule),
    /// It runs, as a preview by this rule.
    Preview(&'static Rule),
    /// This rule refuses it.
    Blocked(&'static Rule),
    /// This rule needs a fact that is not known.
    Unknown(Fact, &'static Rule),
}

/// An answer with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The answer by the rule set that was asked for.
    pub answer: Answer,
    /// The isolation that was judged: the one asked for, or the host's default.
    pub isolation: Isolation,
    /// Whether the isolation was asked for, rather than the host's default.
    pub isolation_asked: bool,
    /// The rule set that was asked for.
    pub rules: RuleSet,
    /// The answer by the other rule set, where it differs.
    pub otherwise: Option<Answer>,
}

/// A rule that was asked, and what it saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The rule.
    pub rule: &'static Rule,
    /// What it said.
    pub outcome: Outcome,
    /// With which values.
    pub reason: String,
}

/// What is asked: an image, on a host, in an isolation or the host's default, by a rule set.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Where it shall run.
    pub host: &'a Host,
    /// What shall run.
    pub image: &'a Platform,
    /// In which isolation; `None`: the host's default.
    pub isolation: Option<Isolation>,
    /// By which rules.
    pub rules: RuleSet,
}

/// Decides a question.
///
/// A rule that refuses outweighs a fact that is missing: what is refused whatever the fact may be needs no further
/// question. Nothing runs unless every rule that is about the case allows it.
///
/// Silence is no gap where a rule says so of itself: a revision beside a side that has the update of February 2020, an
/// architecture beside amd64, the release of an engine, and whatever a host-process container does not depend on.
#[must_use]
pub fn verdict(catalog: &Catalog, question: &Question<'_>) -> Verdict {
    let (answer, isolation) = answer(catalog, question);
    Verdict {
        answer,
        isolation,
        isolation_asked: question.isolation.is_some(),
        rules: question.rules,
        otherwise: answer_otherwise(catalog, question).filter(|other| !other.is_same_word(answer)),
    }
}

/// The answer by the other rule set, where any rule distinguishes them.
fn answer_otherwise(catalog: &Catalog, question: &Question<'_>) -> Option<Answer> {
    let Question { host, image, rules, isolation } = *question;
    // A rule that distinguishes the rule sets in Hyper-V isolation does so in process isolation, too.
    let isolation = isolation.unwrap_or(Isolation::Process);
    judge::rule_sets_differ(&Case { catalog, host, image, isolation, rules })
        .then(|| answer(catalog, &Question { rules: rules.other(), ..*question }).0)
}

#[inline]
fn answer(catalog: &Catalog, question: &Question<'_>) -> (Answer, Isolation) {
    let Question { host, image, rules, .. } = *question;
    let judge = |isolation| judge(&Case { catalog, host, image, isolation, rules });
    let asked = question.isolation.or_else(|| host.isolation_by_default());
    let first = asked.unwrap_or(Isolation::Process);
    let answer = judge(first);
    let refused_by_default = question.isolation.is_none()
        && first == Isolation::Process
        && (asked.is_none() || matches!(answer, Answer::Blocked(_)));
    if !refused_by_default {
        return (answer, first);
    }
    let with_hyperv = judge(Isolation::HyperV);
    match (answer, with_hyperv) {
        // Nothing tells whether the host is a server or a client, and so nothing tells its default isolation: an answer
        // stands if both defaults give it.
        (Answer::Unknown(..), _) if asked.is_none() => (answer, first),
        (_, Answer::Unknown(..)) if asked.is_none() => (with_hyperv, Isolation::HyperV),
        _ if asked.is_none() && !answer.is_same_word(with_hyperv) => {
            (Answer::Unknown(Fact::HostKind, &client_process_isolation::RULE), first)
        }
        (Answer::Blocked(rule), Answer::Runs) => (Answer::RunsWithHyperV(rule), first),
        _ => (answer, first),
    }
}

/// The sentence behind a verdict: what the rule that it rests on saw. For `runs`, what the version rule saw.
#[must_use]
pub fn reason(catalog: &Catalog, host: &Host, image: &Platform, verdict: &Verdict) -> String {
    grounds(catalog, host, image, verdict).reason
}

/// What a verdict rests on: the rule, and the sentence with the values that decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// The rule that refuses, calls it a preview or misses a fact; for `runs`, the rule that vouches for it: the first
    /// of those that compare versions to pass, else the first that passes at all.
    pub rule: &'static Rule,
    /// The sentence.
    pub reason: String,
}

/// What a verdict rests on.
#[must_use]
pub fn grounds(catalog: &Catalog, host: &Host, image: &Platform, verdict: &Verdict) -> Grounds {
    let case = Case { catalog, host, image, isolation: verdict.isolation, rules: verdict.rules };
    let of = |rule: &'static Rule, outcome| Grounds { rule, reason: (rule.reason)(&case, outcome) };
    match verdict.answer {
        Answer::Blocked(rule) | Answer::RunsWithHyperV(rule) => of(rule, Outcome::Blocked),
        Answer::Preview(rule) => of(rule, Outcome::Preview),
        Answer::Unknown(fact, rule) => of(rule, Outcome::Missing(fact)),
        Answer::Runs => {
            let passes = |rule: &&'static Rule| (rule.check)(&case) == Outcome::Pass;
            let by_version = RULES.into_iter().filter(|rule| rule.compares_versions).find(passes);
            let vouching = by_version.or_else(|| RULES.into_iter().find(passes));
            // A verdict of another question could have none; then nothing is known of it.
            vouching.map_or_else(
                || of(&crate::rules::os_version_unknown::RULE, Outcome::NotApplicable),
                |rule| of(rule, Outcome::Pass),
            )
        }
    }
}

/// The verdict by the other rule set, where it differs: what [`Verdict::otherwise`] says, with its rule set.
#[must_use]
pub fn otherwise(verdict: &Verdict) -> Option<Verdict> {
    verdict.otherwise.map(|answer| Verdict {
        answer,
        rules: verdict.rules.other(),
        otherwise: Some(verdict.answer),
        ..*verdict
    })
}

/// What every rule that is about the case says, in the order of [`RULES`].
#[must_use]
pub fn evidence(case: &Case<'_>) -> Vec<Evidence> {
    RULES
        .into_iter()
        .map(|rule| (rule, (rule.check)(case)))
        .filter(|(_, outcome)| *outcome != Outcome::NotApplicable)
        .map(|(rule, outcome)| Evidence { rule, outcome, reason: (rule.reason)(case, outcome) })
        .collect()
}

impl Answer {
    /// The word in output: `runs`, `runs-with-hyperv`, `preview`, `blocked`, `unknown`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Runs => "runs",
            Self::RunsWithHyperV(_) => "runs-with-hyperv",
            Self::Preview(_) => "preview",
            Self::Blocked(_) => "blocked",
            Self::Unknown(..) => "unknown",
        }
    }

    /// Whether both answers are the same word, whatever rules they rest on.
    fn is_same_word(self, other: Self) -> bool {
        discriminant(&self) == discriminant(&other)
    }

    /// Whether it runs as asked, be it as a preview.
    #[must_use]
    pub const fn runs(self) -> bool {
        matches!(self, Self::Runs | Self::Preview(_))
    }

    /// The rule that the answer rests on; `None` for `runs`, which rests on all of them.
    #[must_use]
    pub const fn rule(self) -> Option<&'static Rule> {
        match self {
            Self::Runs => None,
            Self::RunsWithHyperV(rule)
            | Self::Preview(rule)
            | Self::Blocked(rule)
            | Self::Unknown(_, rule) => Some(rule),
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
