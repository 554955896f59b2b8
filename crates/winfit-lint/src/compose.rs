//! Compose and Swarm stack files: their services, with defaults put in for variables and `extends` followed.

mod build;
pub(crate) mod constrain;
mod extends;
mod link;
mod placement;
mod service;
pub(crate) mod volume;

pub(crate) use extends::{Layer, Layers};
pub(crate) use link::{beside, link, normalized};

use crate::ProblemKind;
use crate::document::Contents;
use crate::reading::{Path, Problems};
use crate::variables::{self, Dialect, Filled, Variable};
use crate::yaml::{Node, NodeKind};

/// A mapping of services, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Services<'a, 't> {
    node: Node<'a, 't>,
    /// They are the document itself, as in the first version of the format.
    outermost: bool,
}

/// The services of a document, if it is a Compose file: by a `services` mapping in which one has an image or a build.
/// In a file with a Compose file's name, the document itself may be such a mapping.
pub(crate) fn services<'a, 't>(root: Node<'a, 't>, file_name: &str) -> Option<Services<'a, 't>> {
    match root.get("services") {
        Some(node) => has_service(node).then_some(Services { node, outermost: false }),
        None => (is_compose_name(file_name) && has_service(root))
            .then_some(Services { node: root, outermost: true }),
    }
}

impl<'a, 't> Services<'a, 't> {
    /// The services with their names, without what begins with `x-`.
    pub(crate) fn entries(self) -> impl Iterator<Item = (Node<'a, 't>, Node<'a, 't>)> {
        self.node.entries().filter(|(key, _)| key.text().is_some_and(|name| !name.starts_with("x-")))
    }
}

/// Reads all services.
pub(crate) fn read(services: Services<'_, '_>, contents: &mut Contents) {
    let path = Path::ROOT;
    let path = if services.outermost { path } else { path.key("services") };
    for layers in layered(services, &mut contents.problems) {
        let Some(name) = layers.own().name.text() else { continue };
        let found = service::read(name, &layers, path.key(name), &mut contents.problems);
        contents.add(found);
    }
}

/// The services, each with those that it extends.
pub(crate) fn layered<'a, 't>(services: Services<'a, 't>, problems: &mut Problems) -> Vec<Layers<'a, 't>> {
    let path = Path::ROOT;
    let path = if services.outermost { path } else { path.key("services") };
    let mut extending = extends::Extending::new(services.node);
    let entries = services.entries().filter_map(|(key, service)| Some((key.text()?, key, service)));
    entries
        .filter_map(|(name, key, service)| {
            let path = path.key(name);
            let is_service = problems.is(service, path, NodeKind::Mapping);
            is_service.then(|| extending.layers(Layer { name: key, node: service }, path, problems))
        })
        .collect()
}

fn has_service(services: Node<'_, '_>) -> bool {
    const TELLING: [&str; 3] = ["image", "build", "extends"];
    services.entries().any(|(_, service)| TELLING.iter().any(|key| service.get(key).is_some()))
}

fn is_compose_name(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
    let has_extension = name.ends_with(".yml") || name.ends_with(".yaml");
    has_extension && (name.starts_with("docker-compose") || name.starts_with("compose"))
}

/// A value with the defaults of its variables. What cannot be read as a variable is a problem.
fn filled(node: Node<'_, '_>, problems: &mut Problems) -> Option<Filled> {
    let text = node.text()?;
    let filled = variables::fill(text, Dialect::DoubleDollar, &|_| Variable::Unset);
    for text in &filled.bad {
        problems.add(ProblemKind::BadVariable { text: text.clone(), plain: "$$" }, node);
    }
    Some(filled)
}

#[cfg(test)]
mod tests;
