//! OS versions out of any text in which people meet them.

use crate::{Architecture, HostKind, Os, OsVersion};

/// An OS version found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The version; without a revision where the text gives only the build, or a number that is not the revision.
    pub os_version: OsVersion,
    /// What kind of text it stood in.
    pub form: Form,
    /// Byte range in the text.
    pub span: std::ops::Range<usize>,
    /// The text says server or client.
    pub kind: Option<HostKind>,
    /// The text says which architecture.
    pub architecture: Option<Architecture>,
    /// What the reader should beware of.
    pub caution: Option<ReadingCaution>,
    /// Name of the node or host that the version belongs to, where the text names several.
    pub subject: Option<String>,
    /// The operating system; Linux kernels in node lists are reported as such, not as versions.
    pub os: Os,
}

/// The kinds of text that carry an OS version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// `10.0.17763.437` by itself.
    Plain,
}

/// Traps of the forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadingCaution {
    /// The number before `.amd64fre` is the build lab, not the revision.
    BuildLabIsNotRevision,
}
