//! The volumes of a service, in short form and in long form.

use super::{Compose, Met, Written};
use crate::compose::volume::Mount;
use crate::yaml::edit::Editor;
use crate::yaml::{Node, NodeKind};
use crate::{Edit, Span};

/// A volume of a service, of which nothing is left open by variables.
pub(crate) struct Volume<'a, 't> {
    /// Where it stands in the list.
    pub(crate) written: Written<'a, 't>,
    /// The type of the long form; in short form the source tells.
    pub(crate) kind: Option<String>,
    /// A folder of the machine, or the name of a volume.
    pub(crate) source: Option<String>,
    /// The path inside the container.
    pub(crate) target: String,
    /// Words of the short form, with commas between them.
    pub(crate) options: String,
}

/// A part of a volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VolumePart {
    /// All of it.
    Whole,
    /// The path inside the container.
    Target,
    /// The words behind it.
    Options,
}

impl<'a, 't> Volume<'a, 't> {
    /// What `volumes` lists.
    pub(crate) fn all(compose: &Compose<'a, 't>) -> Vec<Self> {
        let written = compose.service.listed("volumes");
        written.into_iter().filter_map(Self::read).collect()
    }

    fn read(written: Written<'a, 't>) -> Option<Self> {
        let node = written.met.value;
        if node.kind() == NodeKind::Scalar {
            let text = written.met.text()?;
            let Mount { source, target, options } = Mount::short(&text)?;
            let (source, target, options) =
                (source.map(str::to_owned), target.to_owned(), options.to_owned());
            return Some(Self { written, kind: None, source, target, options });
        }
        let text = |key| Met::entry(node, key)?.text();
        Some(Self {
            written,
            kind: Some(text("type")?),
            source: text("source"),
            target: text("target")?,
            options: String::new(),
        })
    }

    /// Whether it is a folder or file of the machine.
    pub(crate) fn is_bind(&self) -> bool {
        match (&self.kind, &self.source) {
            (Some(kind), _) => kind == "bind",
            (None, Some(source)) => {
                source.starts_with(['.', '/', '\\', '~']) || source.get(1..2) == Some(":")
            }
            (None, None) => false,
        }
    }

    /// What to point at for a part.
    pub(crate) fn span(&self, part: VolumePart) -> Span {
        self.node(part).unwrap_or(self.written.met.value).value_span()
    }

    /// The edits that give a part another text.
    pub(crate) fn edits(&self, editor: &Editor<'_>, part: VolumePart, text: &str) -> Option<Vec<Edit>> {
        let node = self.node(part).filter(|_| self.written.is_own)?;
        if self.kind.is_some() || part == VolumePart::Whole {
            return editor.set(node, text);
        }
        // What a variable stands for is not written here.
        if node.text().is_none_or(|written| written.contains('$')) {
            return None;
        }
        let (target, options) = match part {
            VolumePart::Options => (self.target.as_str(), text),
            VolumePart::Target | VolumePart::Whole => (text, self.options.as_str()),
        };
        let parts = [self.source.as_deref(), Some(target), Some(options).filter(|it| !it.is_empty())];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        editor.set(node, &parts.join(":"))
    }

    /// The scalar that a part is in.
    fn node(&self, part: VolumePart) -> Option<Node<'a, 't>> {
        let whole = self.written.met.value;
        match part {
            VolumePart::Target if self.kind.is_some() => whole.get("target"),
            _ if whole.kind() == NodeKind::Scalar => Some(whole),
            _ => None,
        }
    }
}
