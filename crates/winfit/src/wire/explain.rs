//! The body of `winfit explain`.

use serde::Serialize;

use super::Source;

/// The list of rules, or one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Body {
    /// Without an argument.
    List(List),
    /// One rule.
    Rule(Box<Rule>),
}

/// All rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct List {
    pub(crate) schema: &'static str,
    pub(crate) rules: Vec<Entry>,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    /// `compatibility`, `check`, `selection` or `field-report`.
    pub(crate) kind: &'static str,
    pub(crate) title: String,
}

/// A rule in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Rule {
    pub(crate) schema: &'static str,
    #[serde(flatten)]
    pub(crate) entry: Entry,
    pub(crate) statement: String,
    /// What goes wrong where it is not heeded; empty where the statement says it.
    pub(crate) why: String,
    pub(crate) since: String,
    pub(crate) sources: Vec<Source>,
    /// Where sources are silent or contradict each other; empty if they do not.
    pub(crate) differences: String,
    pub(crate) examples: Vec<Example>,
}

/// A worked example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Example {
    pub(crate) says: String,
    pub(crate) host: String,
    pub(crate) image: Option<String>,
    pub(crate) isolation: &'static str,
    pub(crate) rules: &'static str,
    pub(crate) edition: Option<&'static str>,
    /// `pass`, `preview`, `blocked`, `missing`, `not-applicable`.
    pub(crate) outcome: &'static str,
    /// The missing fact.
    pub(crate) fact: Option<&'static str>,
    pub(crate) reason: String,
}
