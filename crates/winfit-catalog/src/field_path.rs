//! Where a field stands in a Kubernetes object.

use std::fmt;
use std::str::FromStr;

use crate::{List, Text};

/// The way from an object to one of its fields, or to several alike.
///
/// ```
/// use winfit_catalog::{FieldPath, PathStep};
/// let path: FieldPath = "spec.nodeSelector[kubernetes.io/os]".parse()?;
/// assert_eq!(path.steps[2], PathStep::Entry("kubernetes.io/os".into()));
/// assert_eq!(path.to_string(), "spec.nodeSelector[kubernetes.io/os]");
/// # Ok::<(), winfit_catalog::ParseFieldPathError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldPath {
    /// From the object downwards; none: the object itself is meant.
    pub steps: List<PathStep>,
}

/// One step of a [`FieldPath`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PathStep {
    /// To a field of this name: `spec`.
    Key(Text),
    /// To what users named so, in a map or in a list with names: `[kubernetes.io/os]`.
    Entry(Text),
    /// To each that users gave a name that starts so: `[hugepages-*]`.
    EntryPrefix(Text),
    /// To each field or entry of a map: `*`.
    AnyEntry,
    /// To each item of a list: `[*]`.
    AnyItem,
}

impl FieldPath {
    /// The object itself.
    pub const WHOLE: Self = Self { steps: List::Borrowed(&[]) };
}

impl FromStr for FieldPath {
    type Err = ParseFieldPathError;

    /// Reads steps parted by dots, those in brackets straight behind what they are in. No text is the object itself.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        steps(text)
            .map(|steps| Self { steps: steps.into() })
            .ok_or_else(|| ParseFieldPathError { text: text.to_owned() })
    }
}

fn steps(text: &str) -> Option<Vec<PathStep>> {
    let mut steps = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (step, behind) = match rest.strip_prefix('[') {
            // Brackets stand behind a name: an object is neither a list nor a map of its user's.
            Some(inside) if !steps.is_empty() => {
                let (inside, behind) = inside.split_once(']')?;
                (in_brackets(inside)?, behind)
            }
            Some(_) => return None,
            None => {
                let end = rest.find(['.', '[']).unwrap_or(rest.len());
                let (name, behind) = rest.split_at(end);
                (by_name(name)?, behind)
            }
        };
        steps.push(step);
        rest = match behind.strip_prefix('.') {
            Some(next) if next.is_empty() || next.starts_with('[') => return None,
            Some(next) => next,
            None if behind.is_empty() || behind.starts_with('[') => behind,
            None => return None,
        };
    }
    Some(steps)
}

fn by_name(name: &str) -> Option<PathStep> {
    if name == "*" {
        return Some(PathStep::AnyEntry);
    }
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_name =
        starts_well && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_name.then(|| PathStep::Key(name.to_owned().into()))
}

fn in_brackets(text: &str) -> Option<PathStep> {
    if text == "*" {
        return Some(PathStep::AnyItem);
    }
    let name = text.strip_suffix('*').unwrap_or(text);
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
    if name.is_empty() || !name.bytes().all(allowed) {
        return None;
    }
    let named = name.to_owned().into();
    Some(if name.len() == text.len() { PathStep::Entry(named) } else { PathStep::EntryPrefix(named) })
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
            let dot = if index == 0 { "" } else { "." };
            match step {
                PathStep::Key(name) => write!(f, "{dot}{name}")?,
                PathStep::AnyEntry => write!(f, "{dot}*")?,
                PathStep::Entry(name) => write!(f, "[{name}]")?,
                PathStep::EntryPrefix(prefix) => write!(f, "[{prefix}*]")?,
                PathStep::AnyItem => f.write_str("[*]")?,
            }
        }
        Ok(())
    }
}

/// The text is no path to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseFieldPathError {
    text: String,
}

impl fmt::Display for ParseFieldPathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a path such as spec.containers[*].image", self.text.escape_debug())
    }
}

impl std::error::Error for ParseFieldPathError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<PathStep> {
        text.parse::<FieldPath>().unwrap_or_else(|error| panic!("{error}")).steps.into_owned()
    }

    fn key(name: &'static str) -> PathStep {
        PathStep::Key(name.into())
    }

    #[test]
    fn path_is_read_step_by_step() {
        use PathStep::{AnyEntry, AnyItem, Entry, EntryPrefix};
        assert_eq!(read(""), []);
        assert_eq!(read("spec"), [key("spec")]);
        assert_eq!(
            read("spec.volumes[*].*.items[*].mode"),
            [key("spec"), key("volumes"), AnyItem, AnyEntry, key("items"), AnyItem, key("mode")]
        );
        assert_eq!(
            read("metadata.annotations[experimental.windows.kubernetes.io/isolation-type]"),
            [
                key("metadata"),
                key("annotations"),
                Entry("experimental.windows.kubernetes.io/isolation-type".into())
            ]
        );
        assert_eq!(read("limits[hugepages-*]"), [key("limits"), EntryPrefix("hugepages-".into())]);
        assert_eq!(read("limits.*"), [key("limits"), AnyEntry]);
        assert_eq!(read("a[*][*]"), [key("a"), AnyItem, AnyItem]);
    }

    #[test]
    fn path_is_printed_as_it_was_read() {
        for text in
            ["", "spec", "spec.volumes[*].*.items[*].mode", "limits[hugepages-*]", "a[b/c.d]", "a[*][*].e"]
        {
            assert_eq!(text.parse::<FieldPath>().map(|path| path.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn almost_paths_are_refused() {
        for text in [
            ".",
            ".spec",
            "spec.",
            "spec..os",
            "spec.[*]",
            "[*]",
            "[os].name",
            "spec[",
            "spec[]",
            "spec]",
            "spec[a",
            "spec[a]b",
            "spec[a*b]",
            "spec[**]",
            "spec[a b]",
            "spec[a][",
            "_a",
            "-a",
            "1a",
            "**",
            "a*",
            "spec os",
            "späc",
            "spec[a\u{1b}]",
            "spec\n",
        ] {
            assert!(text.parse::<FieldPath>().is_err(), "{text:?}");
        }
    }
}
