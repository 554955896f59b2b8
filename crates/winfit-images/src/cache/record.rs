//! What is written of a tag or of a failure: lines of text, the last of which is the digest of the others.
//!
//! ```text
//! tag                                             failure
//! docker.io/library/nginx:latest                  docker.io/library/nginx:latest
//! 1795176896                                      1795176896
//! sha256:0f1e…                                    not-found
//!                                                 docker.io has no library/nginx:latest
//! sha256:…                                        sha256:…
//! ```

use std::time::{Duration, SystemTime};

use winfit_compat::reference::Reference;

use crate::{Digest, ErrorKind};

/// Bytes of the longest record.
pub(super) const LONGEST: u64 = 8 * 1024;

/// Characters of the longest message that is kept; each has at most four bytes.
const LONGEST_MESSAGE: usize = 1_000;

/// What a tag stood for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) digest: Digest,
    pub(super) checked: SystemTime,
}

/// Why a tag could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) kind: ErrorKind,
    pub(super) message: String,
    pub(super) failed: SystemTime,
}

/// The name that a reference is kept under: with its digest if it has one, else with its tag, which is `latest` if none is
/// written.
pub(super) fn name(reference: &Reference) -> String {
    let Reference { registry, repository, tag, digest } = reference;
    match digest {
        Some(digest) => format!("{registry}/{repository}@{digest}"),
        None => format!("{registry}/{repository}:{}", tag.as_deref().unwrap_or("latest")),
    }
}

impl Tag {
    pub(super) fn record(&self, name: &str) -> String {
        sealed(format!("tag\n{name}\n{}\n{}\n", seconds(self.checked), self.digest))
    }

    /// The record, if it is sound and of this name.
    pub(super) fn parse(text: &str, name: &str) -> Option<Self> {
        let mut lines = opened(text)?.lines();
        if lines.next()? != "tag" || lines.next()? != name {
            return None;
        }
        let checked = time(lines.next()?)?;
        Some(Self { digest: lines.next()?.parse().ok()?, checked })
    }
}

impl Failure {
    pub(super) fn record(&self, name: &str) -> String {
        let (seconds, kind) = (seconds(self.failed), self.kind.as_str());
        let message: String = self
            .message
            .chars()
            .take(LONGEST_MESSAGE)
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        sealed(format!("failure\n{name}\n{seconds}\n{kind}\n{message}\n"))
    }

    /// The record, if it is sound and of this name.
    pub(super) fn parse(text: &str, name: &str) -> Option<Self> {
        let mut lines = opened(text)?.lines();
        if lines.next()? != "failure" || lines.next()? != name {
            return None;
        }
        let failed = time(lines.next()?)?;
        let kind = lines.next()?;
        let kind = KINDS.into_iter().find(|it| it.as_str() == kind)?;
        Some(Self { kind, message: lines.next()?.to_owned(), failed })
    }
}

const KINDS: [ErrorKind; 9] = [
    ErrorKind::NotFound,
    ErrorKind::Denied,
    ErrorKind::RateLimited,
    ErrorKind::Unreachable,
    ErrorKind::Timeout,
    ErrorKind::Malformed,
    ErrorKind::Unsupported,
    ErrorKind::Offline,
    ErrorKind::Environment,
];

fn sealed(mut lines: String) -> String {
    let seal = Digest::of(lines.as_bytes());
    lines.push_str(seal.as_str());
    lines
}

/// The lines, if they are those that were sealed.
fn opened(text: &str) -> Option<&str> {
    let (lines, seal) = text.split_at_checked(text.rfind('\n')? + 1)?;
    (Digest::of(lines.as_bytes()).as_str() == seal).then_some(lines)
}

/// Seconds since 1970; a clock before that counts as 1970, which is long ago.
fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn time(seconds: &str) -> Option<SystemTime> {
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "docker.io/library/nginx:latest";

    fn tag() -> Tag {
        Tag { digest: Digest::of(b""), checked: SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_176_896) }
    }

    fn failure(message: &str) -> Failure {
        let failed = SystemTime::UNIX_EPOCH + Duration::from_secs(5);
        Failure { kind: ErrorKind::Denied, message: message.to_owned(), failed }
    }

    #[test]
    fn a_record_cut_short_anywhere_or_with_one_other_byte_is_none() {
        let record = tag().record(NAME);
        assert_eq!(Tag::parse(&record, NAME), Some(tag()));
        for end in 0..record.len() {
            assert_eq!(Tag::parse(&record[..end], NAME), None, "{end}");
            let mut other = record.clone().into_bytes();
            other[end] ^= 1;
            assert_eq!(Tag::parse(str::from_utf8(&other).unwrap(), NAME), None, "{end}");
        }
    }

    #[test]
    fn a_record_of_another_name_or_kind_is_none() {
        assert_eq!(Tag::parse(&tag().record(NAME), "docker.io/library/nginx:1"), None);
        assert_eq!(Tag::parse(&failure("no").record(NAME), NAME), None);
        assert_eq!(Failure::parse(&tag().record(NAME), NAME), None);
    }

    #[test]
    fn every_kind_of_failure_is_read_back() {
        for kind in KINDS {
            let failure = Failure { kind, ..failure("ä message, with \"quotes\"") };
            assert_eq!(Failure::parse(&failure.record(NAME), NAME), Some(failure));
        }
    }

    #[test]
    fn a_message_is_one_line_and_bounded() {
        let record = failure(&"a\nb\u{1f600}".repeat(10_000)).record(NAME);
        assert!(u64::try_from(record.len()).unwrap() < LONGEST);
        assert!(Failure::parse(&record, NAME).unwrap().message.starts_with("a b\u{1f600}a b"));
    }

    #[test]
    fn a_missing_tag_is_latest_and_a_digest_hides_the_tag() {
        let name = |text: &str| name(&text.parse().unwrap());
        let digest = Digest::of(b"");
        assert_eq!(name("nginx"), name("docker.io/library/nginx:latest"));
        assert_ne!(name("nginx"), name("nginx:1"));
        assert_eq!(name(&format!("nginx:1@{digest}")), name(&format!("nginx@{digest}")));
    }
}
