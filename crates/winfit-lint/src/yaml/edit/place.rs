//! Where a value stands in its tree, and whether it may be edited there.

use super::super::node::{Node, NodeKind};

/// A value, and the collections around it.
#[derive(Debug, Clone)]
pub(super) struct Place<'a, 't> {
    pub(super) node: Node<'a, 't>,
    /// The collections around it, outermost first.
    pub(super) around: Vec<Node<'a, 't>>,
    /// Which of the innermost collection's children it is; keys and values count in turn.
    pub(super) index: usize,
    /// The number behind those of all that is in it.
    pub(super) end: u32,
}

impl<'a, 't> Place<'a, 't> {
    /// `None` if an edit here would change what aliases stand for, or if the value was met elsewhere than it is written.
    pub(super) fn of(node: Node<'a, 't>) -> Option<Self> {
        if node.is_shared() {
            return None;
        }
        let tree = node.tree();
        let site = node.site();
        let mut around = Vec::new();
        let (mut at, mut index, mut end) = (tree.root(), 0, u32::try_from(tree.len()).ok()?);
        while at.site() != site {
            let children = at.children();
            let behind = children.partition_point(|child| *child <= site);
            index = behind.checked_sub(1)?;
            end = children.get(behind).copied().unwrap_or(end);
            around.push(at);
            at = Node::met(tree, *children.get(index)?);
        }
        let is_target = |it: &Node<'a, 't>| tree.has_target_in(it.site()..it.site() + 1);
        let is_free = !is_target(&at) && !around.iter().any(is_target);
        is_free.then_some(Self { node, around, index, end })
    }

    /// The innermost collection around it, as a place of its own; `None` of the outermost value.
    pub(super) fn parent(&self) -> Option<Self> {
        Self::of(*self.around.last()?)
    }

    /// Whether it is a key.
    pub(super) fn is_key(&self) -> bool {
        self.index.is_multiple_of(2) && self.around.last().is_some_and(|it| it.kind() == NodeKind::Mapping)
    }

    /// The number of the part of the innermost collection that it is in: the entry, or the item.
    pub(super) fn part(&self) -> usize {
        match self.around.last().map(|it| it.kind()) {
            Some(NodeKind::Mapping) => self.index / 2,
            _ => self.index,
        }
    }
}
