//! All tables together, with the look-ups that every reader needs.

use crate::{
    BaseLayer, Baseline, CodeKind, EngineKey, ErrorCode, ErrorText, FieldReport, HostGroup, Kb, KeyFile,
    KnownVersions, KubernetesField, KubernetesVersion, LinuxImage, LinuxWord, List, MatrixCell, MovingTag,
    PauseImage, Release, Repository, RetiredName, Source, TagLabel, TagPattern, TagSuffix, Update,
};

/// The whole catalogue. Each list is sorted by the key that its type's documentation names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    /// Documents and data sets that rows cite.
    pub sources: List<Source>,
    /// Named Windows releases: servers by build, then clients by build.
    pub releases: List<Release>,
    /// Host groups that documents print as one row ("Windows 10").
    pub host_groups: List<HostGroup>,
    /// Cumulative updates by build, revision, KB.
    pub updates: List<Update>,
    /// First revisions after the February 2020 security baseline, by build.
    pub baseline_2020_02: List<Baseline>,
    /// Words in tags that name a release.
    pub tag_labels: List<TagLabel>,
    /// The shapes of tags.
    pub tag_patterns: List<TagPattern>,
    /// Repositories that carry Windows images.
    pub repositories: List<Repository>,
    /// The suffixes of tags, by repository and product.
    pub tag_suffixes: List<TagSuffix>,
    /// Words in tags that say Linux.
    pub linux_words: List<LinuxWord>,
    /// Repository names that are no longer served.
    pub retired_names: List<RetiredName>,
    /// Tags whose meaning changed over time.
    pub moving_tags: List<MovingTag>,
    /// What each edition of Microsoft's compatibility document printed.
    pub matrix: List<MatrixCell>,
    /// Combinations reported to behave otherwise than documented.
    pub field_reports: List<FieldReport>,
    /// Layers of early base images.
    pub base_layers: List<BaseLayer>,
    /// The versions of Kubernetes that there are facts about.
    pub kubernetes_versions: KnownVersions,
    /// What becomes of the fields of Kubernetes objects on Windows, by rule, id; rows without a rule first.
    pub kubernetes_fields: List<KubernetesField>,
    /// Pause images, by image.
    pub pause_images: List<PauseImage>,
    /// Keys of Docker's files that it refuses or ignores on Windows, by file, path, value.
    pub engine_keys: List<EngineKey>,
    /// How programs word failures, by sign, phrase.
    pub error_texts: List<ErrorText>,
    /// The numbers by which Windows tells why something failed, by code, kind.
    pub codes: List<ErrorCode>,
    /// Repositories without any image for Windows, by name.
    pub linux_images: List<LinuxImage>,
}

impl Catalog {
    /// The release with this id, e.g. `ltsc2022`.
    #[must_use]
    pub fn release(&self, id: &str) -> Option<&Release> {
        self.releases.iter().find(|release| release.id == id)
    }

    /// All releases of a build: server and client releases share build numbers.
    pub fn releases_of_build(&self, build: u32) -> impl Iterator<Item = &Release> {
        self.releases.iter().filter(move |release| release.build == build)
    }

    /// All updates of a build, oldest revision first.
    #[must_use]
    pub fn updates_of_build(&self, build: u32) -> &[Update] {
        let start = self.updates.partition_point(|update| update.build < build);
        let end = self.updates.partition_point(|update| update.build <= build);
        self.updates.get(start..end).unwrap_or_default()
    }

    /// The updates that install exactly this build and revision: usually one, sometimes none or several.
    #[must_use]
    pub fn updates_of_revision(&self, build: u32, revision: u32) -> &[Update] {
        let of_build = self.updates_of_build(build);
        let start = of_build.partition_point(|update| update.revision < revision);
        let end = of_build.partition_point(|update| update.revision <= revision);
        of_build.get(start..end).unwrap_or_default()
    }

    /// The rows of a KB: one KB may serve several builds.
    pub fn updates_of_kb(&self, kb: Kb) -> impl Iterator<Item = &Update> {
        self.updates.iter().filter(move |update| update.kb == Some(kb))
    }

    /// The baseline row of a build, where the February 2020 split applies.
    #[must_use]
    pub fn baseline_of_build(&self, build: u32) -> Option<&Baseline> {
        self.baseline_2020_02.iter().find(|row| row.build == build)
    }

    /// The tag label with this spelling; labels are compared without case.
    #[must_use]
    pub fn tag_label(&self, word: &str) -> Option<&TagLabel> {
        self.tag_labels.iter().find(|label| label.label.eq_ignore_ascii_case(word))
    }

    /// The suffixes that tags of a repository take, product by product; none if they are not known.
    #[must_use]
    pub fn tag_suffixes_of(&self, repository: &str) -> &[TagSuffix] {
        let start = self.tag_suffixes.partition_point(|row| *row.repository < *repository);
        let end = self.tag_suffixes.partition_point(|row| *row.repository <= *repository);
        self.tag_suffixes.get(start..end).unwrap_or_default()
    }

    /// The rows about fields that a rule reports, by id; none if there is no such rule.
    #[must_use]
    pub fn kubernetes_fields_of_rule(&self, rule: &str) -> &[KubernetesField] {
        let of_row = |row: &KubernetesField| row.rule.as_deref().cmp(&Some(rule));
        let start = self.kubernetes_fields.partition_point(|row| of_row(row).is_lt());
        let end = self.kubernetes_fields.partition_point(|row| of_row(row).is_le());
        self.kubernetes_fields.get(start..end).unwrap_or_default()
    }

    /// The pause image of this name, registry and tag included.
    #[must_use]
    pub fn pause_image(&self, image: &str) -> Option<&PauseImage> {
        self.pause_images.iter().find(|pause| pause.image == image)
    }

    /// The pause image that the kubelet and kubeadm of this version take by default.
    #[must_use]
    pub fn default_pause_image(&self, version: KubernetesVersion) -> Option<&PauseImage> {
        self.pause_images
            .iter()
            .find(|pause| pause.default_of.is_some_and(|versions| versions.contains(version)))
    }

    /// The rows about the keys of a file of Docker's, by path.
    #[must_use]
    pub fn engine_keys_of(&self, file: KeyFile) -> &[EngineKey] {
        let start = self.engine_keys.partition_point(|row| row.file < file);
        let end = self.engine_keys.partition_point(|row| row.file <= file);
        self.engine_keys.get(start..end).unwrap_or_default()
    }

    /// The wordings that are a sign of the same thing, by phrase; none if there is no such sign.
    #[must_use]
    pub fn error_texts_of(&self, sign: &str) -> &[ErrorText] {
        let start = self.error_texts.partition_point(|row| *row.sign < *sign);
        let end = self.error_texts.partition_point(|row| *row.sign <= *sign);
        self.error_texts.get(start..end).unwrap_or_default()
    }

    /// What a number of a kind means.
    #[must_use]
    pub fn code(&self, code: u32, kind: CodeKind) -> Option<&ErrorCode> {
        self.codes_of(code).iter().find(|row| row.kind == kind)
    }

    /// What a number can mean, by kind.
    #[must_use]
    pub fn codes_of(&self, code: u32) -> &[ErrorCode] {
        let start = self.codes.partition_point(|row| row.code < code);
        let end = self.codes.partition_point(|row| row.code <= code);
        self.codes.get(start..end).unwrap_or_default()
    }

    /// Whether a repository, named with its registry, is known to have images for Linux only.
    #[must_use]
    pub fn is_linux_only(&self, repository: &str) -> bool {
        self.linux_images.binary_search_by(|row| (*row.repository).cmp(repository)).is_ok()
    }

    /// The source that rows cite by this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}
