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

/// A line of the list. What only rules of `check` have is `null` elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    /// `compatibility`, `check`, `selection`, `cause` or `field-report`.
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    /// The word for `--select` and `--ignore` that means this and its like.
    pub(crate) area: Option<&'static str>,
    pub(crate) severity: Option<&'static str>,
    pub(crate) confidence: Option<&'static str>,
    /// What its fix promises: `safe`, `unsafe` or `offered`.
    pub(crate) fix: Option<&'static str>,
    /// Whether it is asked unless somebody says otherwise.
    pub(crate) on: Option<bool>,
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
    /// Since when it holds; empty for causes.
    pub(crate) since: String,
    pub(crate) sources: Vec<Source>,
    /// Where sources are silent or contradict each other; empty if they do not.
    pub(crate) differences: String,
    pub(crate) examples: Vec<Example>,
    pub(crate) texts: Vec<TextExample>,
}

/// A file with what is found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TextExample {
    pub(crate) says: &'static str,
    pub(crate) file: &'static str,
    /// Its text; below lines at which something is found, a comment with carets and the finding.
    pub(crate) text: &'static str,
    /// Whether anything is.
    pub(crate) flagged: bool,
    /// The text after the fixes that are made, where there are any.
    pub(crate) fixed: Option<&'static str>,
    /// What they promise: `safe` or `unsafe`.
    pub(crate) fixed_by: Option<&'static str>,
    /// The text after the fixes that are only offered, where there are any.
    pub(crate) offered: Option<&'static str>,
    /// The version of Kubernetes that it is checked for; `null`: the newest.
    pub(crate) kubernetes: Option<&'static str>,
    /// The hosts that it is checked on, as a fleet file.
    pub(crate) fleet: Option<&'static str>,
    pub(crate) images: Vec<TextImage>,
    /// The day on which it is checked; `null`: that on which the catalogue was read.
    pub(crate) today: Option<&'static str>,
}

/// What a registry says of an image of an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TextImage {
    pub(crate) reference: &'static str,
    /// OS versions of its Windows platforms, or `linux`.
    pub(crate) platforms: &'static [&'static str],
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
