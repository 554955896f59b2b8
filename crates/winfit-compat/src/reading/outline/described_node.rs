//! `kubectl describe node`: a node from `Name:` to `Events:`.
//!
//! Many listings have a `Name:`; a node's is followed by its roles or labels.

use super::Outline;
use super::yaml::Field;

/// The node that is being described.
#[derive(Debug, Default)]
pub(super) struct DescribedNode<'t> {
    name: Option<(usize, &'t str)>,
    open: Option<(usize, &'t str)>,
}

impl<'t> DescribedNode<'t> {
    /// Looks at the next field of the text.
    pub(super) fn field(&mut self, at: usize, field: &Field<'t>, outline: &mut Outline<'t>) {
        if field.column > 0 {
            return;
        }
        match field.key {
            "Name" => self.name = Some((at, field.value)),
            "Role" | "Roles" | "Labels" => {
                if let Some((start, name)) = self.name.take() {
                    self.end(start, outline);
                    self.open = Some((start, name));
                }
            }
            "Events" => self.end(at, outline),
            _ => self.name = None,
        }
    }

    /// Ends the description, if one is open.
    pub(super) fn end(&mut self, at: usize, outline: &mut Outline<'t>) {
        if let Some((start, name)) = self.open.take() {
            outline.record(start..at, name, false);
        }
    }
}
