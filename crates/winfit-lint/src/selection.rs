//! Which rules are asked: all that are on by themselves, and what somebody adds or takes away.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use winfit_compat::rules::RULES;
use winfit_compat::selection::STATEMENT;

use crate::rule::Preset;
use crate::rules::{AREAS, rule};

/// Which rules are asked.
///
/// The narrower word counts: a rule's own name before that of its area, and that before `all`. Of the same width, the word
/// that takes away counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Rules to ask besides those that are on by themselves.
    pub select: Vec<Selector>,
    /// Rules not to ask.
    pub ignore: Vec<Selector>,
}

/// A word for one rule or several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selector {
    /// `all`.
    All,
    /// The name of an area, e.g. `dockerfile`.
    Area(&'static str),
    /// The id of a rule; of compatibility, too.
    Rule(&'static str),
}

/// There is no such rule or area.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("\"{}\" is no rule and no area of rules", text.escape_debug())]
pub struct ParseSelectorError {
    /// What was given.
    pub text: String,
}

/// The area to which the rules of compatibility belong.
const COMPATIBILITY: &str = "compatibility";

/// The rules of compatibility, and how hosts choose among the platforms of an image.
fn of_compatibility() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.id).chain([STATEMENT.id])
}

impl Selection {
    /// Whether the rule with this id is asked.
    #[must_use]
    pub fn asks(&self, id: &str) -> bool {
        let is_on = rule(id).is_none_or(|rule| rule.preset == Preset::On);
        let width = |selectors: &[Selector]| selectors.iter().filter_map(|it| it.width_for(id)).min();
        match (width(&self.select), width(&self.ignore)) {
            (None, None) => is_on,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (Some(select), Some(ignore)) => select < ignore,
        }
    }
}

impl Selector {
    /// Every word that there is.
    pub fn every() -> impl Iterator<Item = Self> {
        let areas = AREAS.iter().map(|area| area.name).chain([COMPATIBILITY]).map(Self::Area);
        let own = AREAS.iter().flat_map(|area| area.rules.iter().map(|rule| rule.id));
        let rules = own.chain(of_compatibility()).map(Self::Rule);
        [Self::All].into_iter().chain(areas).chain(rules)
    }

    /// The word.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Area(word) | Self::Rule(word) => word,
        }
    }

    /// Whether the rule with this id is meant.
    #[must_use]
    pub fn means(&self, id: &str) -> bool {
        self.width_for(id).is_some()
    }

    /// How wide the word is that means this rule; `None` if it does not.
    fn width_for(&self, id: &str) -> Option<u8> {
        match self {
            Self::All => Some(2),
            Self::Area(name) => (area_of(id) == Some(*name)).then_some(1),
            Self::Rule(word) => (*word == id).then_some(0),
        }
    }
}

/// The name of a rule's area.
pub(crate) fn area_of(id: &str) -> Option<&'static str> {
    let own = AREAS.iter().find(|area| area.rules.iter().any(|rule| rule.id == id));
    match own {
        Some(area) => Some(area.name),
        None => of_compatibility().any(|rule| rule == id).then_some(COMPATIBILITY),
    }
}

impl FromStr for Selector {
    type Err = ParseSelectorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::every()
            .find(|it| it.as_str() == text)
            .ok_or_else(|| ParseSelectorError { text: text.to_owned() })
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(select: &[&str], ignore: &[&str]) -> Selection {
        let parse = |words: &[&str]| words.iter().map(|it| it.parse().unwrap()).collect();
        Selection { select: parse(select), ignore: parse(ignore) }
    }

    #[test]
    fn the_narrower_word_counts_and_of_two_alike_the_one_that_takes_away() {
        for (select, ignore, id, is_asked) in [
            (&[][..], &[][..], "no-host", true),
            (&[], &["all"], "no-host", false),
            (&["placement"], &["all"], "no-host", true),
            (&["placement"], &["all"], "withdrawn-tag", false),
            (&["no-host"], &["placement"], "no-host", true),
            (&["no-host"], &["no-host"], "no-host", false),
            (&["compatibility"], &["all"], "build-mismatch", true),
        ] {
            assert_eq!(selection(select, ignore).asks(id), is_asked, "{select:?} {ignore:?} {id}");
        }
    }

    #[test]
    fn a_word_that_means_nothing_is_named() {
        let error = "no-hosts".parse::<Selector>().unwrap_err();
        assert_eq!(error.to_string(), "\"no-hosts\" is no rule and no area of rules");
    }
}
