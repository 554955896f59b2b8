//! References of images as they stand in texts: in quotes, behind a scheme, before a comma; cut off; or no references.

use winfit_compat::reference::Reference;

use super::scan::{from, is_hex, is_quote, word};

/// Words that are valid references and mean none.
const NONE: [&str; 46] = [
    "a", "an", "and", "are", "at", "by", "can", "cannot", "could", "default", "docker", "does", "error",
    "failed", "false", "file", "for", "from", "has", "id", "in", "is", "it", "layer", "manifest", "name",
    "nil", "none", "not", "null", "of", "on", "or", "os", "platform", "string", "tag", "that", "the", "this",
    "to", "true", "version", "was", "with", "you",
];

/// More than the longest reference with its digest, and what stands around it.
const LONGEST: usize = 600;

/// The reference that a text begins with, without what stands around it.
pub(super) fn reference(text: &str) -> Option<&str> {
    let text = from(text, 0, LONGEST).trim_start_matches(|c: char| is_quote(c) || c.is_whitespace());
    let text = text.split_once("://").filter(|(scheme, _)| is_scheme(scheme)).map_or(text, |(_, rest)| rest);
    let word = word(text);
    if is_cut_off(word) || is_cut_off_by(text.get(word.len()..).unwrap_or_default()) {
        return None;
    }
    let word = word.trim_end_matches(['.', ':', '?', '!']);
    is_reference(word).then_some(word)
}

/// Whether a word names an image, and is not an id or a word of a sentence.
pub(super) fn is_reference(word: &str) -> bool {
    let is_id = word.starts_with("sha256:")
        || (12..=64).contains(&word.len()) && is_hex(word, word.len())
        || word.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
    !is_id
        && NONE.binary_search(&word.to_ascii_lowercase().as_str()).is_err()
        && word.parse::<Reference>().is_ok()
}

fn is_scheme(text: &str) -> bool {
    ["docker", "docker-pullable", "docker-daemon", "containers-storage"].contains(&text)
}

fn is_cut_off(word: &str) -> bool {
    ["…", "...", "â€¦"].iter().any(|mark| word.ends_with(mark))
}

fn is_cut_off_by(rest: &str) -> bool {
    rest.starts_with('…')
}

/// Whether two references are of the same image as far as they tell: a digest says no tag, a missing tag is `latest`.
pub(super) fn is_same(one: &Reference, other: &Reference) -> bool {
    one.repository == other.repository
        && one.registry == other.registry
        && match (&one.digest, &other.digest) {
            (Some(one), Some(other)) => one == other,
            _ => tag(one).zip(tag(other)).is_none_or(|(one, other)| one == other),
        }
}

/// The same of references as written.
pub(crate) fn is_same_image(one: &str, other: &str) -> bool {
    let parsed = |text: &str| text.parse::<Reference>().ok();
    one == other || parsed(one).zip(parsed(other)).is_some_and(|(one, other)| is_same(&one, &other))
}

/// The tag that a reference means; none if it has a digest alone.
pub(super) fn tag(reference: &Reference) -> Option<&str> {
    match (&reference.tag, &reference.digest) {
        (Some(tag), _) => Some(tag),
        (None, None) => Some("latest"),
        (None, Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_without_what_stands_around_it() {
        for (text, image) in [
            (
                "\"mcr.microsoft.com/windows/nanoserver:1809\": not found",
                "mcr.microsoft.com/windows/nanoserver:1809",
            ),
            ("\\\"k8s.gcr.io/pause:3.1\\\":", "k8s.gcr.io/pause:3.1"),
            ("iis:", "iis"),
            ("contoso/web:1.0.", "contoso/web:1.0"),
            ("`contoso/web`", "contoso/web"),
            (
                "docker-pullable://contoso/web@sha256:0123456789abcdef0123456789abcdef",
                "contoso/web@sha256:0123456789abcdef0123456789abcdef",
            ),
            ("localhost:5000/web, which", "localhost:5000/web"),
        ] {
            assert_eq!(reference(text), Some(image), "{text}");
        }
    }

    #[test]
    fn ids_words_of_sentences_and_what_was_cut_off_are_no_references() {
        for text in [
            "",
            "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "0123456789ab",
            "10.0.17763.437",
            "mcr.microsoft.com/windows/server…",
            "mcr.microsoft.com/windows/server...",
            "mcr.microsoft.com/windows/serverâ€¦",
            "is not found",
            "$IMAGE",
            "<image>",
            "C:\\Users",
            "https://example.com/x",
            "Windows",
        ] {
            assert_eq!(reference(text), None, "{text}");
        }
    }

    #[test]
    fn words_that_mean_no_image_are_sorted() {
        assert!(NONE.is_sorted());
    }

    #[test]
    fn a_digest_is_of_the_image_that_is_named_beside_it() {
        let same = |one: &str, other: &str| is_same(&one.parse().unwrap(), &other.parse().unwrap());
        let digest = "sha256:0123456789abcdef0123456789abcdef";
        let another = "sha256:f123456789abcdef0123456789abcdef";
        assert!(same("web", "docker.io/library/web:latest"));
        assert!(same("web:1", &format!("web@{digest}")));
        assert!(same("web:1", &format!("web:1@{digest}")));
        assert!(!same("web:1", "web:2"));
        assert!(!same("web:1", "web"));
        assert!(!same("web:1", &format!("web:2@{digest}")));
        assert!(!same(&format!("web@{another}"), &format!("web@{digest}")));
        assert!(!same("web", "contoso/web"));
    }
}
