//! Docker Swarm placement constraints.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use winfit_compat::{Architecture, Os};

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
    /// Whether the constraint holds for a host. Values are compared without case, as Swarm does; a constraint on
    /// something that Swarm does not know holds nowhere.
    #[must_use]
    pub fn holds(&self, host: &FleetHost) -> bool {
        self.found(host).is_some_and(|found| found.eq_ignore_ascii_case(&self.value) == self.equal)
    }

    /// What the host has for the key, empty if nothing; `None` if the key has no meaning.
    fn found<'a>(&self, host: &'a FleetHost) -> Option<&'a str> {
        let key = self.key.to_ascii_lowercase();
        match key.as_str() {
            "node.id" => Some(host.id.as_deref().unwrap_or_default()),
            "node.hostname" => Some(&host.name),
            "node.role" => Some(host.role.as_deref().unwrap_or_default()),
            // The address of a host is not among its facts.
            "node.ip" => is_address_or_network(&self.value).then_some(""),
            "node.platform.os" => Some(match host.host.os {
                Os::Windows => "windows",
                Os::Linux => "linux",
            }),
            // Swarm keeps the engine's own name for the architecture.
            "node.platform.arch" => Some(match host.host.architecture.map(Architecture::as_str) {
                Some("amd64") => "x86_64",
                Some("arm64") => "aarch64",
                other => other.unwrap_or_default(),
            }),
            _ => {
                // Label names keep their case; the prefix before them does not.
                let label = |prefix: &str| {
                    let name = key.strip_prefix(prefix).filter(|name| !name.is_empty())?;
                    self.key.get(self.key.len() - name.len()..)
                };
                let value = |labels: &'a BTreeMap<String, String>, name| {
                    labels.get(name).map(String::as_str).unwrap_or_default()
                };
                label("node.labels.")
                    .map(|name| value(&host.labels, name))
                    .or_else(|| label("engine.labels.").map(|name| value(&host.engine_labels, name)))
            }
        }
    }
}

fn is_address_or_network(text: &str) -> bool {
    let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
    let widest = match address.parse() {
        Ok(IpAddr::V4(_)) => 32_u8,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    bits.is_none_or(|bits| bits.parse::<u8>().is_ok_and(|bits| bits <= widest))
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
