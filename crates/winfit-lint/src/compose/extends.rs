//! Services that extend others of the same file.

use std::collections::HashMap;

use super::constrain::CONSTRAINTS;
use crate::reading::{Path, Problems};
use crate::yaml::{Limits, Node, NodeKind};
use crate::{ExtendsUse, ProblemKind};

/// A service and those that it extends: what an earlier one says counts.
#[derive(Debug, Clone)]
pub(crate) struct Layers<'a, 't> {
    own: Layer<'a, 't>,
    bases: Vec<Layer<'a, 't>>,
    /// Where the last of them goes on in another file.
    elsewhere: Option<ExtendsUse>,
}

/// A service as it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layer<'a, 't> {
    /// Its name.
    pub(crate) name: Node<'a, 't>,
    /// Its mapping.
    pub(crate) node: Node<'a, 't>,
}

impl<'a, 't> Layers<'a, 't> {
    /// The service itself.
    pub(crate) const fn own(&self) -> Layer<'a, 't> {
        self.own
    }

    /// All of them, the service itself first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Layer<'a, 't>> {
        std::iter::once(self.own).chain(self.bases.iter().copied())
    }

    /// Where they go on in another file.
    pub(super) const fn elsewhere(&self) -> Option<&ExtendsUse> {
        self.elsewhere.as_ref()
    }

    /// The value of a key, where it is given first, and the key.
    pub(crate) fn entry(&self, key: &str) -> Option<(Node<'a, 't>, Node<'a, 't>)> {
        self.iter().filter_map(|layer| layer.node.entry(key)).find(|(_, value)| !value.is_null())
    }

    /// The values of a key in all layers, the service's own first. Lists of services are joined.
    pub(crate) fn all(&self, path: &[&str]) -> impl Iterator<Item = Node<'a, 't>> {
        self.iter().filter_map(move |layer| layer.node.at(path))
    }

    /// Whether more constraints are written than this: those with open variables were not read.
    pub(crate) fn has_more_constraints_than(&self, count: usize) -> bool {
        let lists = self.all(&CONSTRAINTS);
        lists.map(|list| list.items().len()).sum::<usize>() > count
    }

    /// Whether this value of a key is written in the service itself.
    pub(super) fn is_own(&self, key: &str) -> bool {
        self.own.node.get(key).is_some_and(|value| !value.is_null())
    }
}

/// A chain of more than this is no longer followed.
pub(super) const LENGTH: usize = 64;

/// Follows what the services of a file extend.
pub(super) struct Extending<'a, 't> {
    all: HashMap<&'a str, Layer<'a, 't>>,
    /// What services may still take of others, as much as the aliases of a file may stand for: each reads all of what it
    /// extends, and a large one may have many users.
    left: usize,
}

/// What `extends` names.
enum Base<'a> {
    None,
    Here(&'a str),
    Elsewhere { file: String, service: &'a str },
}

impl<'a, 't> Extending<'a, 't> {
    pub(super) fn new(services: Node<'a, 't>) -> Self {
        let layers = services.entries().map(|(name, node)| Layer { name, node });
        let all = layers.filter_map(|layer| Some((layer.name.text()?, layer))).collect();
        Self { all, left: Limits::DOCUMENT.expansion }
    }

    pub(super) fn layers(
        &mut self,
        own: Layer<'a, 't>,
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Layers<'a, 't> {
        let mut layers = Layers { own, bases: Vec::new(), elsewhere: None };
        let name = own.name.text().unwrap_or_default();
        let mut names = vec![name];
        while let Some(extends) = layers.bases.last().unwrap_or(&layers.own).node.get("extends") {
            let is_own = layers.bases.is_empty();
            let problem = match base(extends, path).and_then(|base| Ok((self.find(&base)?, base))) {
                Ok((_, Base::None)) => break,
                Ok((_, Base::Elsewhere { file, service })) => {
                    let span = own.node.get("extends").unwrap_or(extends).span();
                    layers.elsewhere = Some(ExtendsUse {
                        file: file.clone(),
                        service: service.to_owned(),
                        span,
                        isolation: None,
                        linked: false,
                    });
                    is_own.then_some(ProblemKind::ExtendsFile { file })
                }
                Ok((_, Base::Here(base))) if base == name => {
                    Some(ProblemKind::CircularExtends { name: name.to_owned() })
                }
                // A circle of others is theirs to report.
                Ok((_, Base::Here(base))) if names.contains(&base) => None,
                Ok(_) if names.len() >= LENGTH => Some(ProblemKind::LongExtends { limit: LENGTH }),
                Ok((Some(layer), Base::Here(base))) if self.take(layer) => {
                    names.push(base);
                    layers.bases.push(layer);
                    continue;
                }
                Ok(_) => Some(ProblemKind::LargeExtends { limit: Limits::DOCUMENT.expansion }),
                // So are the problems of those that this one extends.
                Err(kind) => is_own.then_some(kind),
            };
            if let Some(kind) = problem {
                problems.add(kind, extends);
            }
            break;
        }
        layers
    }

    /// The service that is extended, if it is one of this file.
    fn find(&self, base: &Base<'a>) -> Result<Option<Layer<'a, 't>>, ProblemKind> {
        let Base::Here(name) = *base else { return Ok(None) };
        let layer = self.all.get(name).filter(|base| base.node.kind() == NodeKind::Mapping);
        layer.copied().map(Some).ok_or_else(|| ProblemKind::UnknownService { name: name.to_owned() })
    }

    fn take(&mut self, layer: Layer<'_, '_>) -> bool {
        let left = self.left.checked_sub(layer.node.size());
        self.left = left.unwrap_or_default();
        left.is_some()
    }
}

fn base<'a>(extends: Node<'a, '_>, path: Path<'_>) -> Result<Base<'a>, ProblemKind> {
    if extends.is_null() {
        return Ok(Base::None);
    }
    let named = if extends.kind() == NodeKind::Mapping { extends.get("service") } else { Some(extends) };
    let service = named.and_then(Node::text);
    if let Some(file) = extends.get("file").and_then(Node::text) {
        return Ok(Base::Elsewhere { file: file.to_owned(), service: service.unwrap_or_default() });
    }
    service.map(Base::Here).ok_or_else(|| {
        let path = path.key("extends").key("service").to_string();
        ProblemKind::Missing { path }
    })
}
