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
    /// The section with the versions has begun, after which few others come.
    is_late: bool,
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
                    self.is_late = false;
                }
            }
            "Events" => self.end(at, outline),
            "System Info" => self.is_late = true,
            _ => self.name = None,
        }
    }

    /// Looks at a line that has no field: prose ends the description. Before the versions it may also be the rest of a
    /// long annotation that a terminal wrapped.
    pub(super) fn other_line(&mut self, at: usize, line: &str, outline: &mut Outline<'t>) {
        let is_prose = !line.starts_with([' ', '\t', '.', '\r', '\n']);
        if self.is_late && is_prose {
            self.end(at, outline);
        }
    }

    /// Ends the description, if one is open.
    pub(super) fn end(&mut self, at: usize, outline: &mut Outline<'t>) {
        if let Some((start, name)) = self.open.take() {
            outline.record(start..at, name, false);
        }
    }
}
