//! Services that extend others of the same file.

use std::collections::HashMap;

use crate::ProblemKind;
use crate::reading::{Path, Problems};
use crate::yaml::{Limits, Node, NodeKind};

/// A service and those that it extends: what an earlier one says counts.
pub(super) struct Layers<'a, 't>(Vec<Node<'a, 't>>);

/// A chain of more than this is no longer followed.
const LENGTH: usize = 64;

/// What services may still take of others: each reads all of what it extends, and a large one may have many users.
pub(super) struct Allowance(usize);

impl Allowance {
    /// Of one file, as much as its aliases may stand for.
    pub(super) const OF_FILE: Self = Self(Limits::DOCUMENT.expansion);

    fn take(&mut self, service: Node<'_, '_>) -> bool {
        let left = self.0.checked_sub(service.size());
        self.0 = left.unwrap_or_default();
        left.is_some()
    }
}

impl<'a, 't> Layers<'a, 't> {
    /// The service itself.
    pub(super) fn own(&self) -> Option<Node<'a, 't>> {
        self.0.first().copied()
    }

    /// The value of a key, where it is given first, and the key.
    pub(super) fn entry(&self, key: &str) -> Option<(Node<'a, 't>, Node<'a, 't>)> {
        self.0.iter().filter_map(|layer| layer.entry(key)).find(|(_, value)| !value.is_null())
    }

    /// The values of a key in all layers, the service's own first. Lists of services are joined.
    pub(super) fn all(&self, path: &[&str]) -> impl Iterator<Item = Node<'a, 't>> {
        self.0.iter().filter_map(move |layer| layer.at(path))
    }

    /// Whether this value of a key is written in the service itself.
    pub(super) fn is_own(&self, key: &str) -> bool {
        self.own().and_then(|own| own.get(key)).is_some_and(|value| !value.is_null())
    }
}

pub(super) fn layers<'a, 't>(
    name: &str,
    service: Node<'a, 't>,
    all: &HashMap<&str, Node<'a, 't>>,
    path: Path<'_>,
    allowance: &mut Allowance,
    problems: &mut Problems,
) -> Layers<'a, 't> {
    let mut layers = vec![service];
    let mut names = vec![name];
    while let Some(extends) = layers.last().and_then(|layer| layer.get("extends")) {
        match base(extends, all, path) {
            Ok(None) => break,
            Ok(Some((base_name, _))) if base_name == name => {
                problems.add(ProblemKind::CircularExtends { name: name.to_owned() }, extends);
                break;
            }
            // A circle of others is theirs to report.
            Ok(Some((base_name, _))) if names.contains(&base_name) => break,
            Ok(Some(_)) if layers.len() >= LENGTH => {
                problems.add(ProblemKind::LongExtends { limit: LENGTH }, extends);
                break;
            }
            Ok(Some((_, base))) if !allowance.take(base) => {
                let limit = Limits::DOCUMENT.expansion;
                problems.add(ProblemKind::LargeExtends { limit }, extends);
                break;
            }
            Ok(Some((base_name, base))) => {
                names.push(base_name);
                layers.push(base);
            }
            Err(kind) => {
                // So are the problems of those that this one extends.
                if layers.len() == 1 {
                    problems.add(kind, extends);
                }
                break;
            }
        }
    }
    Layers(layers)
}

/// The service that `extends` names.
fn base<'a, 't>(
    extends: Node<'a, 't>,
    all: &HashMap<&str, Node<'a, 't>>,
    path: Path<'_>,
) -> Result<Option<(&'a str, Node<'a, 't>)>, ProblemKind> {
    if extends.is_null() {
        return Ok(None);
    }
    if let Some(file) = extends.get("file").and_then(Node::text) {
        return Err(ProblemKind::ExtendsFile { file: file.to_owned() });
    }
    let named = if extends.kind() == NodeKind::Mapping { extends.get("service") } else { Some(extends) };
    let Some(name) = named.and_then(Node::text) else {
        let path = path.key("extends").key("service").to_string();
        return Err(ProblemKind::Missing { path });
    };
    let base = all.get(name).filter(|base| base.kind() == NodeKind::Mapping);
    let base = base.ok_or_else(|| ProblemKind::UnknownService { name: name.to_owned() })?;
    Ok(Some((name, *base)))
}
