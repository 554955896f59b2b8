//! `base-layers.toml`: layers of early base images, sorted by build, family, revision, then digest.

use serde::Deserialize;

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::repositories::FAMILIES;
use super::table::{self, Row, Table};
use super::{Files, toml_rows};
use crate::{BaseLayer, LayerKind, LayerPart};

pub(super) const FILE: &str = "base-layers.toml";
const TABLES: toml_rows::Tables = toml_rows::Tables { name: "base_layer", key: &["digest"] };

const PARTS: [(&str, LayerPart); 3] =
    [("base", LayerPart::Base), ("update", LayerPart::Update), ("full", LayerPart::Full)];
const KINDS: [(&str, LayerKind); 2] = [("diff-id", LayerKind::DiffId), ("layer", LayerKind::Layer)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    family: String,
    build: u32,
    revision: Option<u32>,
    part: String,
    digest: String,
    kind: String,
    source: String,
}

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<BaseLayer> {
    let parse =
        |input: &table::Input<'_>, report: &mut Report| toml_rows::parse(&TABLES, input, report, convert);
    table::load(layers, FILE, report, parse, |layer| {
        Some((layer.build, layer.family, layer.revision, layer.digest.clone()))
    })
}

fn convert(raw: Raw, fields: &mut Fields<'_>) -> Option<BaseLayer> {
    let family = fields.word("family", &raw.family, &FAMILIES);
    let part = fields.word("part", &raw.part, &PARTS);
    let digest = fields.digest("digest", raw.digest);
    let kind = fields.word("kind", &raw.kind, &KINDS);
    let source = fields.id("source", raw.source);
    let is_half = raw.revision.is_none() && part.is_some_and(|part| part != LayerPart::Base);
    if is_half {
        fields.fault(Fault::Half { present: "a part other than base", missing: "revision" });
    }
    let layer = BaseLayer {
        family: family?,
        build: raw.build,
        revision: raw.revision,
        part: part?,
        digest: digest?,
        kind: kind?,
        source: source?,
    };
    (!is_half).then_some(layer)
}

/// The build has a server release, and the revision an update.
pub(super) fn check(rows: &[Row<BaseLayer>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: layer, .. } in rows {
        links.source(place, &layer.source, report);
        let Some(hosts) = links.hosts_of_build(place, layer.build, report) else { continue };
        if !hosts.server {
            let fault = Fault::NoSuchHosts { channel: "server", missing: "server", build: layer.build };
            report.row(place, fault);
        }
        if let Some(revision) = layer.revision {
            links.revision(place, layer.build, revision, report);
        }
    }
}
