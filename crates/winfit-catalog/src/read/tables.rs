//! All tables of a catalogue with the places of their rows.

use super::links::Links;
use super::matrix::HostBuilds;
use super::problem::Fault;
use super::report::Report;
use super::table::{Cited, Row, Table};
use super::{
    FILE_NAMES, Files, base_layers, baseline, codes, engine_keys, error_texts, field_reports, host_groups,
    kubernetes_fields, kubernetes_versions, linux_images, linux_words, matrix, moving_tags, pause_images,
    releases, repositories, retired_names, sources, tag_labels, tag_patterns, tag_suffixes, updates,
};
use crate::{
    BaseLayer, Baseline, Catalog, EngineKey, ErrorCode, ErrorText, FieldReport, HostGroup, KubernetesField,
    KubernetesVersion, LinuxImage, LinuxWord, List, MatrixCell, MovingTag, PauseImage, Release, Repository,
    RetiredName, Source, TagLabel, TagPattern, TagSuffix, Update,
};

/// The rows of each file.
pub(super) struct Tables {
    pub(super) sources: Table<Source>,
    pub(super) releases: Table<Release>,
    pub(super) host_groups: Table<Cited<HostGroup>>,
    pub(super) updates: Table<Update>,
    pub(super) baseline: Table<Baseline>,
    pub(super) tag_labels: Table<Cited<TagLabel>>,
    pub(super) tag_patterns: Table<TagPattern>,
    pub(super) repositories: Table<Repository>,
    pub(super) tag_suffixes: Table<TagSuffix>,
    pub(super) linux_words: Table<LinuxWord>,
    pub(super) retired_names: Table<RetiredName>,
    pub(super) moving_tags: Table<MovingTag>,
    pub(super) matrix: Table<MatrixCell>,
    pub(super) field_reports: Table<FieldReport>,
    pub(super) base_layers: Table<BaseLayer>,
    pub(super) kubernetes_versions: Table<Cited<KubernetesVersion>>,
    pub(super) kubernetes_fields: Table<KubernetesField>,
    pub(super) pause_images: Table<PauseImage>,
    pub(super) engine_keys: Table<EngineKey>,
    pub(super) error_texts: Table<ErrorText>,
    pub(super) codes: Table<ErrorCode>,
    pub(super) linux_images: Table<LinuxImage>,
}

impl Tables {
    /// Reads each file of each layer, the built-in one first.
    pub(super) fn load(layers: &[&Files], report: &mut Report) -> Self {
        refuse_unknown_files(layers, report);
        let releases = releases::load(layers, report);
        let host_groups = host_groups::load(layers, report);
        let hosts = host_builds(&releases, &host_groups);
        Self {
            sources: sources::load(layers, report),
            updates: updates::load(layers, report),
            baseline: baseline::load(layers, report),
            tag_labels: tag_labels::load(layers, report),
            tag_patterns: tag_patterns::load(layers, report),
            repositories: repositories::load(layers, report),
            tag_suffixes: tag_suffixes::load(layers, report),
            linux_words: linux_words::load(layers, report),
            retired_names: retired_names::load(layers, report),
            moving_tags: moving_tags::load(layers, report),
            matrix: matrix::load(layers, report, &hosts),
            field_reports: field_reports::load(layers, report),
            base_layers: base_layers::load(layers, report),
            kubernetes_versions: kubernetes_versions::load(layers, report),
            kubernetes_fields: kubernetes_fields::load(layers, report),
            pause_images: pause_images::load(layers, report),
            engine_keys: engine_keys::load(layers, report),
            error_texts: error_texts::load(layers, report),
            codes: codes::load(layers, report),
            linux_images: linux_images::load(layers, report),
            releases,
            host_groups,
        }
    }

    /// Follows the references between the files.
    pub(super) fn check(&self, report: &mut Report) {
        let links = Links::new(self);
        releases::check(&self.releases.rows, &links, report);
        host_groups::check(&self.host_groups.rows, &links, report);
        updates::check(&self.updates.rows, &links, report);
        baseline::check(&self.baseline.rows, &links, report);
        tag_labels::check(&self.tag_labels.rows, &links, report);
        tag_patterns::check(&self.tag_patterns.rows, &links, report);
        repositories::check(&self.repositories.rows, &links, report);
        tag_suffixes::check(&self.tag_suffixes.rows, &links, report);
        linux_words::check(&self.linux_words.rows, &links, report);
        retired_names::check(&self.retired_names.rows, &links, report);
        moving_tags::check(&self.moving_tags.rows, &links, report);
        matrix::check(&self.matrix.rows, &links, report);
        field_reports::check(&self.field_reports.rows, &links, report);
        base_layers::check(&self.base_layers.rows, &links, report);
        kubernetes_versions::check(&self.kubernetes_versions, &links, report);
        kubernetes_fields::check(&self.kubernetes_fields.rows, &links, report);
        pause_images::check(&self.pause_images.rows, &links, report);
        engine_keys::check(&self.engine_keys.rows, &links, report);
        error_texts::check(&self.error_texts.rows, &links, report);
        codes::check(&self.codes.rows, &links, report);
        linux_images::check(&self.linux_images.rows, &links, report);
    }

    /// The facts without their places.
    pub(super) fn into_catalog(self) -> Catalog {
        Catalog {
            sources: list(self.sources.rows, |source| source),
            releases: list(self.releases.rows, |release| release),
            host_groups: list(self.host_groups.rows, |group| group.fact),
            updates: list(self.updates.rows, |update| update),
            baseline_2020_02: list(self.baseline.rows, |row| row),
            tag_labels: list(self.tag_labels.rows, |label| label.fact),
            tag_patterns: list(self.tag_patterns.rows, |pattern| pattern),
            repositories: list(self.repositories.rows, |repository| repository),
            tag_suffixes: list(self.tag_suffixes.rows, |suffix| suffix),
            linux_words: list(self.linux_words.rows, |word| word),
            retired_names: list(self.retired_names.rows, |retired| retired),
            moving_tags: list(self.moving_tags.rows, |moving| moving),
            matrix: list(self.matrix.rows, |cell| cell),
            field_reports: list(self.field_reports.rows, |reported| reported),
            base_layers: list(self.base_layers.rows, |layer| layer),
            kubernetes_versions: kubernetes_versions::known(&self.kubernetes_versions.rows),
            kubernetes_fields: list(self.kubernetes_fields.rows, |field| field),
            pause_images: list(self.pause_images.rows, |pause| pause),
            engine_keys: list(self.engine_keys.rows, |key| key),
            error_texts: list(self.error_texts.rows, |text| text),
            codes: list(self.codes.rows, |code| code),
            linux_images: list(self.linux_images.rows, |image| image),
        }
    }
}

fn list<T, U: Clone + 'static>(rows: Vec<Row<T>>, fact: impl Fn(T) -> U) -> List<U> {
    rows.into_iter().map(|row| fact(row.value)).collect::<Vec<_>>().into()
}

fn refuse_unknown_files(layers: &[&Files], report: &mut Report) {
    for (layer, files) in layers.iter().enumerate() {
        for name in files.names().filter(|name| !FILE_NAMES.contains(name)) {
            let path = super::fields::quoted(&files.path(name));
            report.file((layer, FILE_NAMES.len()), &path, None, Fault::UnknownFile);
        }
    }
}

fn host_builds(releases: &Table<Release>, groups: &Table<Cited<HostGroup>>) -> HostBuilds {
    let mut builds: HostBuilds =
        releases.rows.iter().map(|row| (row.value.id.clone(), row.value.build)).collect();
    for row in &groups.rows {
        let group = &row.value.fact;
        let oldest = group.releases.iter().filter_map(|id| builds.get(id).copied()).min();
        if let Some(build) = oldest {
            builds.entry(group.id.clone()).or_insert(build);
        }
    }
    builds
}
