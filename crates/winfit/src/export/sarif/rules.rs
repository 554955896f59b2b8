//! The rules that findings are of, each once, as descriptors.

use std::collections::HashMap;

use winfit_compat::rules::RULES;
use winfit_lint::{Confidence, Severity};

use super::level;
use super::log::{Configuration, Help, RuleDescriptor, RuleProperties, Text};
use crate::docs::rule_page_url;

/// The rules met so far, in the order in which they were.
#[derive(Debug, Default)]
pub(super) struct Rules {
    descriptors: Vec<RuleDescriptor>,
    indexes: HashMap<String, usize>,
}

impl Rules {
    /// The index of a rule.
    pub(super) fn index(&mut self, id: &str) -> usize {
        if let Some(index) = self.indexes.get(id) {
            return *index;
        }
        let index = self.descriptors.len();
        self.descriptors.push(About::of(id).descriptor());
        self.indexes.insert(id.to_owned(), index);
        index
    }

    pub(super) fn into_descriptors(self) -> Vec<RuleDescriptor> {
        self.descriptors
    }
}

/// What a descriptor says, whichever kind of rule it is of.
struct About {
    id: String,
    title: &'static str,
    statement: &'static str,
    why: &'static str,
    tag: &'static str,
    severity: Severity,
    confidence: Confidence,
}

impl About {
    fn of(id: &str) -> Self {
        if let Some(rule) = winfit_lint::rule(id) {
            return Self {
                id: id.to_owned(),
                title: rule.title,
                statement: rule.statement,
                why: "",
                tag: "configuration",
                severity: rule.severity,
                confidence: rule.confidence,
            };
        }
        let rule = RULES.into_iter().find(|rule| rule.id == id);
        Self {
            id: id.to_owned(),
            title: rule.map_or("a rule of winfit", |rule| rule.title),
            statement: rule.map_or("a rule of winfit", |rule| rule.statement),
            why: rule.map_or("", |rule| rule.why),
            tag: "compatibility",
            severity: Severity::Error,
            // What versions there are is often inferred from tags.
            confidence: Confidence::Likely,
        }
    }

    fn descriptor(self) -> RuleDescriptor {
        let Self { id, title, statement, why, tag, severity, confidence } = self;
        let page = rule_page_url(&id);
        let about = if why.is_empty() { statement.to_owned() } else { format!("{statement}\n\n{why}") };
        RuleDescriptor {
            short_description: Text { text: title.to_owned() },
            full_description: Text { text: statement.to_owned() },
            help: Help {
                text: format!("{about}\n\nMore: winfit explain {id}, or {page}"),
                markdown: format!("{about}\n\n[More about `{id}`]({page})"),
            },
            help_uri: page,
            default_configuration: Configuration { level: level(severity) },
            properties: RuleProperties {
                tags: vec!["windows", "containers", tag],
                precision: precision(confidence),
                problem_severity: match severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Info => "recommendation",
                },
            },
            id,
        }
    }
}

/// Code scanning has a fourth word, `low`, for rules that are mostly wrong.
const fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Certain => "very-high",
        Confidence::Likely => "high",
        Confidence::Possible => "medium",
    }
}

#[cfg(test)]
mod tests {
    use super::super::REPOSITORY;
    use super::*;

    /// What code scanning shows of a description.
    const MOST_CHARACTERS: usize = 1024;

    #[test]
    fn every_rule_says_something_and_no_more_than_code_scanning_shows() {
        let pages = crate::docs::rule_pages();
        let compatibility = RULES.into_iter().map(|rule| rule.id);
        for id in compatibility.chain(winfit_lint::rules().map(|rule| rule.id)) {
            let rule = About::of(id).descriptor();
            for text in [rule.short_description.text, rule.full_description.text] {
                assert!(!text.is_empty() && text != "a rule of winfit", "{id}");
                assert!(text.chars().count() <= MOST_CHARACTERS, "{id}: {text}");
            }
            let page = rule.help_uri.strip_prefix(REPOSITORY).unwrap().strip_prefix("/blob/main/docs/rules/");
            assert!(pages.iter().any(|(name, _)| Some(name.as_str()) == page), "{}", rule.help_uri);
        }
    }

    #[test]
    fn a_rule_that_is_met_again_keeps_its_index() {
        let mut rules = Rules::default();
        let indexes = ["no-host", "build-mismatch", "no-host"].map(|id| rules.index(id));
        assert_eq!(indexes, [0, 1, 0]);
        let ids: Vec<_> = rules.into_descriptors().into_iter().map(|rule| rule.id).collect();
        assert_eq!(ids, ["no-host", "build-mismatch"]);
    }
}
