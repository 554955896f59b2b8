//! Asking a tree for values of a type, and noting a problem with its path where there is another.

use std::borrow::Cow;
use std::fmt;

use crate::yaml::{Node, NodeKind};
use crate::{Problem, ProblemKind};

/// The way from the root of a document to a value. Made on the stack, and written out only for a problem.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Path<'p> {
    parent: Option<&'p Self>,
    step: Step<'p>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Index(usize),
}

impl<'p> Path<'p> {
    pub(crate) const ROOT: Self = Self { parent: None, step: Step::Root };

    pub(crate) const fn key(&'p self, key: &'p str) -> Self {
        Self { parent: Some(self), step: Step::Key(key) }
    }

    pub(crate) const fn index(&'p self, index: usize) -> Self {
        Self { parent: Some(self), step: Step::Index(index) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        let at_root = self.parent.is_none_or(|parent| matches!(parent.step, Step::Root));
        match self.step {
            Step::Root => Ok(()),
            Step::Key(key) if at_root => f.write_str(&shortened(key)),
            Step::Key(key) => write!(f, ".{}", shortened(key)),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

/// Most characters of a key in a path: the path is written once for each problem, and keys may be very long.
const KEY: usize = 100;

fn shortened(key: &str) -> Cow<'_, str> {
    match key.char_indices().nth(KEY) {
        None => Cow::Borrowed(key),
        Some((end, _)) => Cow::Owned(format!("{}…", key.get(..end).unwrap_or_default())),
    }
}

/// The problems met so far.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

/// A file that has more is not what it seems to be.
const LIMIT: usize = 1000;

impl Problems {
    pub(crate) fn add(&mut self, kind: ProblemKind, node: Node<'_, '_>) {
        self.push(Problem::new(kind, node.span()));
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        match self.0.len() {
            count if count < LIMIT => self.0.push(problem),
            LIMIT => self.0.push(Problem::new(ProblemKind::TooMany { limit: LIMIT }, problem.span)),
            _ => {}
        }
    }

    /// The first that was met.
    pub(crate) fn first(&self) -> Option<&Problem> {
        self.0.first()
    }

    /// All of them, in document order.
    pub(crate) fn sorted(mut self) -> Vec<Problem> {
        self.0.sort_by_key(|problem| problem.span);
        self.0
    }

    pub(crate) fn missing(&mut self, path: Path<'_>, node: Node<'_, '_>) {
        self.add(ProblemKind::Missing { path: path.to_string() }, node);
    }

    pub(crate) fn unknown_word(
        &mut self,
        path: Path<'_>,
        node: Node<'_, '_>,
        value: &str,
        expected: &'static str,
    ) {
        let kind = ProblemKind::UnknownWord { path: path.to_string(), value: value.to_owned(), expected };
        self.add(kind, node);
    }

    fn wrong_type(&mut self, path: Path<'_>, node: Node<'_, '_>, expected: &'static str) {
        let found = node.kind().described();
        self.add(ProblemKind::WrongType { path: path.to_string(), expected, found }, node);
    }

    /// The mapping under a key; nothing if there is none or it is null.
    pub(crate) fn mapping<'a, 't>(
        &mut self,
        parent: Node<'a, 't>,
        path: Path<'_>,
        key: &str,
    ) -> Option<Node<'a, 't>> {
        let node = parent.get(key)?;
        self.is(node, path.key(key), NodeKind::Mapping).then_some(node)
    }

    /// The list under a key; nothing if there is none or it is null.
    pub(crate) fn list<'a, 't>(
        &mut self,
        parent: Node<'a, 't>,
        path: Path<'_>,
        key: &str,
    ) -> Option<Node<'a, 't>> {
        let node = parent.get(key)?;
        self.is(node, path.key(key), NodeKind::Sequence).then_some(node)
    }

    /// The text under a key; nothing if there is none or it is null.
    pub(crate) fn text<'a>(&mut self, parent: Node<'a, '_>, path: Path<'_>, key: &str) -> Option<&'a str> {
        let node = parent.get(key)?;
        self.is(node, path.key(key), NodeKind::Scalar).then(|| node.text()).flatten()
    }

    /// Whether a value is of this kind; if it is neither that nor null, a problem is noted.
    pub(crate) fn is(&mut self, node: Node<'_, '_>, path: Path<'_>, kind: NodeKind) -> bool {
        let found = node.kind();
        if found != kind && found != NodeKind::Null {
            self.wrong_type(path, node, kind.described());
        }
        found == kind
    }

    /// The scalar values of a mapping, as Kubernetes keeps labels.
    pub(crate) fn labels(&mut self, node: Node<'_, '_>, path: Path<'_>) -> Vec<(String, String)> {
        let mut labels = Vec::new();
        for (key, value) in node.entries() {
            let Some(name) = key.text() else { continue };
            match value.kind() {
                NodeKind::Scalar => {
                    labels.push((name.to_owned(), value.text().unwrap_or_default().to_owned()));
                }
                NodeKind::Null => labels.push((name.to_owned(), String::new())),
                NodeKind::Sequence | NodeKind::Mapping => {
                    self.wrong_type(path.key(name), value, NodeKind::Scalar.described());
                }
            }
        }
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_shortens_keys_that_are_longer_than_any_real_one() {
        let (short, long) = ("k".repeat(100), "é".repeat(101));
        let (short, long) = (Path::ROOT.key(&short), Path::ROOT.key(&long));
        assert_eq!(short.index(1).to_string(), format!("{}[1]", "k".repeat(100)));
        assert_eq!(long.key("a").to_string(), format!("{}….a", "é".repeat(100)));
    }
}
