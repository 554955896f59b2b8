//! The syntax of tag templates, as [`TagPattern`](crate::TagPattern) documents it. Matching a tag is not done here.

use std::collections::BTreeSet;

/// The fields that a template may have.
const FIELDS: [&str; 8] = ["label", "kb", "build", "revision", "arch", "product", "family", "date"];

/// Why a template is malformed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// It matches nothing.
    #[error("is empty")]
    Empty,
    /// A bracket or brace has no partner, or stands inside another one of its kind.
    #[error("has a stray '{0}' at byte {1}")]
    Stray(char, usize),
    /// A bracket or brace is never closed.
    #[error("has a '{0}' at byte {1} that is never closed")]
    Open(char, usize),
    /// A field has a name that is not known.
    #[error("has an unknown field \"{0}\"; known are {known}", known = FIELDS.join(", "))]
    UnknownField(String),
    /// A field occurs twice.
    #[error("has the field \"{0}\" twice")]
    RepeatedField(String),
    /// Two fields follow each other with nothing between them, so that nobody can tell where the first one ends.
    #[error("has nothing between a field and \"{0}\"")]
    Adjacent(String),
    /// An optional part has nothing in it.
    #[error("has an empty optional part at byte {0}")]
    EmptyPart(usize),
    /// A character cannot occur in a tag.
    #[error("has '{0}', which no tag has, at byte {1}")]
    Literal(char, usize),
}

/// Checks the syntax of a template.
pub(super) fn check(template: &str) -> Result<(), TemplateError> {
    if template.is_empty() {
        return Err(TemplateError::Empty);
    }
    let mut seen = BTreeSet::new();
    let mut part: Option<usize> = None;
    // Without an optional part, what follows it stands behind what precedes it.
    let (mut after_field, mut after_field_without_part) = (false, false);
    let mut part_is_empty = false;
    let mut chars = template.char_indices();
    while let Some((at, found)) = chars.next() {
        match found {
            '[' if part.is_none() => {
                (part, part_is_empty, after_field_without_part) = (Some(at), true, after_field);
            }
            ']' if part.is_some() => {
                if part_is_empty {
                    return Err(TemplateError::EmptyPart(at));
                }
                part = None;
                after_field |= after_field_without_part;
            }
            '{' => {
                let rest = template.get(at + 1..).unwrap_or_default();
                let name = rest.split_once('}').map(|(name, _)| name).ok_or(TemplateError::Open('{', at))?;
                check_field(name, after_field, &mut seen)?;
                chars.by_ref().take(name.chars().count() + 1).for_each(drop);
                (after_field, part_is_empty) = (true, false);
            }
            c if c.is_ascii_alphanumeric() || "_.-".contains(c) => {
                (after_field, part_is_empty) = (false, false);
            }
            '[' | ']' | '}' => return Err(TemplateError::Stray(found, at)),
            c => return Err(TemplateError::Literal(c, at)),
        }
    }
    part.map_or(Ok(()), |at| Err(TemplateError::Open('[', at)))
}

fn check_field<'a>(
    name: &'a str,
    after_field: bool,
    seen: &mut BTreeSet<&'a str>,
) -> Result<(), TemplateError> {
    let quoted = || super::fields::quoted(name);
    if !FIELDS.contains(&name) {
        return Err(TemplateError::UnknownField(quoted()));
    }
    if !seen.insert(name) {
        return Err(TemplateError::RepeatedField(quoted()));
    }
    if after_field { Err(TemplateError::Adjacent(quoted())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_of_all_documented_parts_are_accepted() {
        for template in [
            "{label}",
            "{label}[-{kb}][-{arch}]",
            "10.0.{build}.{revision}[-{arch}]",
            "[{product}-]{family}-{label}[-{date}]",
            "win10-21h1-preview",
            "[a]b_c",
        ] {
            assert_eq!(check(template), Ok(()), "{template}");
        }
    }

    #[test]
    fn malformed_templates_are_refused_with_the_place() {
        let stray = TemplateError::Stray;
        let name = str::to_owned;
        for (template, error) in [
            ("", TemplateError::Empty),
            ("a]", stray(']', 1)),
            ("a}", stray('}', 1)),
            ("[a[b]]", stray('[', 2)),
            ("[a", TemplateError::Open('[', 0)),
            ("a{label", TemplateError::Open('{', 1)),
            ("{tag}", TemplateError::UnknownField(name("tag"))),
            ("{}", TemplateError::UnknownField(name(""))),
            ("{Label}", TemplateError::UnknownField(name("Label"))),
            ("{label}-{label}", TemplateError::RepeatedField(name("label"))),
            ("{label}{kb}", TemplateError::Adjacent(name("kb"))),
            ("{label}[{kb}]", TemplateError::Adjacent(name("kb"))),
            ("[{label}]{kb}", TemplateError::Adjacent(name("kb"))),
            ("{label}[-x]{kb}", TemplateError::Adjacent(name("kb"))),
            ("a[]", TemplateError::EmptyPart(2)),
            ("a b", TemplateError::Literal(' ', 1)),
            ("a/b", TemplateError::Literal('/', 1)),
            ("ä", TemplateError::Literal('ä', 0)),
        ] {
            assert_eq!(check(template), Err(error), "{template}");
        }
    }
}
