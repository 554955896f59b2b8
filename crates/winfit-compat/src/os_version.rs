//! The four-part version of a Windows.

use std::fmt;
use std::str::FromStr;

/// An OS version: `major.minor.build.revision`, e.g. `10.0.17763.437`; the revision may be unknown.
///
/// Versions are ordered part by part; an unknown revision sorts before every known one of its build.
///
/// ```
/// use winfit_compat::OsVersion;
/// let version: OsVersion = "10.0.17763.437".parse()?;
/// assert_eq!((version.build, version.revision), (17763, Some(437)));
/// assert_eq!("10.0.17763".parse::<OsVersion>()?.revision, None);
/// assert_eq!(version.to_string(), "10.0.17763.437");
/// # Ok::<(), winfit_compat::ParseOsVersionError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OsVersion {
    /// 10 on every Windows that runs containers.
    pub major: u16,
    /// 0 on every Windows that runs containers.
    pub minor: u16,
    /// Names the release, e.g. 17763.
    pub build: u32,
    /// Counts the installed updates, e.g. 437; `None` if the source does not tell.
    pub revision: Option<u32>,
}

impl OsVersion {
    /// `10.0.build` with an unknown revision.
    #[must_use]
    pub const fn of_build(build: u32) -> Self {
        Self { major: 10, minor: 0, build, revision: None }
    }

    /// `10.0.build.revision`.
    #[must_use]
    pub const fn new(build: u32, revision: u32) -> Self {
        Self { major: 10, minor: 0, build, revision: Some(revision) }
    }

    /// Whether the parts that name a release agree: all but the revision.
    #[must_use]
    pub const fn same_build(self, other: Self) -> bool {
        self.major == other.major && self.minor == other.minor && self.build == other.build
    }

    /// The parts that name a release, for comparing releases by age.
    #[must_use]
    pub const fn build_key(self) -> (u16, u16, u32) {
        (self.major, self.minor, self.build)
    }
}

impl fmt::Display for OsVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { major, minor, build, revision } = self;
        match revision {
            Some(revision) => f.pad(&format!("{major}.{minor}.{build}.{revision}")),
            None => f.pad(&format!("{major}.{minor}.{build}")),
        }
    }
}

/// Why a text is not an OS version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseOsVersionError {
    text: String,
    problem: Problem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Problem {
    Parts(usize),
    Empty(&'static str),
    Digit { part: &'static str, found: char, at: usize },
    Large(&'static str),
    LeadingZero(&'static str),
}

const PARTS: [&str; 4] = ["major version", "minor version", "build", "revision"];

impl FromStr for OsVersion {
    type Err = ParseOsVersionError;

    /// Reads three or four decimal parts, and nothing else around them.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = |problem| ParseOsVersionError { text: text.to_owned(), problem };
        let count = text.split('.').count();
        if !(3..=4).contains(&count) {
            return Err(error(Problem::Parts(count)));
        }
        let mut values = [0_u32; 4];
        let mut offset = 0;
        for ((word, part), value) in text.split('.').zip(PARTS).zip(&mut values) {
            *value = parse_part(word, part, offset).map_err(error)?;
            offset += word.len() + 1;
        }
        let [major, minor, build, revision] = values;
        let small = |value: u32, part| u16::try_from(value).map_err(|_| error(Problem::Large(part)));
        Ok(Self {
            major: small(major, "major version")?,
            minor: small(minor, "minor version")?,
            build,
            revision: (count == 4).then_some(revision),
        })
    }
}

fn parse_part(word: &str, part: &'static str, offset: usize) -> Result<u32, Problem> {
    if word.is_empty() {
        return Err(Problem::Empty(part));
    }
    if let Some((at, found)) = word.char_indices().find(|(_, c)| !c.is_ascii_digit()) {
        return Err(Problem::Digit { part, found, at: offset + at });
    }
    if word.len() > 1 && word.starts_with('0') {
        return Err(Problem::LeadingZero(part));
    }
    word.parse().map_err(|_| Problem::Large(part))
}

impl fmt::Display for ParseOsVersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not an OS version such as 10.0.17763.437: ", self.text.escape_debug())?;
        match self.problem {
            Problem::Parts(count) => {
                write!(f, "it has {count} part{}, not 3 or 4", if count == 1 { "" } else { "s" })
            }
            Problem::Empty(part) => write!(f, "the {part} is empty"),
            Problem::Digit { part, found, at } => {
                write!(f, "unexpected '{}' in the {part}, at byte {at}", found.escape_debug())
            }
            Problem::Large(part) => write!(f, "the {part} is too large"),
            Problem::LeadingZero(part) => write!(f, "the {part} starts with a zero"),
        }
    }
}

impl std::error::Error for ParseOsVersionError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_error_names_the_part_and_the_byte() {
        let message = |text: &str| text.parse::<OsVersion>().unwrap_err().to_string();
        assert_eq!(
            message("10.0.17763x.1"),
            "\"10.0.17763x.1\" is not an OS version such as 10.0.17763.437: unexpected 'x' in the build, at byte 10"
        );
        assert_eq!(
            message("10.0"),
            "\"10.0\" is not an OS version such as 10.0.17763.437: it has 2 parts, not 3 or 4"
        );
        assert_eq!(
            message(""),
            "\"\" is not an OS version such as 10.0.17763.437: it has 1 part, not 3 or 4"
        );
        assert!(message("10.0..1").ends_with("the build is empty"));
        assert!(message("10.0.4294967296").ends_with("the build is too large"));
        assert!(message("70000.0.1").ends_with("the major version is too large"));
        assert!(message("10.0.017763").ends_with("the build starts with a zero"));
        assert!(message(" 10.0.17763").ends_with("unexpected ' ' in the major version, at byte 0"));
        assert!(message("10.0.17763.-1").ends_with("unexpected '-' in the revision, at byte 11"));
    }

    #[test]
    fn an_unknown_revision_sorts_before_every_known_one() {
        assert!(OsVersion::of_build(17763) < OsVersion::new(17763, 0));
        assert!(OsVersion::new(17763, 9999) < OsVersion::of_build(18362));
    }

    fn any_version() -> impl Strategy<Value = OsVersion> {
        (any::<u16>(), any::<u16>(), any::<u32>(), any::<Option<u32>>())
            .prop_map(|(major, minor, build, revision)| OsVersion { major, minor, build, revision })
    }

    proptest! {
        #[test]
        fn printing_then_parsing_gives_the_same_version(version in any_version()) {
            prop_assert_eq!(version.to_string().parse::<OsVersion>().unwrap(), version);
        }

        #[test]
        fn order_is_total_and_agrees_with_equality(a in any_version(), b in any_version(), c in any_version()) {
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert_eq!(a == b, a.cmp(&b).is_eq());
            if a <= b && b <= c {
                prop_assert!(a <= c);
            }
        }

        #[test]
        fn arbitrary_text_never_panics(text in ".*") {
            if let Ok(version) = text.parse::<OsVersion>() {
                prop_assert_eq!(version.to_string(), text);
            }
        }
    }
}
