//! The syntax of phrases, as [`ErrorText`] documents it. Matching a text is not done here.

use crate::ErrorText;

/// The letters and digits before the first capture, at least: fewer would be found in any text.
const FIRST_PART: usize = 8;

/// Why a phrase is malformed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhraseError {
    /// A brace has no partner, or stands inside another one.
    #[error("has a stray '{0}' at byte {1}")]
    Stray(char, usize),
    /// A capture is never closed.
    #[error("has a '{{' at byte {0} that is never closed")]
    Open(usize),
    /// A capture has a name that is not known.
    #[error("has an unknown capture \"{0}\"; known are {known}", known = ErrorText::CAPTURES.join(", "))]
    UnknownCapture(String),
    /// Captures follow each other without a letter or digit between them, so that nobody can tell where one ends.
    #[error("has no letter or digit between a capture and \"{0}\"")]
    Adjacent(String),
    /// Before the first capture, or in the whole phrase, there is too little to find it by.
    #[error("starts with {0} letters and digits, not with {FIRST_PART} or more")]
    ShortStart(usize),
    /// No letter or digit follows the last capture, and nothing in it tells where it ends.
    #[error("ends with the capture \"{0}\"; only {known} may stand there", known = ErrorText::LAST_CAPTURES.join(", "))]
    OpenEnd(String),
}

/// Checks the syntax of a phrase.
pub(super) fn check(phrase: &str) -> Result<(), PhraseError> {
    let mut parts = phrase.split('{');
    let first = parts.next().unwrap_or_default();
    check_literal(first, 0)?;
    let (mut at, mut last, mut since_last) = (first.len(), None, letters(first));
    if since_last < FIRST_PART {
        return Err(PhraseError::ShortStart(since_last));
    }
    for part in parts {
        let (name, literal) = part.split_once('}').ok_or_else(|| open(part, phrase, at))?;
        let quoted = || super::fields::quoted(name);
        if !ErrorText::CAPTURES.contains(&name) {
            return Err(PhraseError::UnknownCapture(quoted()));
        }
        if since_last == 0 {
            return Err(PhraseError::Adjacent(quoted()));
        }
        check_literal(literal, at + name.len() + 2)?;
        (at, last, since_last) = (at + 1 + part.len(), Some(name), letters(literal));
    }
    match last {
        Some(name) if since_last == 0 && !ErrorText::LAST_CAPTURES.contains(&name) => {
            Err(PhraseError::OpenEnd(name.to_owned()))
        }
        _ => Ok(()),
    }
}

/// A capture that is not closed is open at the end of the phrase, or stray braces follow each other.
fn open(part: &str, phrase: &str, at: usize) -> PhraseError {
    let next = at + 1 + part.len();
    if next < phrase.len() { PhraseError::Stray('{', next) } else { PhraseError::Open(at) }
}

fn check_literal(literal: &str, start: usize) -> Result<(), PhraseError> {
    literal.find('}').map_or(Ok(()), |at| Err(PhraseError::Stray('}', start + at)))
}

fn letters(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_alphanumeric).count()
}

/// What two phrases have in common that are found in the same texts: letters and digits without case, and braces.
pub(super) fn key(phrase: &str) -> String {
    let is_kept = |found: &char| found.is_ascii_alphanumeric() || "{}_".contains(*found);
    phrase.chars().filter(is_kept).map(|found| found.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_of_all_documented_parts_are_accepted() {
        for phrase in [
            "exec format error",
            "no matching manifest for {platform} in the manifest list entries",
            "failed to pull image \"{image}\"",
            "a Windows version {image_version}-based image, a {host_version} host",
            "12345678",
        ] {
            assert_eq!(check(phrase), Ok(()), "{phrase}");
        }
    }

    #[test]
    fn malformed_phrases_are_refused_with_the_place() {
        let name = str::to_owned;
        for (phrase, error) in [
            ("", PhraseError::ShortStart(0)),
            ("an error", PhraseError::ShortStart(7)),
            ("äöü error", PhraseError::ShortStart(5)),
            ("{image} is not there", PhraseError::ShortStart(0)),
            ("pulling {image} failed", PhraseError::ShortStart(7)),
            ("pulling of} it", PhraseError::Stray('}', 10)),
            ("pulling of {image}} it", PhraseError::Stray('}', 18)),
            ("pulling of {ima{ge} it", PhraseError::Stray('{', 15)),
            ("pulling of {image", PhraseError::Open(11)),
            ("pulling of {picture} failed", PhraseError::UnknownCapture(name("picture"))),
            ("pulling of {} failed", PhraseError::UnknownCapture(name(""))),
            ("pulling of {Image} failed", PhraseError::UnknownCapture(name("Image"))),
            ("pulling of {image}: {path} failed", PhraseError::Adjacent(name("path"))),
            ("failed at {node}", PhraseError::OpenEnd(name("node"))),
            ("failed at {node}.", PhraseError::OpenEnd(name("node"))),
        ] {
            assert_eq!(check(phrase), Err(error), "{phrase}");
        }
    }

    #[test]
    fn key_is_the_same_for_phrases_that_are_found_in_the_same_texts() {
        assert_eq!(key("Failed to pull \"{image}\"."), key("failed to pull {image}"));
        assert_ne!(key("failed to pull {image}"), key("failed to pull {any}"));
    }
}
