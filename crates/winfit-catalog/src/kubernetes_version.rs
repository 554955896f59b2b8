//! Minor versions of Kubernetes, and ranges of them.

use std::fmt;
use std::str::FromStr;

/// A minor version of Kubernetes, printed as `1.29`.
///
/// Fields come and go with minor versions, so that is all that is kept of what people and clusters write:
///
/// ```
/// use winfit_catalog::KubernetesVersion;
/// let version: KubernetesVersion = "v1.29.3+k3s1".parse()?;
/// assert_eq!(version, KubernetesVersion::new(29));
/// assert_eq!(version.to_string(), "1.29");
/// assert!(version < "1.30".parse()?);
/// # Ok::<(), winfit_catalog::ParseKubernetesVersionError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KubernetesVersion {
    minor: u16,
}

impl KubernetesVersion {
    /// The version `1.minor`.
    #[must_use]
    pub const fn new(minor: u16) -> Self {
        Self { minor }
    }

    /// The number after `1.`.
    #[must_use]
    pub const fn minor(self) -> u16 {
        self.minor
    }
}

impl FromStr for KubernetesVersion {
    type Err = ParseKubernetesVersionError;

    /// Reads `1.29`, with `v` in front, with a patch number, and with what a distribution adds after that.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        minor(text).map(Self::new).ok_or_else(|| ParseKubernetesVersionError { text: text.to_owned() })
    }
}

fn minor(text: &str) -> Option<u16> {
    let rest = text.strip_prefix('v').unwrap_or(text).strip_prefix("1.")?;
    let (minor, patch) = rest.split_once('.').map_or((rest, None), |(minor, patch)| (minor, Some(patch)));
    if patch.is_some_and(|patch| !is_patch(patch)) {
        return None;
    }
    number(minor)
}

/// A patch number and a suffix: `3`, `3+k3s1`, `3-eks-508b6b3`.
fn is_patch(text: &str) -> bool {
    let end = text.find(['-', '+']).unwrap_or(text.len());
    let (patch, suffix) = text.split_at(end);
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-+.".contains(&byte);
    number(patch).is_some() && suffix.len() != 1 && suffix.bytes().all(allowed)
}

/// Digits without a leading zero.
fn number(text: &str) -> Option<u16> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    is_plain.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for KubernetesVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("1.{}", self.minor))
    }
}

/// The text is no version of Kubernetes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseKubernetesVersionError {
    text: String,
}

impl fmt::Display for ParseKubernetesVersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a Kubernetes version such as 1.29", self.text.escape_debug())
    }
}

impl std::error::Error for ParseKubernetesVersionError {}

/// The versions that a fact holds for, both ends included.
///
/// ```
/// use winfit_catalog::{KubernetesVersion, Versions};
/// let versions = Versions { since: Some(KubernetesVersion::new(23)), until: None };
/// assert!(versions.contains(KubernetesVersion::new(23)));
/// assert!(!versions.contains(KubernetesVersion::new(22)));
/// assert_eq!(versions.to_string(), "since 1.23");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Versions {
    /// The first one; `None`: the fact is not tied to a first version.
    pub since: Option<KubernetesVersion>,
    /// The last one; `None`: still so in the newest version that the catalogue knows.
    pub until: Option<KubernetesVersion>,
}

impl Versions {
    /// Whether the fact holds for this version.
    #[must_use]
    pub fn contains(self, version: KubernetesVersion) -> bool {
        self.since.is_none_or(|since| since <= version) && self.until.is_none_or(|until| version <= until)
    }
}

impl fmt::Display for Versions {
    /// `in 1.16`, `from 1.14 to 1.20`, `since 1.23`, `until 1.20` or `in all versions`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.since, self.until) {
            (Some(since), Some(until)) if since == until => write!(f, "in {since}"),
            (Some(since), Some(until)) => write!(f, "from {since} to {until}"),
            (Some(since), None) => write!(f, "since {since}"),
            (None, Some(until)) => write!(f, "until {until}"),
            (None, None) => f.write_str("in all versions"),
        }
    }
}

/// The versions that the catalogue has facts about: the rows of `catalog/kubernetes-versions.csv`, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KnownVersions {
    /// The first one.
    pub oldest: KubernetesVersion,
    /// The last one, which is what is meant where nobody names a version.
    pub newest: KubernetesVersion,
}

impl KnownVersions {
    /// Whether there are facts about this version.
    #[must_use]
    pub fn contains(self, version: KubernetesVersion) -> bool {
        (self.oldest..=self.newest).contains(&version)
    }

    /// Reads a version that somebody asks about.
    ///
    /// # Errors
    ///
    /// The text is no version, or none that the catalogue has facts about.
    pub fn parse(self, text: &str) -> Result<KubernetesVersion, UnknownVersionError> {
        let error = |reason| UnknownVersionError { text: text.to_owned(), reason, known: self };
        let version = text.parse().map_err(|_| error(UnknownVersion::NoVersion))?;
        if self.contains(version) { Ok(version) } else { Err(error(UnknownVersion::OutOfRange)) }
    }
}

impl fmt::Display for KnownVersions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.oldest, self.newest)
    }
}

/// The text names no version that the catalogue has facts about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownVersionError {
    text: String,
    reason: UnknownVersion,
    known: KnownVersions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UnknownVersion {
    NoVersion,
    OutOfRange,
}

impl fmt::Display for UnknownVersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text.escape_debug();
        match self.reason {
            UnknownVersion::NoVersion => write!(f, "\"{text}\" is not a Kubernetes version such as 1.29; ")?,
            UnknownVersion::OutOfRange => write!(f, "Kubernetes \"{text}\" is not known; ")?,
        }
        write!(f, "known are {}", self.known)
    }
}

impl std::error::Error for UnknownVersionError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> KnownVersions {
        KnownVersions { oldest: KubernetesVersion::new(14), newest: KubernetesVersion::new(37) }
    }

    #[test]
    fn version_is_read_from_what_people_and_clusters_write() {
        for (text, minor) in [
            ("1.29", 29),
            ("v1.29", 29),
            ("1.29.0", 29),
            ("v1.29.3", 29),
            ("1.29.3+k3s1", 29),
            ("v1.29.3-eks-508b6b3", 29),
            ("v1.29.3-gke.1282000", 29),
            ("v1.37.0-alpha.0.12+5e0b2f", 37),
            ("1.0", 0),
        ] {
            assert_eq!(text.parse(), Ok(KubernetesVersion::new(minor)), "{text}");
        }
    }

    #[test]
    fn almost_versions_are_refused() {
        for text in [
            "",
            "29",
            "1",
            "1.",
            "v",
            "v29",
            "V1.29",
            "2.29",
            "11.29",
            "1.029",
            "1.x",
            "1.29.",
            "1.29.x",
            "1.29.03",
            "1.29+",
            "1.29-eks",
            "1.29.3+",
            "1.29.3 ",
            " 1.29",
            "1.29.3.4",
            "1.29.3_1",
            "1.99999",
            "1.-1",
            "1.+1",
            "1.29.3+k\u{1b}",
        ] {
            assert!(text.parse::<KubernetesVersion>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn version_outside_the_known_range_is_refused_with_the_range() {
        assert_eq!(known().parse("1.14"), Ok(KubernetesVersion::new(14)));
        assert_eq!(known().parse("v1.37.1"), Ok(KubernetesVersion::new(37)));
        let message = |text| known().parse(text).unwrap_err().to_string();
        assert_eq!(message("1.13"), "Kubernetes \"1.13\" is not known; known are 1.14 to 1.37");
        assert_eq!(message("v1.38.0"), "Kubernetes \"v1.38.0\" is not known; known are 1.14 to 1.37");
        assert_eq!(message("29"), "\"29\" is not a Kubernetes version such as 1.29; known are 1.14 to 1.37");
    }

    #[test]
    fn range_has_both_its_ends_and_nothing_beyond() {
        let range = |since: Option<u16>, until: Option<u16>| Versions {
            since: since.map(KubernetesVersion::new),
            until: until.map(KubernetesVersion::new),
        };
        let has = |versions: Versions| {
            [15, 16, 18, 20, 21].map(|minor| versions.contains(KubernetesVersion::new(minor)))
        };
        assert_eq!(has(range(Some(16), Some(20))), [false, true, true, true, false]);
        assert_eq!(has(range(Some(18), None)), [false, false, true, true, true]);
        assert_eq!(has(range(None, Some(18))), [true, true, true, false, false]);
        assert_eq!(has(range(None, None)), [true; 5]);
        let printed =
            [(Some(16), Some(16)), (Some(16), Some(20)), (Some(18), None), (None, Some(18)), (None, None)]
                .map(|(since, until)| range(since, until).to_string());
        assert_eq!(printed, ["in 1.16", "from 1.16 to 1.20", "since 1.18", "until 1.18", "in all versions"]);
    }
}
