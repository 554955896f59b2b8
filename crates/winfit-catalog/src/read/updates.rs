//! `updates.csv`: which revision of which build an article installs, sorted by build, revision, article.

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, csv_rows};
use crate::{Update, UpdateChannel, UpdateKind};

pub(super) const FILE: &str = "updates.csv";
const COLUMNS: [&str; 7] = ["build", "revision", "kb", "date", "kind", "channel", "source"];
const KINDS: [(&str, UpdateKind); 5] = [
    ("security", UpdateKind::Security),
    ("out-of-band", UpdateKind::OutOfBand),
    ("preview", UpdateKind::Preview),
    ("image-only", UpdateKind::ImageOnly),
    ("unknown", UpdateKind::Unknown),
];
const CHANNELS: [(&str, UpdateChannel); 3] =
    [("server", UpdateChannel::Server), ("client", UpdateChannel::Client), ("both", UpdateChannel::Both)];

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<Update> {
    let label = |[build, revision, ..]: [&str; 7]| {
        super::fields::quoted(&format!("build {build}, revision {revision}"))
    };
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    table::load_replacing(
        layers,
        FILE,
        report,
        parse,
        |update| Some((update.build, update.revision, update.kb)),
        revision_without_kb,
    )
}

fn convert<'a>(
    [build, revision, kb, date, kind, channel, source]: [&'a str; 7],
    fields: &mut Fields<'_>,
) -> Option<(String, Update)> {
    let (build, revision) = (fields.number("build", build), fields.number("revision", revision));
    let known = |cell: &'a str| Some(cell).filter(|cell| !cell.is_empty());
    let (kb, date) = (fields.maybe_kb("kb", known(kb)), fields.maybe_date("date", known(date)));
    let (kind, channel) = (fields.word("kind", kind, &KINDS), fields.word("channel", channel, &CHANNELS));
    let source = fields.id("source", source.to_owned());
    let update = Update {
        build: build?,
        revision: revision?,
        kb: kb?,
        date: date?,
        kind: kind?,
        channel: channel?,
        source: source?,
    };
    Some((key(&update), update))
}

fn key(update: &Update) -> String {
    let kb = update.kb.map(|kb| kb.to_string()).unwrap_or_default();
    format!("{}.{} {kb}", update.build, update.revision)
}

/// The row that an overlay's row replaces if it has none with its own key: the same revision, its article unknown
/// until now.
fn revision_without_kb(update: &Update) -> Option<String> {
    update.kb.map(|_| key(&Update { kb: None, ..update.clone() }))
}

/// The build has a release of the right kind.
pub(super) fn check(rows: &[Row<Update>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: update, .. } in rows {
        links.source(place, &update.source, report);
        let Some(hosts) = links.hosts_of_build(place, update.build, report) else { continue };
        let needs: &[(bool, &'static str)] = match update.channel {
            UpdateChannel::Server => &[(hosts.server, "server")],
            UpdateChannel::Client => &[(hosts.client, "client")],
            UpdateChannel::Both => &[(hosts.server, "server"), (hosts.client, "client")],
        };
        for (_, missing) in needs.iter().filter(|(has, _)| !has) {
            let channel = match update.channel {
                UpdateChannel::Server => "server",
                UpdateChannel::Client => "client",
                UpdateChannel::Both => "both",
            };
            report.row(place, Fault::NoSuchHosts { channel, missing, build: update.build });
        }
    }
}
