//! Docker Swarm placement constraints.

use std::fmt;
use std::str::FromStr;

use crate::FleetHost;

/// A constraint such as `node.labels.OsVersion == 10.0.17763`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Constraint {
    /// What is compared, e.g. `node.labels.OS`.
    pub key: String,
    /// Whether it must equal the value (`==`) or differ from it (`!=`).
    pub equal: bool,
    /// The value.
    pub value: String,
}

/// The text is not `KEY == VALUE` or `KEY != VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseConstraintError {
    text: String,
}

impl Constraint {
    /// Whether the constraint holds for a host. Values are compared without case, as Swarm does.
    ///
    /// A fact of the host that is not known refuses nothing. A key that Swarm does not know holds nowhere.
    #[must_use]
    pub fn holds(&self, host: &FleetHost) -> bool {
        match self.found(host) {
            Found::Value(value) => value.eq_ignore_ascii_case(&self.value) == self.equal,
            Found::NotKnown => true,
            Found::NoSuchKey => false,
        }
    }

    /// What a host has to compare with, where that is known; nothing of a label that it lacks.
    #[must_use]
    pub fn found_on<'a>(&self, host: &'a FleetHost) -> Option<&'a str> {
        match self.found(host) {
            Found::Value(value) => Some(value).filter(|value| !value.is_empty()),
            Found::NotKnown | Found::NoSuchKey => None,
        }
    }

    /// The name of the node label that is compared, without `node.labels.`.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        self.behind("node.labels.")
    }

    /// The rest of the key. Label names keep their case; the prefix before them does not.
    fn behind(&self, prefix: &str) -> Option<&str> {
        let (start, name) = self.key.split_at_checked(prefix.len())?;
        (start.eq_ignore_ascii_case(prefix) && !name.is_empty()).then_some(name)
    }

    fn found<'a>(&self, host: &'a FleetHost) -> Found<'a> {
        let labelled = self.label().map(|name| host.labels.get(name));
        if let Some(value) =
            labelled.or_else(|| self.behind("engine.labels.").map(|name| host.engine_labels.get(name)))
        {
            return Found::Value(value.map_or("", String::as_str));
        }
        let known = match self.key.to_ascii_lowercase().as_str() {
            "node.id" => host.id.as_deref(),
            "node.hostname" => Some(host.name.as_str()),
            "node.ip" => None,
            "node.role" => host.role.as_deref(),
            "node.platform.os" => Some(host.host.os.as_str()),
            // Swarm keeps the engine's own name for the architecture.
            "node.platform.arch" => host.host.architecture.map(|it| match it.as_str() {
                "amd64" => "x86_64",
                "arm64" => "aarch64",
                other => other,
            }),
            _ => return Found::NoSuchKey,
        };
        known.map_or(Found::NotKnown, Found::Value)
    }
}

/// What a host has to compare with.
enum Found<'a> {
    /// This; nothing for a label that it lacks.
    Value(&'a str),
    NotKnown,
    NoSuchKey,
}

impl FromStr for Constraint {
    type Err = ParseConstraintError;

    /// Reads what Swarm reads: where the text has `==`, that is the operator, whatever stands before it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let operator =
            [("==", true), ("!=", false)].into_iter().find(|(operator, _)| text.contains(operator));
        operator
            .and_then(|(operator, equal)| {
                let (key, value) = text.split_once(operator)?;
                let (key, value) = (key.trim(), value.trim());
                (is_key(key) && is_value(value)).then(|| Self {
                    key: key.to_owned(),
                    equal,
                    value: value.to_owned(),
                })
            })
            .ok_or_else(|| ParseConstraintError { text: text.to_owned() })
    }
}

/// Two characters or more, of which the first is a letter or `_`.
fn is_key(text: &str) -> bool {
    let is_allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    text.len() >= 2
        && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(is_allowed)
}

/// Whatever could not be mistaken for an operator.
fn is_value(text: &str) -> bool {
    let is_allowed =
        |c: char| c.is_ascii_alphanumeric() || c.is_ascii_whitespace() || ":-_.*()?+[]\\^$|/".contains(c);
    !text.is_empty() && text.chars().all(is_allowed)
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.key, if self.equal { "==" } else { "!=" }, self.value)
    }
}

impl fmt::Display for ParseConstraintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "\"{}\" is not a placement constraint such as node.labels.OS == windows",
            self.text.escape_debug()
        )
    }
}

impl std::error::Error for ParseConstraintError {}
