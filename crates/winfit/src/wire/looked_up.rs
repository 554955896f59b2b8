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
            os: platform.os.map(|os| match os {
                Os::Windows => "windows",
                Os::Linux => "linux",
            }),
            architecture: platform.architecture.map(Architecture::as_str),
            os_version: platform.os_version.inside().map(|version| version.to_string()),
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
