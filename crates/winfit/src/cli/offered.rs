//! Values that completions offer and that are judged later, so that our own errors answer for the others.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};
use winfit_compat::catalog::Edition;
use winfit_compat::rules::RULES;
use winfit_compat::selection::STATEMENT;
use winfit_lint::{Selector, rules as lint_rules};

/// Any text; the names of the rules are offered. Field reports have names, too, which the catalogue in use decides.
#[derive(Debug, Clone, Copy)]
pub(super) struct RuleId;

impl TypedValueParser for RuleId {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let rules = RULES.into_iter().map(|rule| rule.id).chain([STATEMENT.id]);
        Some(Box::new(rules.chain(lint_rules().map(|rule| rule.id)).map(PossibleValue::new)))
    }
}

/// Any text; the words for rules and areas of rules are offered.
#[derive(Debug, Clone, Copy)]
pub(super) struct RuleWord;

impl TypedValueParser for RuleWord {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Selector::every().map(|it| PossibleValue::new(it.as_str()))))
    }
}

/// An edition, as it reads itself; all editions are offered.
#[derive(Debug, Clone, Copy)]
pub(super) struct EditionName;

impl TypedValueParser for EditionName {
    type Value = Edition;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Edition, Error> {
        let read = |text: String| text.parse::<Edition>();
        StringValueParser::new().try_map(read).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Edition::ALL.into_iter().map(|edition| PossibleValue::new(edition.as_str()))))
    }
}
