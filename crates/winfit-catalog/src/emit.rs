//! A catalogue as Rust source: what a build script writes so that a start reads no file.
//!
//! The source is a module body with one private item, `static CATALOG: Catalog`. Tables become arrays of calls to
//! short `const fn`s, which keeps the text small and quick to compile.

mod engine;
mod failures;
mod kubernetes;

use std::fmt::{Debug, Write};

use crate::{
    BaseLayer, Baseline, Catalog, Date, FieldReport, Kb, List, MatrixCell, Release, Repository, Text, Update,
};

/// The items that the tables use.
const PRELUDE: &str = "\
use std::borrow::Cow::Borrowed;
use winfit_catalog::*;

const fn t(text: &'static str) -> Text {
    Borrowed(text)
}
const fn d(day: u32) -> Option<Date> {
    Date::new((day / 10_000) as u16, (day / 100 % 100) as u8, (day % 100) as u8)
}
const fn day(day: u32) -> Date {
    match d(day) {
        Some(date) => date,
        None => unreachable!(),
    }
}
const fn k(kb: u32) -> Option<Kb> {
    if kb == 0 { None } else { Some(Kb(kb)) }
}
const fn u(
    build: u32, revision: u32, kb: u32, date: u32, kind: UpdateKind, channel: UpdateChannel, source: &'static str,
) -> Update {
    Update { build, revision, kb: k(kb), date: d(date), kind, channel, source: t(source) }
}
const fn m(
    edition: Edition, client: bool, host: &'static str, image: &'static str, hyperv: Support, process: Support,
) -> MatrixCell {
    MatrixCell { edition, client, host: t(host), image: t(image), hyperv, process }
}
";

/// The Rust source of `static CATALOG: Catalog`, for a module of its own.
#[must_use]
pub fn rust_source(catalog: &Catalog) -> String {
    let mut out = Source { text: PRELUDE.to_owned(), lists: 0 };
    let sources = out.table("Source", &catalog.sources, |_, row| {
        format!(
            "Source {{ id: {}, title: {}, url: {}, read: {} }}",
            text(&row.id),
            text(&row.title),
            text(&row.url),
            day(row.read)
        )
    });
    let releases = out.table("Release", &catalog.releases, release);
    let host_groups = out.table("HostGroup", &catalog.host_groups, |out, row| {
        let releases = out.texts(&row.releases);
        format!(
            "HostGroup {{ id: {}, name: {}, releases: {releases}, note: {} }}",
            text(&row.id),
            text(&row.name),
            text(&row.note)
        )
    });
    let updates = out.table("Update", &catalog.updates, |_, row| update(row));
    let baseline = out.table("Baseline", &catalog.baseline_2020_02, |_, row| baseline(row));
    let tag_labels = out.table("TagLabel", &catalog.tag_labels, |_, row| {
        let (label, release) = (text(&row.label), text(&row.release));
        format!("TagLabel {{ label: {label}, build: {}, release: {release} }}", row.build)
    });
    let tag_patterns = out.table("TagPattern", &catalog.tag_patterns, |out, row| {
        let examples = out.texts(&row.examples);
        format!(
            "TagPattern {{ id: {}, template: {}, fixed_build: {:?}, examples: {examples}, era: {}, source: {} }}",
            text(&row.id),
            text(&row.template),
            row.fixed_build,
            text(&row.era),
            text(&row.source)
        )
    });
    let repositories = out.table("Repository", &catalog.repositories, repository);
    let tag_suffixes = out.table("TagSuffix", &catalog.tag_suffixes, |out, row| {
        let labels = out.texts(&row.labels);
        format!(
            "TagSuffix {{ repository: {}, product: {}, family: ImageFamily::{:?}, labels: {labels}, source: {} }}",
            text(&row.repository),
            text(&row.product),
            row.family,
            text(&row.source)
        )
    });
    let linux_words = out.table("LinuxWord", &catalog.linux_words, |_, row| {
        format!("LinuxWord {{ word: {}, source: {} }}", text(&row.word), text(&row.source))
    });
    let retired_names = out.table("RetiredName", &catalog.retired_names, |_, row| {
        format!(
            "RetiredName {{ name: {}, replaced_by: {}, until: {}, note: {}, source: {} }}",
            text(&row.name),
            text(&row.replaced_by),
            maybe_day(row.until),
            text(&row.note),
            text(&row.source)
        )
    });
    let moving_tags = out.table("MovingTag", &catalog.moving_tags, |_, row| {
        format!(
            "MovingTag {{ repository: {}, tag: {}, build: {:?}, removed: {}, note: {}, source: {} }}",
            text(&row.repository),
            text(&row.tag),
            row.build,
            maybe_day(row.removed),
            text(&row.note),
            text(&row.source)
        )
    });
    let matrix = out.table("MatrixCell", &catalog.matrix, |_, row| cell(row));
    let field_reports = out.table("FieldReport", &catalog.field_reports, field_report);
    let base_layers = out.table("BaseLayer", &catalog.base_layers, |_, row| base_layer(row));
    let kubernetes_versions = kubernetes::known_versions(catalog.kubernetes_versions);
    let kubernetes_fields = out.table("KubernetesField", &catalog.kubernetes_fields, kubernetes::field);
    let pause_images = out.table("PauseImage", &catalog.pause_images, kubernetes::pause_image);
    let engine_keys = out.table("EngineKey", &catalog.engine_keys, engine::key);
    let error_texts = out.table("ErrorText", &catalog.error_texts, failures::error_text);
    let codes = out.table("ErrorCode", &catalog.codes, failures::code);
    let linux_images = out.table("LinuxImage", &catalog.linux_images, failures::linux_image);
    out.line(&format!(
        "static CATALOG: Catalog = Catalog {{ sources: {sources}, releases: {releases}, host_groups: {host_groups}, \
         updates: {updates}, baseline_2020_02: {baseline}, tag_labels: {tag_labels}, tag_patterns: {tag_patterns}, \
         repositories: {repositories}, tag_suffixes: {tag_suffixes}, linux_words: {linux_words}, retired_names: {retired_names}, moving_tags: {moving_tags}, \
         matrix: {matrix}, field_reports: {field_reports}, base_layers: {base_layers}, \
         kubernetes_versions: {kubernetes_versions}, kubernetes_fields: {kubernetes_fields}, \
         pause_images: {pause_images}, engine_keys: {engine_keys}, error_texts: {error_texts}, codes: {codes}, \
         linux_images: {linux_images} }};"
    ));
    out.text
}

/// The source so far. Each list becomes a static of its own, since a borrow of an array inside a static is not
/// promoted when its elements could own memory.
struct Source {
    text: String,
    lists: usize,
}

impl Source {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Writes a list, and gives the expression that borrows it.
    fn table<T>(&mut self, kind: &str, rows: &[T], row: impl Fn(&mut Self, &T) -> String) -> String
    where
        [T]: ToOwned,
    {
        let rows: Vec<String> = rows.iter().map(|value| row(self, value)).collect();
        let name = format!("L{}", self.lists);
        self.lists += 1;
        let mut list = format!("static {name}: [{kind}; {}] = [", rows.len());
        for row in rows {
            // Writing to a string does not fail.
            let _ = write!(list, "\n{row},");
        }
        self.line(&format!("{list}];"));
        format!("Borrowed(&{name})")
    }

    fn texts(&mut self, texts: &List<Text>) -> String {
        if texts.is_empty() {
            return "Borrowed(&[])".to_owned();
        }
        self.table("Text", texts, |_, value| text(value))
    }
}

fn release(out: &mut Source, row: &Release) -> String {
    let (tags, architectures) = (out.texts(&row.image_tags), out.texts(&row.image_architectures));
    let sources = out.texts(&row.sources);
    format!(
        "Release {{ id: {}, channel: Channel::{:?}, name: {}, version: {}, build: {}, released: {}, \
         mainstream_end: {}, extended_end: {}, ltsc_end: {}, esu_end: {}, image_end: {}, nano_server_end: {}, image_tags: {tags}, \
         image_architectures: {architectures}, note: {}, sources: {sources} }}",
        text(&row.id),
        row.channel,
        text(&row.name),
        text(&row.version),
        row.build,
        day(row.released),
        maybe_day(row.mainstream_end),
        maybe_day(row.extended_end),
        maybe_day(row.ltsc_end),
        maybe_day(row.esu_end),
        maybe_day(row.image_end),
        maybe_day(row.nano_server_end),
        text(&row.note),
    )
}

fn update(row: &Update) -> String {
    let Update { build, revision, kb, date, kind, channel, source } = row;
    let (kb, date) = (kb.map_or(0, |kb| kb.0), date.map_or(0, day_number));
    format!(
        "u({build}, {revision}, {kb}, {date}, UpdateKind::{kind:?}, UpdateChannel::{channel:?}, {source:?})"
    )
}

fn baseline(row: &Baseline) -> String {
    let Baseline { build, host_revision, host_kb: Kb(host_kb), image_revision, image_kb, source } = row;
    let image_kb = image_kb.map_or(0, |kb| kb.0);
    format!(
        "Baseline {{ build: {build}, host_revision: {host_revision}, host_kb: Kb({host_kb}), \
         image_revision: {image_revision:?}, image_kb: k({image_kb}), source: {} }}",
        text(source)
    )
}

fn repository(out: &mut Source, row: &Repository) -> String {
    let (patterns, labels) = (out.texts(&row.patterns), out.texts(&row.labels));
    format!(
        "Repository {{ name: {}, role: RepositoryRole::{:?}, family: {}, windows_only: {}, patterns: {patterns}, \
         labels: {labels}, list_tags: {}, source: {} }}",
        text(&row.name),
        row.role,
        maybe("ImageFamily::", row.family),
        row.windows_only,
        text(&row.list_tags),
        text(&row.source),
    )
}

fn cell(row: &MatrixCell) -> String {
    let MatrixCell { edition, client, host, image, hyperv, process } = row;
    format!(
        "m(Edition::{edition:?}, {client}, {host:?}, {image:?}, Support::{hyperv:?}, Support::{process:?})"
    )
}

fn field_report(out: &mut Source, row: &FieldReport) -> String {
    let builds = |out: &mut Source, builds: &[u32]| out.table("u32", builds, |_, build| build.to_string());
    let (hosts, images) = (builds(out, &row.host_builds), builds(out, &row.image_builds));
    format!(
        "FieldReport {{ id: {}, statement: {}, effect: ReportedEffect::{:?}, state: ReportState::{:?}, \
         host_builds: {hosts}, host_client: {:?}, host_below_revision: {:?}, image_builds: {images}, \
         image_from_revision: {:?}, relation: ReportedRelation::{:?}, symptom: {}, cured_by: k({}), reported: {}, source: {} }}",
        text(&row.id),
        text(&row.statement),
        row.effect,
        row.state,
        row.host_client,
        row.host_below_revision,
        row.image_from_revision,
        row.relation,
        text(&row.symptom),
        row.cured_by.map_or(0, |kb| kb.0),
        day(row.reported),
        text(&row.source),
    )
}

fn base_layer(row: &BaseLayer) -> String {
    format!(
        "BaseLayer {{ family: ImageFamily::{:?}, build: {}, revision: {:?}, part: LayerPart::{:?}, digest: {}, \
         kind: LayerKind::{:?}, source: {} }}",
        row.family,
        row.build,
        row.revision,
        row.part,
        text(&row.digest),
        row.kind,
        text(&row.source)
    )
}

/// `Debug` of a string is a Rust literal.
fn text(text: &str) -> String {
    format!("t({text:?})")
}

fn maybe(path: &str, value: Option<impl Debug>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({path}{value:?})"))
}

fn day(date: Date) -> String {
    format!("day({})", day_number(date))
}

fn maybe_day(date: Option<Date>) -> String {
    date.map_or_else(|| "None".to_owned(), |date| format!("d({})", day_number(date)))
}

fn day_number(date: Date) -> u32 {
    u32::from(date.year()) * 10_000 + u32::from(date.month()) * 100 + u32::from(date.day())
}
