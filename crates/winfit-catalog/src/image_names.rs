//! Repositories and tags: what the name of an image claims about the Windows inside.

use crate::{Date, List, Text};

/// A family of base images.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImageFamily {
    /// Nano Server.
    NanoServer,
    /// Server Core.
    ServerCore,
    /// Windows, until 20H2.
    Windows,
    /// Windows Server with the full API set, from Server 2022.
    Server,
}

impl ImageFamily {
    /// How tags of images that are built on one spell it. A word comes before those that it starts with.
    pub const IN_TAGS: [(Self, &str); 3] = [
        (Self::ServerCore, "windowsservercore"),
        (Self::Server, "windowsserver"),
        (Self::NanoServer, "nanoserver"),
    ];

    /// How tags spell it; `None` if none is known to.
    #[must_use]
    pub fn in_tags(self) -> Option<&'static str> {
        Self::IN_TAGS.into_iter().find(|(family, _)| *family == self).map(|(_, word)| word)
    }
}

/// What a repository is to its users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepositoryRole {
    /// An official base image.
    Base,
    /// A base image of an Insider build.
    Insider,
    /// Built on a base image, one per release.
    Derived,
    /// The sandbox image of Kubernetes pods.
    Pause,
    /// Carries no OS version: runs on every Windows host, in host-process containers only.
    HostProcess,
}

/// A word in a tag that names a release: a row of `catalog/tag-labels.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagLabel {
    /// The word in its usual spelling, e.g. `ltsc2019` or `20H2`; compared without case.
    pub label: Text,
    /// The build that it names.
    pub build: u32,
    /// Id of the release that it names.
    pub release: Text,
}

/// A shape of tags: a row of `catalog/tag-patterns.toml`.
///
/// The template is literal text with fields in braces: `{label}`, `{kb}`, `{build}`, `{revision}`, `{arch}`,
/// `{product}`, `{family}`, `{date}`. A part in square brackets is optional: `{label}[-{kb}][-{arch}]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagPattern {
    /// Short name used by repositories, e.g. `base-label`.
    pub id: Text,
    /// The template.
    pub template: Text,
    /// The build that a matching tag means when it has no label.
    pub fixed_build: Option<u32>,
    /// Tags that match.
    pub examples: List<Text>,
    /// When tags of this shape were published.
    pub era: Text,
    /// Id of the source.
    pub source: Text,
}

/// A repository that carries Windows images: a row of `catalog/repositories.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Registry and name, e.g. `mcr.microsoft.com/windows/nanoserver`; one ending in `/*` stands for all below it,
    /// and `*` for every repository without a row of its own.
    pub name: Text,
    /// What it is to its users.
    pub role: RepositoryRole,
    /// The base image family, where all its Windows images have the same.
    pub family: Option<ImageFamily>,
    /// Whether every image in it is a Windows image; otherwise Linux images live there too.
    pub windows_only: bool,
    /// Ids of the [`TagPattern`]s, in the order in which they are tried.
    pub patterns: List<Text>,
    /// Tag labels known to exist, in the repository's own spelling, oldest release first.
    pub labels: List<Text>,
    /// What a reader should know about tags that name no release.
    pub list_tags: Text,
    /// Id of the source.
    pub source: Text,
}

/// The suffixes by which the tags of a product name the Windows inside: a row of `catalog/tag-suffixes.csv`.
///
/// `8.0` of `mcr.microsoft.com/dotnet/runtime` with Nano Server and `ltsc2022` stands for the tags `8.0-nanoserver-ltsc2022`
/// and, of its patches, `8.0.30-nanoserver-ltsc2022`. Where a product has several families, the one that its tags without
/// a suffix hold comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagSuffix {
    /// Registry and name of the repository.
    pub repository: Text,
    /// What stands before the suffix, e.g. `8.0`; may be empty.
    pub product: Text,
    /// The base image family.
    pub family: ImageFamily,
    /// The labels that there are with it, oldest build first.
    pub labels: List<Text>,
    /// Id of the source.
    pub source: Text,
}

impl TagSuffix {
    /// Whether this is one of the tags that the row stands for.
    #[must_use]
    pub fn has_tag(&self, tag: &str) -> bool {
        let Some(word) = self.family.in_tags() else { return false };
        let suffix = match self.product.as_ref() {
            "" => Some(tag),
            product => tag.strip_prefix(product).and_then(|rest| rest.strip_prefix('-')),
        };
        let label = suffix.and_then(|suffix| suffix.strip_prefix(word)?.strip_prefix('-'));
        label.is_some_and(|label| self.labels.iter().any(|it| it == label))
    }
}

/// A word in a tag that says Linux: a row of `catalog/linux-words.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinuxWord {
    /// The part of a tag that says so, e.g. `alpine`, which a version may follow.
    pub word: Text,
    /// Id of the source.
    pub source: Text,
}

impl LinuxWord {
    /// Whether a tag says so: `1.27-alpine3.20` has a part that is the word, or the word and a number.
    #[must_use]
    pub fn holds(&self, tag: &str) -> bool {
        let is_version = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let says = |part: &str| part.strip_prefix(self.word.as_ref()).is_some_and(is_version);
        tag.split(['-', '_']).any(says)
    }
}

/// A repository name that is no longer served: a row of `catalog/retired-names.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetiredName {
    /// The old registry and name, e.g. `docker.io/microsoft/nanoserver`.
    pub name: Text,
    /// The name to use today.
    pub replaced_by: Text,
    /// Last day on which new tags appeared under the old name.
    pub until: Option<Date>,
    /// What a reader should know besides.
    pub note: Text,
    /// Id of the source.
    pub source: Text,
}

/// A tag whose meaning changed or that was withdrawn: a row of `catalog/moving-tags.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovingTag {
    /// Registry and name of the repository.
    pub repository: Text,
    /// The tag, e.g. `latest`.
    pub tag: Text,
    /// The build of the images that it meant.
    pub build: Option<u32>,
    /// The day on which it was removed; pulling it fails since.
    pub removed: Option<Date>,
    /// What a reader should know besides.
    pub note: Text,
    /// Id of the source.
    pub source: Text,
}
