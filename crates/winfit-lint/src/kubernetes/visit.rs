//! Walks over the objects of a document, those in lists too, as the reader does.

use super::{NESTED_LISTS, TEMPLATE, has_containers, is_custom, template_keys};
use crate::yaml::{Node, NodeKind};

/// An object that was met.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visited<'a, 't> {
    /// Its mapping.
    pub(crate) node: Node<'a, 't>,
    /// Its kind, which a list may tell in its stead.
    pub(crate) kind: &'a str,
    /// What has `metadata` and `spec` of its pod, if it has one.
    pub(crate) template: Option<Node<'a, 't>>,
}

/// Calls for each object; lists are not objects of their own.
pub(crate) fn visit<'a, 't>(root: Node<'a, 't>, each: &mut impl FnMut(&Visited<'a, 't>)) {
    let kind = root.get("kind").and_then(Node::text).unwrap_or_default();
    visit_object(root, kind, 0, each);
}

fn visit_object<'a, 't>(
    node: Node<'a, 't>,
    kind: &'a str,
    depth: usize,
    each: &mut impl FnMut(&Visited<'a, 't>),
) {
    if let Some(of_items) = kind.strip_suffix("List").filter(|_| node.get("items").is_some()) {
        if depth >= NESTED_LISTS {
            return;
        }
        for item in node.get("items").into_iter().flat_map(Node::items) {
            if item.kind() == NodeKind::Mapping {
                let kind = item.get("kind").and_then(Node::text).unwrap_or(of_items);
                visit_object(item, kind, depth + 1, each);
            }
        }
        return;
    }
    let keys = template_keys(kind)
        .or_else(|| (is_custom(node) && has_containers(node)).then_some(TEMPLATE.as_slice()));
    let template = keys.and_then(|keys| node.at(keys)).filter(|it| it.get("spec").is_some());
    each(&Visited { node, kind, template });
}
