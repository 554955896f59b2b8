//! Edits of YAML and JSON texts: what to change in a tree becomes what to change in its text.
//!
//! Everything else stays as it is, byte for byte: comments, order, quotes, indentation and line ends; what is new is
//! written as its neighbours are. An operation gives `None` where that cannot be done, or would change what another
//! place means: in what aliases stand for, in what has a tag or an anchor, behind a question mark. Knows nothing of what
//! the documents are for.

mod braces;
mod changes;
mod collection;
mod ends;
mod habits;
mod insert;
mod kept;
mod lines;
mod meaning;
mod place;
mod plan;
mod remove;
mod render;
mod scalar;
mod set;

pub use changes::Changes;
use lines::Lines;

use super::node::Node;
use crate::Edit;

/// Edits a text by the trees that were read from it.
#[derive(Debug, Clone, Copy)]
pub struct Editor<'s> {
    lines: Lines<'s>,
}

/// A new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, in quotes where it would mean something else without.
    Text(String),
    /// A text in double quotes.
    Quoted(String),
    /// A number or truth value, written as it is.
    Plain(String),
    /// Keys and values.
    Mapping(Vec<(String, Value)>),
    /// Items.
    Sequence(Vec<Value>),
}

impl<'s> Editor<'s> {
    /// For the text in which the spans of the trees count: the whole of a file, not one of its documents.
    #[must_use]
    pub const fn new(text: &'s str) -> Self {
        Self { lines: Lines::new(text) }
    }

    /// Several operations on one tree, together. The edits of single ones do not go together in general: they may stand at
    /// the same place, or leave a mapping empty that neither empties alone.
    #[must_use]
    pub const fn changes<'a, 't>(&self) -> Changes<'s, 'a, 't> {
        Changes::new(self.lines)
    }

    /// Removes a key and its value with their lines: comments on these lines, and comments below that are indented deeper
    /// than the key. A mapping that is left empty becomes `{}`.
    #[must_use]
    pub fn remove_entry(&self, mapping: Node<'_, '_>, key: &str) -> Option<Vec<Edit>> {
        self.change(|changes| changes.remove_entry(mapping, key))
    }

    /// Removes the value at a path of keys, and the mappings on the path that would be left empty. Comments about these
    /// stay, on lines of their own.
    #[must_use]
    pub fn remove_path(&self, root: Node<'_, '_>, path: &[&str]) -> Option<Vec<Edit>> {
        self.change(|changes| changes.remove_path(root, path))
    }

    /// Removes an item of a list, as [`Self::remove_entry`] does an entry. A list that is left empty becomes `[]`.
    #[must_use]
    pub fn remove_item(&self, sequence: Node<'_, '_>, index: usize) -> Option<Vec<Edit>> {
        self.change(|changes| changes.remove_item(sequence, index))
    }

    /// Puts a text in the place of a scalar or null. Quotes stay as they are if they can hold it; a bare scalar gets some
    /// where the text would mean something else without. A bare number or truth value stays one if the text reads so.
    ///
    /// Empty if the text is there already.
    #[must_use]
    pub fn set(&self, scalar: Node<'_, '_>, text: &str) -> Option<Vec<Edit>> {
        self.change(|changes| changes.set(scalar, text))
    }

    /// Gives a key another name; `None` if that name is taken.
    #[must_use]
    pub fn rename_key(&self, mapping: Node<'_, '_>, key: &str, to: &str) -> Option<Vec<Edit>> {
        self.change(|changes| changes.rename_key(mapping, key, to))
    }

    /// Puts an entry at the end of a mapping, or into a null; `None` if there is such a key.
    #[must_use]
    pub fn insert(&self, mapping: Node<'_, '_>, key: &str, value: &Value) -> Option<Vec<Edit>> {
        self.change(|changes| changes.insert(mapping, key, value))
    }

    /// Puts an entry behind that of another key; `None` if there is such a key.
    #[must_use]
    pub fn insert_after(
        &self,
        mapping: Node<'_, '_>,
        after_key: &str,
        key: &str,
        value: &Value,
    ) -> Option<Vec<Edit>> {
        self.change(|changes| changes.insert_after(mapping, after_key, key, value))
    }

    /// Puts an item at the end of a list, or into a null.
    #[must_use]
    pub fn append(&self, sequence: Node<'_, '_>, value: &Value) -> Option<Vec<Edit>> {
        self.change(|changes| changes.append(sequence, value))
    }

    /// Makes the value at a path of keys what is asked for: makes mappings that are missing, fills nulls, sets scalars. A
    /// mapping gets the entries that it lacks, at any depth, and keeps its others.
    ///
    /// Empty if it is so already; `None` if there is a value of another kind, or a list with items.
    #[must_use]
    pub fn ensure(&self, root: Node<'_, '_>, path: &[&str], value: &Value) -> Option<Vec<Edit>> {
        self.change(|changes| changes.ensure(root, path, value))
    }

    fn change<'a, 't: 'a>(
        &self,
        operation: impl FnOnce(&mut Changes<'s, 'a, 't>) -> Option<()>,
    ) -> Option<Vec<Edit>> {
        let mut changes = self.changes();
        operation(&mut changes)?;
        changes.edits()
    }
}

impl Value {
    /// A text, in quotes where it must be.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text in double quotes.
    #[must_use]
    pub fn quoted(text: impl Into<String>) -> Self {
        Self::Quoted(text.into())
    }

    /// A number or truth value.
    #[must_use]
    pub fn plain(word: impl ToString) -> Self {
        Self::Plain(word.to_string())
    }

    /// Keys and values.
    #[must_use]
    pub fn mapping<K: Into<String>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Mapping(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// Items.
    #[must_use]
    pub fn sequence(items: impl IntoIterator<Item = Self>) -> Self {
        Self::Sequence(items.into_iter().collect())
    }

    const fn is_scalar(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Quoted(_) | Self::Plain(_))
    }

    /// Whether it is written on one line in a block too.
    const fn is_inline(&self) -> bool {
        match self {
            Self::Mapping(entries) => entries.is_empty(),
            Self::Sequence(items) => items.is_empty(),
            _ => true,
        }
    }

    /// How many collections are in each other.
    fn depth(&self) -> usize {
        let inside = match self {
            Self::Mapping(entries) => entries.iter().map(|(_, value)| value.depth()).max(),
            Self::Sequence(items) => items.iter().map(Self::depth).max(),
            _ => return 0,
        };
        1 + inside.unwrap_or_default()
    }
}

/// Edits in the order of their places, as one where they touch; `None` if two of them overlap.
fn joined(mut edits: Vec<Edit>) -> Option<Vec<Edit>> {
    edits.sort_by_key(|edit| edit.span.start);
    let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match joined.last_mut() {
            Some(last) if edit.span.start < last.span.end => return None,
            Some(last) if edit.span.start == last.span.end => {
                last.span.end = edit.span.end;
                last.text.push_str(&edit.text);
            }
            _ => joined.push(edit),
        }
    }
    joined.retain(|edit| !edit.span.is_empty() || !edit.text.is_empty());
    Some(joined)
}

#[cfg(test)]
mod tests;
