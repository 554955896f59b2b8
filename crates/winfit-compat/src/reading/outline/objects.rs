//! Objects of JSON and YAML, as a stack of those that are open: enough structure to know which `nodeInfo` belongs to
//! which `metadata.name`, and which labels to which Swarm node. Values that matter nowhere are passed over.

use super::Outline;
use super::fact::fact;

/// Objects nested more deeply than this are counted, not remembered.
const DEEPEST: usize = 256;

/// An object that is open.
#[derive(Debug, Clone, Copy)]
struct Object<'t> {
    start: usize,
    /// The key whose value it is.
    under: &'t str,
    /// The column of its keys in YAML; none in JSON.
    column: Option<usize>,
    /// The last key without a value, whose value may come as an object.
    parent_key: &'t str,
    /// The name that makes it a node's, if it is one.
    name: &'t str,
    is_node: bool,
}

/// The open objects.
#[derive(Debug, Default)]
pub(super) struct Objects<'t> {
    open: Vec<Object<'t>>,
    /// How many of them are of JSON.
    of_json: usize,
    too_deep: usize,
}

impl<'t> Objects<'t> {
    /// An object of JSON begins, as the value of a key or of none.
    pub(super) fn open_json(&mut self, at: usize, key: &'t str) {
        let parent_key = self.open.last_mut().map(|object| std::mem::take(&mut object.parent_key));
        let under = if key.is_empty() { parent_key.unwrap_or_default() } else { key };
        self.push(Object { start: at, under, column: None, parent_key: "", name: "", is_node: false });
    }

    /// An object of JSON ends.
    pub(super) fn close_json(&mut self, at: usize, outline: &mut Outline<'t>) {
        if let Some(deeper) = self.too_deep.checked_sub(1) {
            self.too_deep = deeper;
            return;
        }
        let left = self.of_json.saturating_sub(1);
        while self.of_json > left
            && let Some(object) = self.open.pop()
        {
            self.of_json -= usize::from(object.column.is_none());
            object.close(at, outline);
        }
    }

    /// A key of YAML stands in a column; a dash before it begins a new object.
    pub(super) fn at_column(
        &mut self,
        at: usize,
        column: usize,
        dash: Option<usize>,
        outline: &mut Outline<'t>,
    ) {
        let limit = dash.unwrap_or(column);
        while let Some(object) = self.open.pop_if(|object| object.column.is_some_and(|open| open > limit)) {
            object.close(at, outline);
        }
        if dash.is_some() || self.open.last().is_none_or(|object| object.column != Some(column)) {
            let under = self.open.last().map_or("", |object| object.parent_key);
            let column = Some(column);
            self.push(Object { start: at, under, column, parent_key: "", name: "", is_node: false });
        }
    }

    /// A key whose value follows as an object.
    pub(super) fn parent_key(&mut self, key: &'t str) {
        if let Some(object) = self.open.last_mut() {
            object.parent_key = key;
        }
    }

    /// A key with its value.
    pub(super) fn field(&mut self, key: &'t str, value: &'t str, at: usize, outline: &mut Outline<'t>) {
        let under = self.open.last().map_or("", |object| object.under);
        outline.facts.extend(fact(key, value, under, at));
        let depth = self.open.len();
        match (under, key) {
            (_, "kind") if value == "Node" => {
                if let Some(object) = self.open.last_mut() {
                    object.is_node = true;
                }
            }
            ("metadata", "name") => self.name(depth, value, false),
            ("Description", "Hostname") => self.name(depth, value, true),
            // Lists of the API itself leave the kind of their items out.
            ("nodeInfo", _) => {
                if let Some(node) = depth.checked_sub(3).and_then(|index| self.open.get_mut(index)) {
                    node.is_node = true;
                }
            }
            _ => {}
        }
    }

    /// The text ends, or a document in it.
    pub(super) fn close_all(&mut self, at: usize, outline: &mut Outline<'t>) {
        self.too_deep = 0;
        self.of_json = 0;
        while let Some(object) = self.open.pop() {
            object.close(at, outline);
        }
    }

    fn push(&mut self, object: Object<'t>) {
        if self.open.len() < DEEPEST {
            self.of_json += usize::from(object.column.is_none());
            self.open.push(object);
        } else if object.column.is_none() {
            self.too_deep += 1;
        }
    }

    /// Names the object around the innermost one.
    fn name(&mut self, depth: usize, value: &'t str, is_node: bool) {
        if let Some(object) = depth.checked_sub(2).and_then(|index| self.open.get_mut(index)) {
            object.name = value;
            object.is_node |= is_node;
        }
    }
}

impl<'t> Object<'t> {
    fn close(self, at: usize, outline: &mut Outline<'t>) {
        if self.is_node {
            outline.record(self.start..at, self.name, false);
        }
    }
}
