//! `releases.toml`: named Windows releases, servers before clients, each by build, then id.

use serde::Deserialize;

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, toml_rows};
use crate::{Channel, Release};

pub(super) const FILE: &str = "releases.toml";
const TABLES: toml_rows::Tables = toml_rows::Tables { name: "release", key: &["id"] };
const CHANNELS: [(&str, Channel); 4] =
    [("ltsc", Channel::Ltsc), ("sac", Channel::Sac), ("ac", Channel::Ac), ("client", Channel::Client)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    channel: String,
    name: String,
    version: String,
    build: u32,
    released: String,
    mainstream_end: Option<String>,
    extended_end: Option<String>,
    ltsc_end: Option<String>,
    esu_end: Option<String>,
    image_end: Option<String>,
    nano_server_end: Option<String>,
    #[serde(default)]
    image_tags: Vec<String>,
    #[serde(default)]
    image_architectures: Vec<String>,
    #[serde(default)]
    note: String,
    sources: Vec<String>,
}

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<Release> {
    let parse =
        |input: &table::Input<'_>, report: &mut Report| toml_rows::parse(&TABLES, input, report, convert);
    table::load(layers, FILE, report, parse, |release| {
        Some((!release.is_server(), release.build, release.id.clone()))
    })
}

fn convert(raw: Raw, fields: &mut Fields<'_>) -> Option<Release> {
    let id = fields.id("id", raw.id);
    let channel = fields.word("channel", &raw.channel, &CHANNELS);
    let (name, version) = (fields.text("name", raw.name), fields.text("version", raw.version));
    let released = fields.date("released", &raw.released);
    let mainstream_end = fields.maybe_date("mainstream_end", raw.mainstream_end.as_deref());
    let extended_end = fields.maybe_date("extended_end", raw.extended_end.as_deref());
    let ltsc_end = fields.maybe_date("ltsc_end", raw.ltsc_end.as_deref());
    let esu_end = fields.maybe_date("esu_end", raw.esu_end.as_deref());
    let image_end = fields.maybe_date("image_end", raw.image_end.as_deref());
    let nano_server_end = fields.maybe_date("nano_server_end", raw.nano_server_end.as_deref());
    let image_tags = fields.list("image_tags", raw.image_tags, Fields::tag);
    let image_architectures = fields.list("image_architectures", raw.image_architectures, Fields::id);
    let (note, sources) =
        (fields.note("note", raw.note), fields.filled_list("sources", raw.sources, Fields::id));
    let release = Release {
        id: id?,
        channel: channel?,
        name: name?,
        version: version?,
        build: raw.build,
        released: released?,
        mainstream_end: mainstream_end?,
        extended_end: extended_end?,
        ltsc_end: ltsc_end?,
        esu_end: esu_end?,
        image_end: image_end?,
        nano_server_end: nano_server_end?,
        image_tags: image_tags?,
        image_architectures: image_architectures?,
        note: note?,
        sources: sources?,
    };
    agrees_with_itself(&release, fields).then_some(release)
}

/// Nothing ends before it starts, and images have both a tag and an architecture.
fn agrees_with_itself(release: &Release, fields: &mut Fields<'_>) -> bool {
    let start = ("released", Some(release.released));
    let mainstream = ("mainstream_end", release.mainstream_end);
    let extended = ("extended_end", release.extended_end);
    let spans = [
        (start, mainstream),
        (start, extended),
        (mainstream, extended),
        (start, ("ltsc_end", release.ltsc_end)),
        (mainstream, ("ltsc_end", release.ltsc_end)),
        (start, ("esu_end", release.esu_end)),
        (mainstream, ("esu_end", release.esu_end)),
        (extended, ("esu_end", release.esu_end)),
        (start, ("image_end", release.image_end)),
        (start, ("nano_server_end", release.nano_server_end)),
    ];
    let mut agrees = true;
    for ((start, started), (end, ended)) in spans {
        if let (Some(started), Some(ended)) = (started, ended)
            && ended < started
        {
            fields.fault(Fault::EndsEarly { end, ended, start, started });
            agrees = false;
        }
    }
    let halves = [(&release.image_tags, "image_tags"), (&release.image_architectures, "image_architectures")];
    let [(tags, tags_name), (architectures, architectures_name)] = halves;
    if tags.is_empty() != architectures.is_empty() {
        let (present, missing) =
            if tags.is_empty() { (architectures_name, tags_name) } else { (tags_name, architectures_name) };
        fields.fault(Fault::Half { present, missing });
        agrees = false;
    }
    agrees
}

/// Sources exist, and image tags are labels of the release's build.
pub(super) fn check(rows: &[Row<Release>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: release, .. } in rows {
        for source in release.sources.iter() {
            links.source(place, source, report);
        }
        for tag in release.image_tags.iter() {
            let Some(label) = links.label(place, "image_tags", tag, report) else { continue };
            if label.build != release.build {
                let (build, actual) = (label.build, release.build);
                let fault = Fault::TagOfOtherBuild { tag: tag.to_string(), build, actual };
                report.row(place, fault);
            }
        }
    }
}
