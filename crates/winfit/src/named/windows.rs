//! A Windows by any of its names: an OS version, a build, a release, a tag's word for it.

use winfit_compat::catalog::{Catalog, Channel, Release, Update};
use winfit_compat::{HostKind, OsVersion, ParseOsVersionError};

use crate::error::did_you_mean;

/// A Windows that was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NamedWindows {
    /// Its version; without a revision unless one was written.
    pub(crate) version: OsVersion,
    /// Server or client, where the name tells; a version or a build does not.
    pub(crate) kind: Option<HostKind>,
}

/// Why a word names no Windows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NameError {
    /// It looks like a version and is none.
    #[error(transparent)]
    Version(#[from] ParseOsVersionError),
    /// No release is called so.
    #[error("\"{}\" names no Windows release, build or OS version", text.escape_debug())]
    Unknown {
        /// As typed.
        text: String,
        /// Releases with similar names.
        nearest: Vec<String>,
    },
    /// Releases of different builds are called so.
    #[error("\"{}\" names several releases: {}", text.escape_debug(), releases.join(", "))]
    Ambiguous {
        /// As typed.
        text: String,
        /// Their ids and builds.
        releases: Vec<String>,
    },
}

impl NameError {
    /// What to do about it.
    pub(crate) fn help(&self) -> Vec<String> {
        match self {
            Self::Version(_) => {
                vec![
                    "write all parts, such as 10.0.17763.437, or build and revision, such as 17763.437"
                        .to_owned(),
                ]
            }
            Self::Unknown { nearest, .. } => {
                let mut help = did_you_mean(nearest);
                help.push("winfit releases lists all releases with their builds".to_owned());
                help
            }
            Self::Ambiguous { .. } => vec!["use one of these names".to_owned()],
        }
    }
}

/// The Windows that a word names. `kind` settles names that servers and clients share; without it a name shared by releases
/// of one build means the server.
pub(crate) fn windows(
    catalog: &Catalog,
    text: &str,
    kind: Option<HostKind>,
) -> Result<NamedWindows, NameError> {
    let text = text.trim();
    if let Some(version) = numeric(text)? {
        return Ok(NamedWindows { version, kind: None });
    }
    let wanted = plain(text);
    let all: Vec<&Release> =
        catalog.releases.iter().filter(|release| is_called(catalog, release, &wanted)).collect();
    let of_kind: Vec<&Release> =
        all.iter().copied().filter(|release| kind.is_none_or(|kind| kind_of(release) == kind)).collect();
    // A release of the other kind is left to the caller, who knows which word asked for the kind.
    let found = if of_kind.is_empty() { all } else { of_kind };
    let Some(first) = found.first() else {
        return Err(NameError::Unknown { text: text.to_owned(), nearest: similar_releases(catalog, text) });
    };
    if found.iter().any(|release| release.build != first.build) {
        let releases = found.iter().map(|release| format!("{} ({})", release.id, release.build)).collect();
        return Err(NameError::Ambiguous { text: text.to_owned(), releases });
    }
    // Servers come first in the catalogue.
    Ok(NamedWindows { version: OsVersion::of_build(first.build), kind: Some(kind_of(first)) })
}

/// Server or client.
fn kind_of(release: &Release) -> HostKind {
    if release.channel == Channel::Client { HostKind::Client } else { HostKind::Server }
}

/// `10.0.17763.437`, `17763.437` or `17763`; `None` for everything that is a name. Four digits, such as 1809, are one.
fn numeric(text: &str) -> Result<Option<OsVersion>, NameError> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(None);
    }
    let whole = match text.split_once('.') {
        None if text.len() >= 5 && text.bytes().all(|b| b.is_ascii_digit()) => format!("10.0.{text}"),
        None => return Ok(None),
        Some((build, _)) if build.len() >= 5 => format!("10.0.{text}"),
        Some(_) => text.to_owned(),
    };
    match whole.parse() {
        Ok(version) => Ok(Some(version)),
        // Name the text that was typed, not the one completed here.
        Err(error) if whole == text => Err(NameError::Version(error)),
        Err(_) => text.parse().map(Some).map_err(NameError::Version),
    }
}

/// Words of editions, which name no other Windows: `Windows Server 2022 Datacenter`, as kubectl shows it.
const EDITION_WORDS: [&str; 12] = [
    "datacenter",
    "standard",
    "enterprise",
    "pro",
    "professional",
    "home",
    "education",
    "essentials",
    "evaluation",
    "azure",
    "edition",
    "core",
];

/// Letters and digits only, in lower case, without the words that all names share and the editions behind them: `Windows
/// Server, version 1709`, `server 1709` and `Server 1709 Datacenter` are all `server1709`.
fn plain(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !matches!(*word, "" | "microsoft" | "version"));
    let mut is_first = true;
    let words = words.filter(|word| std::mem::take(&mut is_first) || !EDITION_WORDS.contains(word));
    let joined: String = words.collect();
    match joined.strip_prefix("windows") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => joined,
    }
}

/// Whether a name in the form of [`plain`] is one of a release's.
fn is_called(catalog: &Catalog, release: &Release, wanted: &str) -> bool {
    let formal = release.name.split('(').next().unwrap_or(&release.name);
    let name = plain(formal);
    let labelled = || {
        let mut labels = catalog.tag_labels.iter();
        labels.any(|label| label.release == release.id && plain(&label.label) == wanted)
    };
    plain(&release.id) == wanted
        || name == wanted
        || plain(&release.version) == wanted
        || name.strip_prefix("server") == Some(wanted)
        || labelled()
}

/// Ids of releases whose names resemble a word.
fn similar_releases(catalog: &Catalog, text: &str) -> Vec<String> {
    let ids: Vec<&str> = catalog.releases.iter().map(|release| release.id.as_ref()).collect();
    similar(&text.to_ascii_lowercase(), &ids)
}

/// The few candidates that resemble a word, most similar first.
pub(crate) fn similar(text: &str, candidates: &[&str]) -> Vec<String> {
    const ENOUGH: f64 = 0.6;
    const MOST: usize = 3;
    /// Longer words resemble no name, and comparing them takes the square of their length.
    const LONGEST: usize = 100;
    if text.len() > LONGEST {
        return Vec::new();
    }
    let score = |candidate: &str| strsim::normalized_damerau_levenshtein(text, candidate);
    let mut scored: Vec<(f64, &str)> = candidates.iter().map(|it| (score(it), *it)).collect();
    scored.retain(|(score, _)| *score >= ENOUGH);
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    scored.into_iter().take(MOST).map(|(_, it)| it.to_owned()).collect()
}

/// The updates around a number that none has: the nearest below and above.
pub(crate) fn nearest_updates<'c>(
    updates: impl Iterator<Item = &'c Update> + Clone,
    number: impl Fn(&Update) -> Option<u32>,
    wanted: u32,
) -> Vec<&'c Update> {
    let key = |update: &&Update| number(update);
    let below =
        updates.clone().filter(|it| key(it).is_some_and(|it| it < wanted)).max_by_key(|it| number(it));
    let above = updates.filter(|it| key(it).is_some_and(|it| it > wanted)).min_by_key(|it| number(it));
    below.into_iter().chain(above).collect()
}

#[cfg(test)]
mod tests {
    use winfit_compat::builtin::builtin;

    use super::*;

    fn named(text: &str) -> (String, Option<HostKind>) {
        let named = windows(builtin(), text, None).unwrap();
        (named.version.to_string(), named.kind)
    }

    #[test]
    fn versions_and_builds_are_taken_as_they_stand() {
        for (text, version) in [
            ("10.0.20348.825", "10.0.20348.825"),
            ("10.0.20348", "10.0.20348"),
            ("20348", "10.0.20348"),
            ("14393.1715", "10.0.14393.1715"),
            (" 99999 ", "10.0.99999"),
        ] {
            assert_eq!(named(text), (version.to_owned(), None), "{text}");
        }
    }

    #[test]
    fn releases_are_known_by_id_name_label_and_short_name() {
        use HostKind::{Client, Server};
        for (text, build, kind) in [
            ("ltsc2022", 20348, Server),
            ("LTSC2022", 20348, Server),
            ("Windows Server 2022", 20348, Server),
            ("server2022", 20348, Server),
            ("2022", 20348, Server),
            ("Windows Server, version 1709", 16299, Server),
            ("server 1709", 16299, Server),
            ("sac2016", 14393, Server),
            ("2009", 19042, Server),
            ("ac23h2", 25398, Server),
            ("win11-24h2", 26100, Client),
            ("Windows 11 24H2", 26100, Client),
            ("Windows Server 2022 Datacenter", 20348, Server),
            ("Microsoft Windows Server 2019 Standard Evaluation", 17763, Server),
            ("Windows Server 2022 Datacenter: Azure Edition", 20348, Server),
            ("Windows Server 2016 Datacenter (Core)", 14393, Server),
            ("Windows 10 Pro, version 22H2", 19045, Client),
            ("Windows 11 Enterprise 24H2", 26100, Client),
            ("windows-11-24h2", 26100, Client),
            ("win10-1607", 14393, Client),
            ("Windows 10 1809", 17763, Client),
        ] {
            assert_eq!(named(text), (format!("10.0.{build}"), Some(kind)), "{text}");
        }
    }

    #[test]
    fn a_name_shared_by_one_build_means_the_server_unless_asked_otherwise() {
        for text in ["1809", "2004", "24H2", "1607"] {
            assert_eq!(named(text).1, Some(HostKind::Server), "{text}");
            let client = windows(builtin(), text, Some(HostKind::Client)).unwrap();
            assert_eq!(client.kind, Some(HostKind::Client), "{text}");
        }
    }

    #[test]
    fn a_name_shared_by_several_builds_is_settled_by_the_kind_or_refused() {
        let error = windows(builtin(), "23H2", None).unwrap_err();
        assert_eq!(error.to_string(), "\"23H2\" names several releases: ac23h2 (25398), win11-23h2 (22631)");
        assert_eq!(windows(builtin(), "23H2", Some(HostKind::Client)).unwrap().version.build, 22631);
        assert_eq!(windows(builtin(), "23H2", Some(HostKind::Server)).unwrap().version.build, 25398);
    }

    #[test]
    fn almost_names_are_refused_with_what_resembles_them() {
        let nearest = |text: &str| match windows(builtin(), text, None) {
            Err(NameError::Unknown { nearest, .. }) => nearest,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(nearest("ltsc2021").first().map(String::as_str), Some("ltsc2022"));
        assert!(nearest("win11-42h2").contains(&"win11-24h2".to_owned()));
        assert_eq!(nearest("ubuntu"), [""; 0]);
        for edition in ["Windows Server Datacenter", "Datacenter", "core", "Windows Server 2012 Datacenter"] {
            nearest(edition);
        }
        assert_eq!(nearest(""), [""; 0]);
        assert_eq!(nearest(&"l".repeat(1 << 20)), [""; 0]);
    }

    #[test]
    fn almost_versions_are_refused_as_versions() {
        for text in ["10.0", "10.0.17763.437.1", "10.0.17763.x", "20348.", "20348.x", "99999999999"] {
            let error = windows(builtin(), text, None).unwrap_err();
            assert!(matches!(error, NameError::Version(_)), "{text}: {error}");
            assert!(error.to_string().starts_with(&format!("\"{text}\"")), "{error}");
        }
    }
}
