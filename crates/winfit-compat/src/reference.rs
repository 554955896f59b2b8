//! Image references, in Docker's grammar.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A parsed image reference: `[registry/]repository[:tag][@digest]`.
///
/// Short names are completed as Docker does: `nginx` is `docker.io/library/nginx`. A missing tag stays missing, so
/// that callers can tell it from a written `latest`.
///
/// ```
/// use winfit_compat::reference::Reference;
/// let reference: Reference = "microsoft/iis:windowsservercore-10.0.14393.1715".parse()?;
/// assert_eq!(reference.name(), "docker.io/microsoft/iis");
/// assert_eq!(reference.tag.as_deref(), Some("windowsservercore-10.0.14393.1715"));
/// assert_eq!(reference.to_string(), "docker.io/microsoft/iis:windowsservercore-10.0.14393.1715");
/// # Ok::<(), winfit_compat::reference::ParseReferenceError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// Host name of the registry with its port, e.g. `mcr.microsoft.com` or `localhost:5000`.
    pub registry: String,
    /// Path in the registry, e.g. `windows/nanoserver`.
    pub repository: String,
    /// Tag, where one is written.
    pub tag: Option<String>,
    /// Digest, where one is written, e.g. `sha256:…`.
    pub digest: Option<String>,
}

/// Why a text is not an image reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseReferenceError {
    /// Without credentials, so that no error shows them.
    text: String,
    problem: Problem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Problem {
    Empty,
    Credentials,
    Registry,
    Uppercase,
    Repository,
    Tag,
    Digest,
    Long,
}

/// The registry of names that carry none.
const DOCKER_HUB: &str = "docker.io";

/// Longest repository name with its registry, in bytes.
const LONGEST_NAME: usize = 255;

impl Reference {
    /// Registry and repository, e.g. `docker.io/library/nginx`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.registry, self.repository)
    }

    /// The name as people write it: without the parts that Docker adds, unless what is left would mean another registry.
    #[must_use]
    pub fn familiar_name(&self) -> String {
        let official = self.repository.strip_prefix("library/").filter(|name| !name.contains('/'));
        let short = official.unwrap_or(&self.repository);
        let is_ambiguous = short.split_once('/').is_some_and(|(first, _)| is_registry_like(first));
        if self.registry == DOCKER_HUB && !is_ambiguous { short.to_owned() } else { self.name() }
    }
}

impl FromStr for Reference {
    type Err = ParseReferenceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = |problem| ParseReferenceError { text: without_credentials(text).into_owned(), problem };
        if text.is_empty() {
            return Err(error(Problem::Empty));
        }
        if has_login(text) {
            return Err(error(Problem::Credentials));
        }
        let (rest, digest) = match text.split_once('@') {
            Some((rest, digest)) if is_digest(digest) => (rest, Some(digest)),
            Some(_) => return Err(error(Problem::Digest)),
            None => (text, None),
        };
        // A colon behind the last slash starts the tag; before it, a port.
        let path_start = rest.rfind('/').map_or(0, |slash| slash + 1);
        let colon = rest.get(path_start..).and_then(|last| last.find(':')).map(|colon| path_start + colon);
        let (name, tag) = match colon.and_then(|colon| rest.split_at_checked(colon)) {
            Some((name, tag)) => (name, tag.strip_prefix(':')),
            None => (rest, None),
        };
        if tag.is_some_and(|tag| !is_tag(tag)) {
            return Err(error(Problem::Tag));
        }
        let (registry, path) = match name.split_once('/') {
            Some((first, path)) if is_registry_like(first) => (first, path),
            _ => (DOCKER_HUB, name),
        };
        if !is_registry(registry) {
            return Err(error(Problem::Registry));
        }
        if path.bytes().any(|b| b.is_ascii_uppercase()) {
            return Err(error(Problem::Uppercase));
        }
        if !path.split('/').all(is_path_component) {
            return Err(error(Problem::Repository));
        }
        let registry = if registry == "index.docker.io" { DOCKER_HUB } else { registry };
        let repository = if registry == DOCKER_HUB && !path.contains('/') {
            format!("library/{path}")
        } else {
            path.to_owned()
        };
        if registry.len() + 1 + repository.len() > LONGEST_NAME {
            return Err(error(Problem::Long));
        }
        Ok(Self {
            registry: registry.to_owned(),
            repository,
            tag: tag.map(str::to_owned),
            digest: digest.map(str::to_owned),
        })
    }
}

/// A text that should be a reference, for people: what stands before its last `@` is `…` if it may be a login, as in
/// `user:password@registry.example/app`. Digests stay.
///
/// ```
/// use winfit_compat::reference::without_credentials;
/// assert_eq!(without_credentials("https://me:secret@registry.example/app:1"), "https://…@registry.example/app:1");
/// assert_eq!(without_credentials("app:1@sha256:12"), "app:1@sha256:12");
/// ```
#[must_use]
pub fn without_credentials(text: &str) -> Cow<'_, str> {
    let Some((before, after)) = text.rsplit_once('@') else { return Cow::Borrowed(text) };
    let is_digest_like = ["sha256:", "sha512:"].iter().any(|it| after.starts_with(it)) || is_digest(after);
    if !has_login(text) && (is_digest_like || !before.contains(':')) {
        return Cow::Borrowed(text);
    }
    let scheme = before.find("://").and_then(|end| before.get(..end + 3)).unwrap_or_default();
    Cow::Owned(format!("{scheme}…@{after}"))
}

/// Whether a registry's path follows the last `@`, where nothing but a digest may.
fn has_login(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(_, after)| after.contains('/'))
}

/// Whether the first part of a name is a registry rather than a part of the repository.
fn is_registry_like(first: &str) -> bool {
    first.contains(['.', ':']) || first == "localhost" || first.bytes().any(|b| b.is_ascii_uppercase())
}

fn is_registry(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix('[') {
        let Some((address, port)) = rest.split_once(']') else { return false };
        let address_fits =
            !address.is_empty() && address.bytes().all(|b| b.is_ascii_hexdigit() || b == b':' || b == b'.');
        return address_fits && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port));
    }
    let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
    let label_fits = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    host.split('.').all(label_fits) && port.is_none_or(is_port)
}

fn is_port(text: &str) -> bool {
    !text.is_empty() && text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Letters and digits, separated by one `.`, one or two `_`, or any number of `-`.
fn is_path_component(text: &str) -> bool {
    let is_alphanumeric = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let separators =
        text.split(|c: char| c.is_ascii() && is_alphanumeric(c as u8)).filter(|it| !it.is_empty());
    let edges = text.bytes().next().zip(text.bytes().next_back());
    edges.is_some_and(|(first, last)| is_alphanumeric(first) && is_alphanumeric(last))
        && separators.into_iter().all(|it| matches!(it, "." | "_" | "__") || it.bytes().all(|b| b == b'-'))
}

fn is_tag(text: &str) -> bool {
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    text.len() <= 128
        && text.bytes().next().is_some_and(is_word)
        && text.bytes().all(|b| is_word(b) || b == b'.' || b == b'-')
}

fn is_digest(text: &str) -> bool {
    let Some((algorithm, hex)) = text.split_once(':') else { return false };
    let part_fits = |part: &str| {
        part.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
            && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    algorithm.split(['+', '.', '_', '-']).all(part_fits)
        && (32..=256).contains(&hex.len())
        && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.registry, self.repository)?;
        if let Some(tag) = &self.tag {
            write!(f, ":{tag}")?;
        }
        if let Some(digest) = &self.digest {
            write!(f, "@{digest}")?;
        }
        Ok(())
    }
}

impl fmt::Display for ParseReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not an image reference: ", self.text.escape_debug())?;
        f.write_str(match self.problem {
            Problem::Empty => "it is empty",
            Problem::Credentials => {
                "a login has no place before the @; docker login keeps it, and the reference starts behind the @"
            }
            Problem::Registry => "the registry is not a host name with an optional port",
            Problem::Uppercase => "the repository must be lower case",
            Problem::Repository => {
                "the repository must be parts of letters and digits, joined by '/', '.', '_' or '-'"
            }
            Problem::Tag => {
                "the tag must be 1 to 128 letters, digits, '_', '.' or '-', not starting with '.' or '-'"
            }
            Problem::Digest => {
                "the digest must be an algorithm, a colon and at least 32 lower-case hex digits"
            }
            Problem::Long => "registry and repository together are longer than 255 bytes",
        })
    }
}

impl std::error::Error for ParseReferenceError {}

#[cfg(test)]
mod tests;
