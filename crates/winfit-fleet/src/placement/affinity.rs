//! Required Kubernetes node affinity.

use crate::FleetHost;

/// A term of required node affinity: all its requirements must hold. A term without requirements holds nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct NodeSelectorTerm {
    /// `matchExpressions`, over labels.
    pub expressions: Vec<Requirement>,
    /// `matchFields`; Kubernetes knows `metadata.name` only.
    pub fields: Vec<Requirement>,
}

/// One requirement on a label or field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Requirement {
    /// Label key or field path.
    pub key: String,
    /// How the value is compared.
    pub operator: Operator,
    /// The values to compare with.
    pub values: Vec<String>,
}

/// How a requirement compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// The value is one of the list.
    In,
    /// The value is none of the list, or the label is absent.
    NotIn,
    /// The label is there.
    Exists,
    /// The label is absent.
    DoesNotExist,
    /// The value is an integer greater than the one given.
    Gt,
    /// The value is an integer less than the one given.
    Lt,
}

impl NodeSelectorTerm {
    /// Whether the term holds for a host.
    #[must_use]
    pub fn holds(&self, host: &FleetHost) -> bool {
        if self.expressions.is_empty() && self.fields.is_empty() {
            return false;
        }
        let name = |key: &str| (key == "metadata.name").then_some(host.name.as_str());
        self.expressions.iter().all(|it| it.holds(host.labels.get(&it.key).map(String::as_str)))
            && self.fields.iter().all(|it| it.holds(name(&it.key)))
    }
}

impl Requirement {
    fn holds(&self, found: Option<&str>) -> bool {
        let listed = found.is_some_and(|found| self.values.iter().any(|value| value == found));
        match self.operator {
            Operator::In => listed,
            Operator::NotIn => !listed,
            Operator::Exists => found.is_some(),
            Operator::DoesNotExist => found.is_none(),
            Operator::Gt => self.compares(found, |found, given| found > given),
            Operator::Lt => self.compares(found, |found, given| found < given),
        }
    }

    fn compares(&self, found: Option<&str>, order: impl Fn(i64, i64) -> bool) -> bool {
        let found = found.and_then(|found| found.parse().ok());
        let given = self.values.first().and_then(|value| value.parse().ok());
        found.zip(given).is_some_and(|(found, given)| order(found, given))
    }
}
