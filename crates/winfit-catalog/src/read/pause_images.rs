//! `pause-images.csv`: pause images and the builds that they have a variant for, sorted by image.

use super::fields::{Fields, quoted};
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, csv_rows, repositories};
use crate::{List, PauseImage, Text};

pub(super) const FILE: &str = "pause-images.csv";
const COLUMNS: [&str; 7] = ["image", "builds", "since", "until", "containerd", "note", "sources"];

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<PauseImage> {
    let label = |[image, ..]: [&str; 7]| format!("image \"{}\"", quoted(image));
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    table::load(layers, FILE, report, parse, |pause| Some(pause.image.clone()))
}

fn convert(
    [image, builds, since, until, containerd, note, sources]: [&str; 7],
    fields: &mut Fields<'_>,
) -> Option<(String, PauseImage)> {
    let image = self::image(image, fields);
    let builds = self::builds(builds, fields);
    let default_of = fields.versions(since, until);
    let containerd = fields.words("containerd", containerd, Fields::release);
    let note = fields.note("note", note.to_owned());
    let sources = fields.filled_words("sources", sources, Fields::id);
    let pause = PauseImage {
        image: image?,
        builds: builds?,
        default_of: Some(default_of?).filter(|versions| versions.since.is_some() || versions.until.is_some()),
        containerd: containerd?,
        note: note?,
        sources: sources?,
    };
    Some((pause.image.to_string(), pause))
}

fn image(value: &str, fields: &mut Fields<'_>) -> Option<Text> {
    let (repository, tag) = value.split_once(':').unwrap_or((value, ""));
    let (repository, tag) =
        (fields.repository("image", repository.to_owned()), fields.tag("image", tag.to_owned()));
    Some(format!("{}:{}", repository?, tag?).into())
}

fn builds(value: &str, fields: &mut Fields<'_>) -> Option<List<u32>> {
    let numbers: Option<Vec<u32>> = value
        .split(' ')
        .filter(|build| !build.is_empty())
        .map(|build| fields.number("builds", build))
        .collect();
    fields.ascending("builds", numbers?)
}

/// The repository is listed, the builds have server releases, and the versions are known.
pub(super) fn check(rows: &[Row<PauseImage>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: pause, .. } in rows {
        let repository = pause.image.split(':').next().unwrap_or_default();
        if !links.has_repository(repository) {
            let value = repository.to_owned();
            report.row(place, Fault::Dangling { field: "image", value, file: repositories::FILE });
        }
        for build in pause.builds.iter() {
            if links.hosts_of_build(place, *build, report).is_some_and(|hosts| !hosts.server) {
                let fault = Fault::NoSuchHosts { channel: "server", missing: "server", build: *build };
                report.row(place, fault);
            }
        }
        if let Some(versions) = pause.default_of {
            links.versions(place, versions, report);
        }
        for source in pause.sources.iter() {
            links.source(place, source, report);
        }
    }
}
