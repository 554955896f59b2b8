//! What was looked up of an image, and why it was not.

use serde::Serialize;
use winfit_compat::{Architecture, Os, Platform};
use winfit_lint::facts::Unread;

/// A platform of an image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ImagePlatform {
    /// `windows` or `linux`, where it is known.
    pub(crate) os: Option<&'static str>,
    /// Where it is known.
    pub(crate) architecture: Option<&'static str>,
    /// Where it carries one.
    pub(crate) os_version: Option<String>,
    /// What is wrong with it: what could not be read, what is malformed.
    pub(crate) problem: Option<String>,
}

impl ImagePlatform {
    /// The platforms of an image, with what is wrong with each.
    pub(crate) fn of(platforms: &[Platform], problems: &[Option<String>]) -> Vec<Self> {
        let problems = problems.iter().cloned().chain(std::iter::repeat(None));
        let platforms = platforms.iter().zip(problems);
        platforms.map(|(platform, problem)| Self { problem, ..Self::from(platform) }).collect()
    }
}

/// Why an image was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ImageError {
    /// `not-found`, `denied`, `unreachable`, `timeout`, `offline` …
    pub(crate) kind: &'static str,
    /// In words.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: Option<String>,
}

impl From<&Platform> for ImagePlatform {
    fn from(platform: &Platform) -> Self {
        Self {
            os: platform.os.map(Os::as_str),
            architecture: platform.architecture.map(Architecture::as_str),
            os_version: platform.os_version.inside().map(|version| version.to_string()),
            problem: None,
        }
    }
}

impl ImageError {
    /// Why this image was not read.
    pub(crate) fn of(unread: &Unread, reference: &str) -> Self {
        Self {
            kind: unread.cause.as_str(),
            message: unread.message.clone(),
            help: unread.help_for(&[reference.to_owned()]),
        }
    }
}
