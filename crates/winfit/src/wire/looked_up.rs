//! What was looked up of an image, and why it was not.

use serde::Serialize;
use winfit_compat::{Architecture, ImageOsVersion, Os, Platform};
use winfit_lint::facts::Unread;

use super::image::Failure;

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

impl From<&Platform> for ImagePlatform {
    fn from(platform: &Platform) -> Self {
        Self {
            os: platform.os.map(|os| match os {
                Os::Windows => "windows",
                Os::Linux => "linux",
            }),
            architecture: platform.architecture.map(Architecture::as_str),
            os_version: match platform.os_version {
                ImageOsVersion::Known(version) => Some(version.to_string()),
                ImageOsVersion::Absent | ImageOsVersion::Unknown => None,
            },
        }
    }
}

impl From<&Unread> for Failure {
    fn from(unread: &Unread) -> Self {
        Self { kind: unread.cause.as_str(), message: unread.message.clone(), help: unread.help.clone() }
    }
}
